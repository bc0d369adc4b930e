import { Unreachable } from '../../src/clients/errors.ts';
import type { FloorClient } from '../../src/clients/floor/floor-client.ts';
import { writeReply } from '../../src/core/plain-text.ts';
import type { Block, Reply } from '../../src/core/reply.ts';
import type { Plant } from '../../src/floor/plant.ts';
import type { Scouts } from '../../src/floor/scouts.ts';
import { createDailySummary } from '../../src/summaries/daily-summary.ts';
import type { SummaryRequest } from '../../src/summaries/summary.ts';
import { askFloor, askScouts } from '../fixtures/ask.ts';
import { createFakeFleet, fakeRun, hours, minutes, NOW } from '../fixtures/fake-fleet.ts';
import { createFakePlant, type FloorFacts, fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';

const DAY = hours(24);
const robots = {
  version: '5.1.0',
  robots: [{ name: 'Rex' }],
  runs: [fakeRun(3)],
  statistics: [],
  anomalies: [],
  calendar: [],
};
const quietRobots = { ...robots, runs: [fakeRun(30)] };
const done = (id: number, values: Parameters<typeof fakeOrder>[1] = {}) =>
  fakeOrder(id, {
    status: 'completed',
    completedAt: NOW - hours(id),
    completed: 25,
    scrap: 0,
    stations: [],
    ...values,
  });
const paused = (id: number, ago: number | undefined, pauseReason?: string) =>
  fakeOrder(id, {
    status: 'paused',
    stations: [{ id: 2, status: 'paused' }],
    ...(ago !== undefined && { pausedAt: NOW - minutes(ago) }),
    ...(pauseReason !== undefined && { pauseReason }),
  });
const stations = [fakeStation(1), fakeStation(2)];
const facts: FloorFacts = {
  stations,
  units: [{ id: 7, name: 'Gearbox G4', steps: [] }],
  orders: [
    done(1, { scrap: 2 }),
    done(2, { units: [{ id: 8, name: 'PH-200' }], completed: 40 }),
    done(30),
    fakeOrder(41, { dueAt: NOW - hours(1) }),
    fakeOrder(42, { dueAt: NOW + hours(5) }),
    fakeOrder(43, { status: 'setup' }),
    fakeOrder(44, { status: 'unknown', rawStatus: 'Held for QA' }),
    paused(45, 12, 'Tool Issue'),
    paused(46, 50, 'Missing Materials'),
    fakeOrder(47, { status: 'queued', startedAt: NOW + DAY }),
  ],
};
const request: SummaryRequest = {
  span: { from: NOW - DAY, to: NOW, label: 'since yesterday 10:19', zone: 'UTC', words: 'last 24h' },
  robots: [],
  now: NOW,
};

const build = (scouts: Scouts, values: Partial<SummaryRequest> = {}) =>
  createDailySummary(scouts).build({ ...request, ...values });
const told = (reply: Reply): string => writeReply(reply, 'UTC', NOW);
const kinds = ({ blocks }: Reply): readonly Block['kind'][] => blocks.map(({ kind }) => kind);
const refuse = (words: string) => () => Promise.reject(new Unreachable(words, 'connection refused'));

function plantWith(change: Partial<FloorClient>, values: Partial<Plant> = {}): Plant {
  const plant = createFakePlant(facts, values);
  const floor = { ...plant.floor, ...change };
  return { ...plant, floor: { ...floor, unasked: () => floor } };
}
const downFleet = { ...createFakeFleet(robots), robots: refuse('Scout north does not answer.') };
const downPlant = plantWith({
  sweep: refuse('Scout plant 1 does not answer.'),
  search: refuse('Scout plant 1 does not answer.'),
});

describe('the floor part', () => {
  test('tells what was done, how it stands, what is paused for how long and why, and what is late by which rule', async () => {
    expect(await askFloor('summary', facts)).toMatchInlineSnapshot(`
"Floor, last 24 hours: 2 orders done (65 units, 2 scrapped) · now 6 in progress, 2 of them paused · 1 queued · 1 late
‖ WO-1046, Gearbox G4 at Assembly 2: paused for 50 min, Missing Materials
‖ WO-1045, Gearbox G4 at Assembly 2: paused for 12 min, Tool Issue
Built: 40 × PH-200 and 25 × Gearbox G4
In progress: 2 running, 1 in setup, 2 paused, 1 "Held for QA"
Late: WO-1041
late: past its due date · whether 5 orders are late is not known · as of 10:18, 20 s ago · plant 1
[Refresh: summary] [Late orders: orders late] [Paused orders: orders paused] [Orders: orders] [Shift: shift]"
`);
  });

  test('does not count what was done before, nor guesses when', async () => {
    const { completedAt: _, ...undated } = done(3, { startedAt: NOW - minutes(30) });
    const answer = await askFloor('summary last 90 min', { stations, orders: [done(1), done(2), undated] });
    expect(answer).toContain('1 order done (25 units)');
    expect(answer).toContain('when 1 more done order ended is not reported');
  });

  test('says where units are not reported of all, and scrap of none', async () => {
    const { completed: _, scrap: __, ...uncounted } = done(1);
    const { scrap: ___, ...other } = done(2);
    const answer = await askFloor('summary', { stations, orders: [uncounted, other] });
    expect(answer).toContain('2 orders done (at least 25 units)');
    expect(answer).toContain('units of 1 done order are not reported · scrap is not reported');
  });

  test('has three lines for what is paused, the longest first; one that does not tell since when comes last', async () => {
    const answer = await askFloor('summary', {
      stations,
      orders: [paused(1, undefined), paused(2, 5, 'Break'), paused(3, 500, 'No Gas'), paused(4, 30)],
    });
    expect(answer).toContain(
      [
        '‖ WO-1003, Gearbox G4 at Assembly 2: paused for 8 h 20 min, No Gas',
        '‖ WO-1004, Gearbox G4 at Assembly 2: paused for 30 min, reason not reported',
        '‖ WO-1002, Gearbox G4 at Assembly 2: paused for 5 min, Break',
        'and 1 more paused',
      ].join('\n'),
    );
  });

  test('names the stations of an order that is paused at some of them', async () => {
    const order = fakeOrder(1, {
      stations: [
        { id: 1, status: 'active' },
        { id: 2, status: 'paused' },
      ],
      pausedAt: NOW - minutes(7),
      pauseReason: 'Break',
    });
    expect(await askFloor('summary', { stations, orders: [order] })).toContain(
      '‖ WO-1001, Gearbox G4 at Assembly 2: paused for 7 min, Break (it goes on at other stations)',
    );
  });

  test('says where the rule for late can tell nothing, and where there is none', async () => {
    expect(await askFloor('summary', { stations, orders: [fakeOrder(1)] })).toContain(
      'late: past its due date · whether 1 order is late is not known',
    );
    const answer = await askFloor('summary', facts, { late: { kind: 'none' } });
    expect(answer).toContain('no rule for "late" is set');
    expect(answer).not.toContain('not known');
  });

  test('says which stations could not be read', async () => {
    expect(await askFloor('summary', { ...facts, unread: [2] })).toContain('Assembly 2 could not be read');
  });

  test('says that what was done is not known where the search fails, and the other way round', async () => {
    const search = plantWith({ search: refuse('no') });
    expect(await askScouts('summary', { plant: search })).toMatch(
      /^Floor, last 24 hours: orders done not known · now 6 in progress.*what could not be read: connection refused/s,
    );
    const sweep = plantWith({ sweep: refuse('no') });
    expect(await askScouts('summary', { plant: sweep })).toMatch(
      /^Floor, last 24 hours: 2 orders done \(65 units, 2 scrapped\) · what is in progress is not known\n/,
    );
  });

  test('is measured to the moment of the last answer where there is an outage', async () => {
    const outage = { since: NOW - hours(2), tries: 4, reason: 'connection refused' };
    const answer = await askFloor('summary', { ...facts, outage, asOf: NOW - minutes(5) });
    expect(answer).toMatch(/^⚠ Scout plant 1 has not answered since 08:19/);
    expect(answer).toContain('paused for 45 min, Missing Materials');
  });

  test('takes the words for times by the clocks of the plant', async () => {
    const orders = [done(1, { completedAt: Date.parse('2026-10-20T23:00:00Z') })];
    const zone = 'Asia/Tokyo';
    expect(await askFloor('summary today', { orders }, { zone })).toContain('Floor, today: 1 order done');
    expect(await askFloor('summary today', { orders })).toContain('Floor, today: no orders done');
  });

  test('of a time that lies ahead is refused', async () => {
    expect(await askFloor('summary 2026-12-24', facts)).toContain(
      '2026-12-24 lies ahead; orders queued tells what waits.',
    );
  });
});

describe('with both Scouts', () => {
  const both = { fleet: createFakeFleet(robots), plant: createFakePlant(facts) };

  test('the first block has a line for each, and the source line tells both ages', async () => {
    const answer = await askScouts('summary', both);
    expect(answer.split('\n').slice(0, 2)).toEqual([
      '1 robot · 1 run, 1 done · last 24 hours',
      'Floor, last 24 hours: 2 orders done (65 units, 2 scrapped) · now 6 in progress, 2 of them paused · 1 queued · 1 late',
    ]);
    expect(answer).toContain('robots as of 10:18, 40 s ago · north · floor as of 10:18, 20 s ago · plant 1');
    expect(answer).toContain(
      '[Refresh: summary] [Late orders: orders late] [Paused orders: orders paused] [Robots: robots] [Orders: orders]',
    );
  });

  test('what concerns some robots only says nothing of the floor', async () => {
    expect(await askScouts('summary Rex', both)).toBe(await askScouts('summary Rex', { fleet: both.fleet }));
    expect(await askScouts('summary Rex', both)).not.toMatch(/floor|order/i);
  });

  test('a floor that does not answer costs its part only', async () => {
    const { reply, isEmpty } = await build({ fleet: both.fleet, plant: downPlant });
    expect(told(reply).split('\n').slice(0, 2)).toEqual([
      '1 robot · 1 run, 1 done · since yesterday 10:19',
      '⚠ Floor: Scout plant 1 does not answer.',
    ]);
    expect(isEmpty).toBe(false);
  });

  test('robots of which nothing is known cost their part only', async () => {
    const { reply } = await build({ fleet: downFleet, plant: both.plant });
    const lines = told(reply).split('\n');
    expect(lines[0]).toMatch(/^Floor, since yesterday 10:19: 2 orders done/);
    expect(lines[1]).toBe('⚠ Robots: Scout north does not answer.');
    expect(told(reply)).toMatch(/as of 10:18, 20 s ago · plant 1\n/);
  });

  test('an outage of one is said, and its stale part stays beside the fresh one', async () => {
    const outage = { since: NOW - hours(2), tries: 4, reason: 'connection refused' };
    const answer = await askScouts('summary', { ...both, plant: createFakePlant({ ...facts, outage }) });
    expect(answer).toMatch(
      /^⚠ Scout plant 1 has not answered since 08:19.*\n1 robot · 1 run.*\nFloor, last 24 hours: 2/,
    );
  });

  test('where neither answers, the error names both', async () => {
    await expect(build({ fleet: downFleet, plant: downPlant })).rejects.toThrow(
      'Scout north does not answer. Scout plant 1 does not answer.',
    );
  });

  test('what is no outage is not taken for one', async () => {
    const fleet = { ...createFakeFleet(robots), robots: () => Promise.reject(new Error('a mistake')) };
    await expect(build({ fleet, plant: both.plant })).rejects.toThrow('a mistake');
  });
});

describe('what comes by itself', () => {
  const stillFloor: FloorFacts = { stations, units: [], orders: [done(30)] };
  const still = createFakePlant(stillFloor);

  test('is empty only where both are known to be empty', async () => {
    const fleet = createFakeFleet(quietRobots);
    const isEmpty = async (scouts: Scouts) => (await build(scouts)).isEmpty;
    expect(await isEmpty({ fleet, plant: still })).toBe(true);
    expect(await isEmpty({ fleet })).toBe(true);
    expect(await isEmpty({ plant: still })).toBe(true);
    expect(await isEmpty({ fleet: createFakeFleet(robots), plant: still })).toBe(false);
    expect(await isEmpty({ fleet, plant: createFakePlant(facts) })).toBe(false);
    expect(await isEmpty({ fleet, plant: downPlant })).toBe(false);
    expect(await isEmpty({ fleet: downFleet, plant: still })).toBe(false);
  });

  test.each<readonly [string, FloorFacts]>([
    ['an order in progress', { orders: [fakeOrder(1)] }],
    ['an order that was done', { orders: [done(1)] }],
    ['an order that waits and is late', { orders: [fakeOrder(1, { status: 'queued', dueAt: NOW - hours(1) })] }],
    ['a station that could not be read', { unread: [1] }],
    ['an outage', { outage: { since: NOW - hours(1), tries: 2, reason: 'no route' } }],
    ['no search to ask', { notConfigured: ['search'] }],
  ])('the floor is not empty with %s', async (_, change) => {
    expect((await build({ plant: createFakePlant({ ...stillFloor, ...change }) })).isEmpty).toBe(false);
  });

  test('is two lines without buttons where nothing happened', async () => {
    const { reply } = await build({ fleet: createFakeFleet(quietRobots), plant: still });
    expect(kinds(reply)).toEqual(['text', 'note']);
    expect(told(reply)).toMatch(
      /^No runs since yesterday 10:19; nothing failed, nothing new\. .*\nFloor, since yesterday 10:19: no orders done · now none in progress · none queued\n/,
    );
  });

  test('leaves alone the calls that are kept for people, and says so', async () => {
    const plant = createFakePlant({ ...facts, quota: { state: 'on-demand' } });
    const { reply } = await build({ fleet: createFakeFleet(robots), plant });
    expect(told(reply)).toContain('⚠ Floor: The calls are kept for questions of people.');
    await expect(build({ plant })).rejects.toThrow('The calls are kept for questions of people.');
    expect(await askScouts('summary', { plant })).toContain('2 orders done');
  });

  test('about robots that are gone from the settings says what to do', async () => {
    await expect(build({ plant: still }, { robots: ['Rex'] })).rejects.toThrow('I know no robots here any more');
  });
});
