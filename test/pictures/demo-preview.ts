import { createRoles } from '../../src/access/roles.ts';
import { createChartPictures } from '../../src/charts/chart-picture.ts';
import { openConfiguredStore } from '../../src/configured-store.ts';
import type { Log } from '../../src/core/bot.ts';
import { createDemoSource } from '../../src/demo.ts';
import { createPreviewAdapter } from '../../src/platforms/preview/adapter.ts';
import { renderMessages } from '../../src/platforms/slack/render.ts';
import { renderCards } from '../../src/platforms/teams/render.ts';
import { listen } from '../../src/server.ts';
import { createSourceBot } from '../../src/source-bot.ts';
import { createUnasked } from '../../src/unasked.ts';

/** A Wednesday afternoon, so that every run shows the same fleet. */
const FROZEN_AT = Date.UTC(2026, 9, 21, 12, 20);

const HOUR_MS = 3_600_000;

/** The demo with a clock that stands still until it is moved. */
export interface DemoPreview {
  readonly origin: string;
  close(): Promise<void>;
}

export async function startDemoPreview(log: Log): Promise<DemoPreview> {
  const source = await createDemoSource({ log, frozenAt: FROZEN_AT });
  const { now, controls } = source;
  const suggestions = ['/scout robots'];
  const preview = createPreviewAdapter({
    renderSlack: renderMessages,
    renderTeams: (reply, pictureUrl) => renderCards(reply, { pictureUrl }),
    controls,
    suggestions,
    drawChart: createChartPictures().draw,
    now,
    log,
  });
  const store = await openConfiguredStore({ store: { place: { kind: 'memory' }, secretKeys: [] } }, now);
  // The clock is moved by a day at once.
  const settings = {
    maxLateMs: 30 * HOUR_MS,
    policy: 'never-twice',
    editors: 'members',
    outageNotices: false,
  } as const;
  const adapters = [preview];
  const unasked = createUnasked({
    store,
    sites: source.sites,
    adapters,
    settings,
    roles: createRoles({ admins: [] }),
    auditMs: 30 * HOUR_MS,
    now,
    log,
    lookEveryMs: 100,
  });
  const listener = await preview.connect(await createSourceBot(source, log, { tools: unasked.tools }));
  if (listener === undefined) throw new Error('The preview has no page.');
  unasked.start();
  const server = await listen([{ prefix: '/', listener }], { port: 0, host: '127.0.0.1' });
  return {
    origin: `http://localhost:${server.port}`,
    async close() {
      await unasked.close();
      await Promise.all([preview.close(), server.close()]);
      await Promise.all([source.close(), store.close()]);
    },
  };
}
