import { writeReply } from '../../src/core/plain-text.ts';
import type { Button, Reply } from '../../src/core/reply.ts';
import { withCircumstances } from '../../src/schedule/delivery-note.ts';
import { readConfig } from '../../src/settings/config.ts';
import type { Site } from '../../src/sites/site.ts';
import { acrossSiteSummaries } from '../../src/sites/site-summary.ts';
import { openStore } from '../../src/storage/open-store.ts';
import type { Subscription } from '../../src/storage/store.ts';
import { createDailySummary } from '../../src/summaries/daily-summary.ts';
import { createShiftSummary } from '../../src/summaries/shift-summary.ts';
import type { SummaryRequest } from '../../src/summaries/summary.ts';
import { createUnasked } from '../../src/unasked.ts';
import { noLog } from '../fixtures/ask.ts';
import { fakeRun, hours, NOW } from '../fixtures/fake-fleet.ts';
import { fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';
import { subscriptionOf } from '../fixtures/scheduled-world.ts';
import { downFleet, fakeSite, silentFleet } from '../fixtures/sites.ts';

const quiet = { robots: [{ name: 'Quinn' }], runs: [], anomalies: [], calendar: [] };
const north = fakeSite('north', { fleet: { robots: [{ name: 'Rex' }], runs: [fakeRun(1, { status: 'FAILURE' })] } });
const hall = fakeSite('hall 1', { fleet: quiet });
const east = fakeSite('east', {
  floor: { stations: [fakeStation(1)], orders: [fakeOrder(1)] },
  plant: { zone: 'Europe/Berlin', shifts: ['05:00', '13:00'] },
});
const west = fakeSite('west', { fleet: {}, robots: downFleet('west') });
const south = fakeSite('south', { fleet: {}, robots: silentFleet() });

const span = { from: NOW - hours(24), to: NOW, label: 'since yesterday 10:19', zone: 'UTC', words: 'last 24h' };

async function daily(sites: readonly Site[], values: Partial<SummaryRequest> = {}) {
  const summary = acrossSiteSummaries(
    sites.map((site) => ({ site, summary: createDailySummary(site) })),
    { sites, commandName: 'summary', askLabel: 'Summary now', log: noLog, wait: async () => {} },
  );
  if (summary === undefined) throw new Error('there is no summary');
  return summary.build({ span, robots: [], now: NOW, ...values });
}

const write = (reply: Reply): string => writeReply(reply, 'UTC', NOW);
const commandsOf = ({ blocks }: Reply): readonly string[] =>
  blocks
    .flatMap((block): readonly Button[] => (block.kind === 'buttons' ? block.buttons : []))
    .flatMap((button) => ('command' in button ? [button.command] : []));

test('a summary of several sites has a line for each, and one that is down costs its part only', async () => {
  const { reply, isEmpty } = await daily([north, hall, west]);
  expect(write(reply)).toMatch(
    /^north: 1 robot · 1 run, 0 done · 1 failed[^\n]*\nhall 1: No runs since yesterday 10:19; [^\n]*\n⚠ west: Scout west does not answer/,
  );
  expect(isEmpty).toBe(false);
  expect(commandsOf(reply)).toContain('runs failed last 24h site north');
  expect(commandsOf(reply)[0]).toBe('summary all sites');
});

test('nothing happened where that is known of all sites', async () => {
  const silence = { robots: [{ name: 'Quill' }], runs: [], anomalies: [], calendar: [] };
  const other = fakeSite('other', { fleet: silence });
  expect((await daily([hall, other])).isEmpty).toBe(true);
  expect((await daily([hall, west])).isEmpty).toBe(false);
  expect((await daily([hall, south])).isEmpty).toBe(false);
});

test('a site that takes too long is told to be late', async () => {
  expect(write((await daily([north, south])).reply)).toContain('⚠ south has not answered yet');
});

test('where no site answers that is the error', async () => {
  await expect(daily([west, fakeSite('far', { fleet: {}, robots: downFleet('far') })])).rejects.toThrow(
    'west: Scout west does not answer (connection refused).\nfar: Scout far does not answer (connection refused).',
  );
});

test('of one site that is asked for, it is that of the site', async () => {
  const { reply } = await daily([north, hall], { site: 'north' });
  expect(write(reply)).toMatch(/^1 robot · 1 run, 0 done/);
  expect(commandsOf(reply)[0]).toBe('summary site north');
  await expect(daily([north, hall], { site: 'old' })).rejects.toThrow(
    'There is no such summary of old any more, but of north and hall 1',
  );
});

test('of robots that one site has, no other is asked', async () => {
  const { reply } = await daily([north, hall, east], { robots: ['Rex'] });
  expect(write(reply)).toMatch(/^north: Rex · 1 run/);
  expect(write(reply)).not.toMatch(/hall 1|east/);
});

test('the only site has its summary as ever', async () => {
  expect((await daily([north])).reply).toEqual(
    (await createDailySummary(north).build({ span, robots: [], now: NOW })).reply,
  );
});

test('hand-overs are those of each plant, and of the one that is asked for', async () => {
  const works = fakeSite('works', { floor: { stations: [fakeStation(2)] } });
  const sites = [north, east, works];
  const summary = acrossSiteSummaries(
    sites.flatMap((site) => (site.plant ? [{ site, summary: createShiftSummary(site.plant) }] : [])),
    { sites, commandName: 'shift', askLabel: 'Shift now', log: noLog },
  );
  const all = await summary?.build({ span, robots: [], now: NOW });
  expect(all && write(all.reply)).toMatch(/^east: Shift 05:00 to 13:00[^\n]*\nworks: Shift 06:00 to 14:00/);
  const one = await summary?.build({ span, robots: [], now: NOW, site: 'works' });
  expect(one && write(one.reply)).toMatch(/^Shift 06:00 to 14:00/);
});

describe('a preview', () => {
  async function previewOf(values: Partial<Subscription>): Promise<string> {
    const now = () => NOW;
    const store = await openStore({ kind: 'memory', secretKeys: [], createId: () => 'id', now });
    const { tools } = createUnasked({
      store,
      sites: [north, hall, east],
      adapters: [],
      settings: readConfig({}).summaries,
      roles: { isAdmin: async () => false },
      auditMs: 1,
      now,
      log: noLog,
    });
    return write(await tools.preview(subscriptionOf('k4m7', values)).finally(() => store.close()));
  }

  test('is about the sites that the subscription is about', async () => {
    expect(await previewOf({})).toMatch(/^north: .*\nhall 1: .*\neast: Floor/);
    expect(await previewOf({ site: 'hall 1' })).toMatch(/^No runs since/);
    expect(await previewOf({ summary: 'shift', site: 'east' })).toMatch(/^Shift 05:00 to 13:00/);
  });
});

test('what was not sent is asked for at the same sites', () => {
  const untold = [
    { id: 'd1', subscriptionId: 'k4m7', plannedAt: NOW - hours(24), state: 'missed', attempts: 0 } as const,
  ];
  const subscription = subscriptionOf('k4m7', { site: 'hall 1' });
  const circumstances = { subscription, plannedAt: NOW, sentAt: NOW, reason: undefined, untold };
  const sent = withCircumstances(
    { blocks: [{ kind: 'text', text: ['Summary'] }], audience: 'everyone' },
    { ...circumstances, scope: ' site "hall 1"' },
  );
  expect(write(sent)).toMatch(/Instead: summary last \d days site "hall 1"\n/);
});
