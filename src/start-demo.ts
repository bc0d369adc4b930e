import { randomUUID } from 'node:crypto';
import { createAccess } from './access/access.ts';
import type { App } from './app.ts';
import { chartDrawing } from './configured-adapters.ts';
import { openConfiguredStore } from './configured-store.ts';
import type { Log } from './core/bot.ts';
import { createDemoSource } from './demo.ts';
import { openBot } from './open-bot.ts';
import { createPreviewAdapter } from './platforms/preview/adapter.ts';
import { renderMessages } from './platforms/slack/render.ts';
import { renderCards } from './platforms/teams/render.ts';
import type { Config } from './settings/config.ts';
import { readVersion } from './version.ts';
import { openWatching } from './watching.ts';

/** What to try in the demo. */
const SUGGESTIONS = ['/scout robots', 'how did the last mission go?', 'which orders are late?', '/scout summary'];

const DEMO_MAX_LATE_MS = 48 * 3_600_000;

/** Starts the bot over pretended Scouts, in a page of this machine alone. */
export async function startDemo(config: Config, log: Log): Promise<App> {
  const source = await createDemoSource({ log });
  const { now, controls } = source;
  const preview = createPreviewAdapter({
    renderSlack: renderMessages,
    renderTeams: (reply, pictureUrl) => renderCards(reply, { pictureUrl }),
    controls,
    suggestions: SUGGESTIONS,
    drawChart: chartDrawing(),
    now,
    log,
  });
  const store = await openConfiguredStore({ store: { place: { kind: 'memory' }, secretKeys: [] } }, now);
  const app = await openBot({
    source,
    store,
    // Whoever tries it out may be quick.
    access: createAccess({ ...config.access, rates: {}, store, createId: randomUUID, now, log }),
    places: [{ prefix: '/', adapter: preview }],
    // The clock of the demo jumps by a day: what was planned meanwhile is to be seen.
    config: {
      ...config,
      host: '127.0.0.1',
      summaries: { ...config.summaries, maxLateMs: DEMO_MAX_LATE_MS },
    },
    log,
    // The clock of the simulation can be moved.
    lookEveryMs: 1_000,
    lateBecause: 'the clock was moved',
    watching: await openWatching({ ...config.watching, version: await readVersion(), log }),
  });
  const lines = [
    'Demo: no SLACK_…, TEAMS_…, SCOUT_… or FLOOR_… settings, so these are a simulated Scout and shop floor, and a local preview.',
    '',
    `  http://localhost:${app.port}`,
    '',
    'To try there:',
    ...SUGGESTIONS.map((line) => `  ${line}`),
  ];
  return { ...app, greeting: `${lines.join('\n')}\n` };
}
