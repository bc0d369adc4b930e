import { Unreachable } from '../../src/clients/errors.ts';
import type { Anomaly, FleetClient, RunQuery } from '../../src/clients/fleet/fleet-client.ts';
import { writeReply } from '../../src/core/plain-text.ts';
import type { Block, Reply } from '../../src/core/reply.ts';
import { createDailySummary } from '../../src/summaries/daily-summary.ts';
import type { SummaryRequest } from '../../src/summaries/summary.ts';
import { createFakeFleet, type FakeFacts, fakeRun, hours, NOW, uuid } from '../fixtures/fake-fleet.ts';

const DAY = hours(24);
const MONTH = 27 * DAY;
/** A quiet fleet: nothing in the last day, a run a day before. */
const quiet = {
  version: '5.1.0',
  robots: [{ name: 'Rex' }, { name: 'Daisy' }],
  missions: [{ uuid: 'm1', name: 'Perimeter Patrol' }],
  runs: [fakeRun(30)],
  statistics: [],
  anomalies: [],
  calendar: [{ missionUuid: 'm1', robot: 'Daisy', firstAt: NOW + hours(3), repeatMs: 0, blackouts: [] }],
} satisfies FakeFacts;
const failed = fakeRun(3, { mission: 'Thermal Sweep B', status: 'FAILURE' });
const request: SummaryRequest = {
  span: { from: NOW - DAY, to: NOW, label: 'since yesterday 10:19', zone: 'UTC', words: 'last 24h' },
  robots: [],
  now: NOW,
};

function build(facts: FakeFacts, values: Partial<SummaryRequest> = {}, change: Partial<FleetClient> = {}) {
  return createDailySummary({ fleet: { ...createFakeFleet(facts), ...change } }).build({ ...request, ...values });
}
const told = (reply: Reply): string => writeReply(reply, 'UTC', NOW);
const kinds = ({ blocks }: Reply): readonly Block['kind'][] => blocks.map(({ kind }) => kind);
const buttonsOf = ({ blocks }: Reply) => blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
const refuse = () => Promise.reject(new Unreachable('Scout north does not answer.', 'connection refused'));

describe('a day on which nothing happened', () => {
  test('is one line with what comes next', async () => {
    const { reply, isEmpty } = await build(quiet);
    expect(isEmpty).toBe(true);
    expect(kinds(reply)).toEqual(['text', 'note']);
    expect(told(reply).split('\n')[0]).toBe(
      'No runs since yesterday 10:19; nothing failed, nothing new. Next: Perimeter Patrol on Daisy, 13:19 (in 3 h).',
    );
  });

  test.each<readonly [string, FakeFacts]>([
    ['a run', { runs: [fakeRun(3)] }],
    ['a new anomaly', { anomalies: [{ uuid: 'a', status: 'open', at: NOW - hours(2) }] }],
    ['an outage', { outage: { since: NOW - hours(2), tries: 4, reason: 'connection refused' } }],
    [
      'a planned start that did not come',
      {
        calendar: [
          { missionUuid: 'm1', robot: 'Rex', firstAt: NOW - hours(5), repeatMs: 0, blackouts: [], changedAt: 1 },
        ],
      },
    ],
  ])('is none where there was %s', async (_, facts) => {
    const { reply, isEmpty } = await build({ ...quiet, ...facts });
    expect(isEmpty).toBe(false);
    expect(kinds(reply)).toContain('fields');
  });

  test('is none where the runs could not all be read', async () => {
    expect((await build({ ...quiet, runs: [fakeRun(3), fakeRun(4)], bound: 1, readable: 0 })).isEmpty).toBe(false);
  });

  test('is none where the anomalies could not be read, which is said', async () => {
    const { reply, isEmpty } = await build(quiet, {}, { anomalies: refuse });
    expect(isEmpty).toBe(false);
    expect(told(reply)).toContain('could not be read: anomalies');
  });

  test('is none where a robot is unknown', async () => {
    expect((await build(quiet, { robots: ['Spot-9'] })).isEmpty).toBe(false);
  });

  test('is one also where an old Scout reports no anomalies, which is said', async () => {
    const { anomalies: _, ...old } = quiet;
    const { reply, isEmpty } = await build(old);
    expect(isEmpty).toBe(true);
    expect(told(reply)).toMatch(/^No runs since yesterday 10:19; nothing failed\. /);
    expect(told(reply)).toContain('Not reported by Orbit 5.1.0: anomalies');
  });
});

test('an outage is said before what was known', async () => {
  const outage = { since: NOW - hours(2), tries: 4, reason: 'connection refused' };
  const lines = told((await build({ ...quiet, outage })).reply).split('\n');
  expect(lines[0]).toMatch(/^⚠ Scout north has not answered since 08:19/);
  expect(lines[1]).toBe('2 robots · no runs · since yesterday 10:19');
});

test('a Scout that does not answer and of which nothing is known is an error', async () => {
  await expect(build(quiet, {}, { runs: refuse })).rejects.toThrow('Scout north does not answer.');
});

describe('the usual', () => {
  const weekly = (counts: readonly number[]) =>
    counts.flatMap((count, week) =>
      Array.from({ length: count }, (_, i) =>
        fakeRun(week * 10 + i, { startedAt: NOW - week * 7 * DAY - hours(2) - i, uuid: uuid(week * 10 + i) }),
      ),
    );

  test('is the mean of the same hours of the four weeks before', async () => {
    const answer = told((await build({ ...quiet, runs: weekly([3, 1, 2, 2, 5]) })).reply);
    expect(answer).toContain('Runs: 3 done, 0 failed, 0 stopped\nUsual Tuesday: 2.5 done, 0 failed, 0 stopped\n');
    expect(answer).toContain('"Usual Tuesday" is the mean of the same hours in 4 of the 4 weeks before');
  });

  test('says nothing where fewer than two weeks are known', async () => {
    expect(told((await build({ ...quiet, runs: weekly([3, 4]) })).reply)).not.toContain('Usual');
  });

  test('is of the weeks that could be read', async () => {
    const { runs } = createFakeFleet({ ...quiet, runs: weekly([3, 1, 9, 2, 3]) });
    const isSecond = ({ from = 0 }: RunQuery) => from < NOW - 9 * DAY && from > NOW - 16 * DAY;
    const broken = (query: RunQuery) => (isSecond(query) ? refuse() : runs(query));
    const answer = told((await build(quiet, {}, { runs: broken })).reply);
    expect(answer).toContain('Usual Tuesday: 2 done, ');
    expect(answer).toContain('in 3 of the 4 weeks before');
    expect(answer).toContain('not all runs of the time before could be read');
  });

  test('keeps to the clock where it was changed meanwhile', async () => {
    // Berlin left summer time on 25 October: 07:00 was 05:00 UTC before, and is 06:00 UTC since.
    const now = Date.parse('2026-10-28T06:00:00Z');
    const at = (iso: string, n: number) => fakeRun(n, { startedAt: Date.parse(iso) });
    const runs = [
      at('2026-10-28T05:30:00Z', 1),
      at('2026-10-21T04:30:00Z', 2),
      at('2026-10-21T05:30:00Z', 3),
      at('2026-10-14T04:30:00Z', 4),
    ];
    const span = { ...request.span, from: now - DAY, to: now, zone: 'Europe/Berlin' };
    expect(told((await build({ ...quiet, runs }, { span, now })).reply)).toContain('Usual Tuesday: 1 done, ');
  });
});

test('the history is read in few questions, whose bounds stay the same all day long', async () => {
  const asked: RunQuery[] = [];
  const fleet = createFakeFleet({ ...quiet, runs: [fakeRun(3)] });
  const runs = (query: RunQuery) => {
    asked.push(query);
    return fleet.runs(query);
  };
  await build(quiet, {}, { runs });
  expect(asked.length).toBeLessThanOrEqual(6);
  expect(asked.every(({ from = 0 }) => from >= NOW - 30 * DAY)).toBe(true);
  const early = asked.filter(({ to = NOW }) => to < NOW - DAY);
  expect(early.map(({ from = 1, to = 1 }) => [from % DAY, to % DAY])).toEqual(early.map(() => [0, 0]));
});

describe('failures', () => {
  const capture = (name: string) => ({ uuid: name, channel: 'visual', path: `/${name}.jpg`, readings: [] });
  const events = [
    { uuid: 'e1', runUuid: failed.uuid, action: 'Panel 6', error: 0, captures: [capture('six')] },
    { uuid: 'e2', runUuid: failed.uuid, action: 'Panel 7', error: 3, captures: [capture('seven')] },
    { uuid: 'e3', runUuid: failed.uuid, action: 'Dock', error: 0, captures: [capture('dock')] },
  ];

  test('come with the picture of the action that failed', async () => {
    const { reply } = await build({ ...quiet, runs: [failed], events });
    expect(kinds(reply).slice(0, 3)).toEqual(['text', 'text', 'image']);
    expect(told(reply)).toContain('✕ Thermal Sweep B on Rex at "Panel 7", 07:19');
    const image = reply.blocks.find((block) => block.kind === 'image');
    expect(image?.alt).toBe('Picture of the action that failed: Panel 7, visual (Thermal Sweep B on Rex)');
  });

  test('come with the last picture of the run where the action that failed has none', async () => {
    const [six, seven, dock] = events;
    const without = seven && { ...seven, captures: [{ ...capture('scan'), path: '/scan.laz' }] };
    const told = [six, without, dock && { ...dock, captures: [] }].filter((event) => event !== undefined);
    const { reply } = await build({ ...quiet, runs: [failed], events: told });
    const image = reply.blocks.find((block) => block.kind === 'image');
    expect(image?.alt).toBe('Last picture of the failed run: Panel 6, visual (Thermal Sweep B on Rex)');
  });

  test('have at most three pictures', async () => {
    const runs = Array.from({ length: 8 }, (_, i) => ({ ...failed, uuid: uuid(i) }));
    const all = runs.flatMap((run) => events.map((event) => ({ ...event, runUuid: run.uuid })));
    const { reply } = await build({ ...quiet, runs, events: all });
    expect(kinds(reply).filter((kind) => kind === 'image')).toHaveLength(3);
    expect(told(reply)).toContain('and 3 more failed runs');
  });

  test('lose only the picture where it cannot be read or is too large', async () => {
    const large = async () => ({
      value: { mediaType: 'image/png' as const, bytes: new Uint8Array(1_000_001) },
      asOf: NOW,
    });
    for (const picture of [refuse, large]) {
      const { reply } = await build({ ...quiet, runs: [failed], events }, {}, { picture });
      expect(kinds(reply)).not.toContain('image');
      expect(told(reply)).toContain('at "Panel 7"');
    }
  });
});

test('tells what did not start though planned, and how much of it is not known', async () => {
  const entry = { missionUuid: 'm1', repeatMs: 0, blackouts: [], firstAt: NOW - hours(5) };
  const calendar = [
    { ...entry, robot: 'Rex', changedAt: NOW - 9 * DAY, repeatMs: hours(2) },
    { ...entry, robot: 'Daisy', changedAt: NOW - hours(1) },
  ];
  const answer = told((await build({ ...quiet, runs: [fakeRun(9)], calendar })).reply);
  expect(answer).toMatch(/^2 robots · 1 run, 1 done · 3 not started · since/);
  expect(answer).toContain('○ Perimeter Patrol on Rex did not start, 3 times, the last planned for 09:19');
  expect(answer).toContain('whether 1 planned run started is not known');
});

test('tells all that is planned for the next 24 hours', async () => {
  const calendar = [
    { missionUuid: 'm1', robot: 'Daisy', firstAt: NOW + hours(3), repeatMs: hours(6), blackouts: [] },
    { missionUuid: 'm1', robot: 'Rex', firstAt: NOW + hours(4), repeatMs: 0, blackouts: [] },
    { missionUuid: 'm1', robot: 'Rex', firstAt: NOW + hours(30), repeatMs: 0, blackouts: [] },
  ];
  const answer = told((await build({ ...quiet, runs: [fakeRun(9)], calendar })).reply);
  expect(answer).toContain(
    'Next 24 h: 5 starts: Perimeter Patrol on Daisy, 13:19 (in 3 h) and 3 more times; Perimeter Patrol on Rex, 14:19',
  );
});

test('draws the last 14 days, as far back as all runs are known', async () => {
  const runs = [fakeRun(3), fakeRun(30), fakeRun(24 * 20)];
  const chartOf = ({ blocks }: Reply) => blocks.find((block) => block.kind === 'chart');
  const chart = chartOf((await build({ ...quiet, runs })).reply);
  expect(chart?.labels).toHaveLength(14);
  expect([chart?.labels.at(0), chart?.labels.at(-1)]).toEqual(['8 Oct', 'today']);
  expect(chart?.series[0]?.values.slice(-3)).toEqual([0, 1, 1]);
  const whole = createFakeFleet({ ...quiet, runs }).runs;
  const broken = (query: RunQuery) => ((query.to ?? NOW) < NOW - 3 * DAY ? refuse() : whole(query));
  expect(chartOf((await build(quiet, {}, { runs: broken })).reply)?.title).toBe('Last 9 days');
});

describe('about some robots', () => {
  const anomaly = (n: number, runUuid: string): Anomaly => ({
    uuid: `a${n}`,
    title: `Finding ${n}`,
    status: 'open',
    at: NOW - hours(2),
    runUuid,
  });
  const facts: FakeFacts = {
    ...quiet,
    robots: [...quiet.robots, { name: 'Spot-01' }],
    runs: [
      failed,
      fakeRun(4, { robot: 'Daisy' }),
      fakeRun(5, { robot: 'Spot-01', status: 'FAILURE' }),
      fakeRun(24 * 5, { robot: 'Spot-01' }),
    ],
    statistics: [
      { robot: 'Rex', startedAt: NOW - hours(3), distanceMeters: 100 },
      { robot: 'Spot-01', startedAt: NOW - hours(5), distanceMeters: 2_000 },
    ],
    anomalies: [anomaly(1, failed.uuid), anomaly(2, uuid(5)), anomaly(3, 'of another time')],
  };

  test('everything is about them', async () => {
    const { reply } = await build(facts, { robots: ['Rex', 'Daisy'] });
    const answer = told(reply);
    expect(answer).toMatch(/^Rex and Daisy · 2 runs, 1 done · 1 failed: Thermal Sweep B on Rex · since/);
    expect(answer).toContain('Driven: 100 m, driving time not reported');
    expect(answer).toContain('New anomalies: 1, Finding 1\nOpen anomalies: 1, Finding 1');
    expect(answer).toContain('whose robot found 1 new and 1 open other anomalies is not known');
    expect(answer).not.toContain('Spot-01');
    const chart = reply.blocks.find((block) => block.kind === 'chart');
    expect(chart?.series.map(({ values }) => values.reduce((a, b) => a + b))).toEqual([1, 1, 0]);
  });

  test('what is planned is about them', async () => {
    expect(told((await build(facts, { robots: ['Rex'] })).reply)).toContain('Next: nothing is planned');
  });

  test('a name that is written a little differently is found', async () => {
    expect(told((await build(facts, { robots: ['spot 1'] })).reply)).toMatch(/^Spot-01 · 1 run, 0 done · 1 failed/);
  });

  test('a name that is in no list any more is said, and its runs still count', async () => {
    const runs = [fakeRun(3, { robot: 'Rexy' })];
    const answer = told((await build({ ...facts, runs }, { robots: ['Rexy', 'Daisy'] })).reply);
    expect(answer).toMatch(/^Daisy and Rexy · 1 run, 1 done/);
    expect(answer).toContain('not in the list of robots, renamed perhaps: Rexy');
  });
});

describe('buttons', () => {
  const facts = { ...quiet, runs: [failed] };

  test('use the words that stand for the span', async () => {
    expect(buttonsOf((await build(facts)).reply)).toContainEqual({
      label: 'Failed runs',
      command: 'runs failed last 24h',
    });
  });

  test('are left out where the span has no words that read back', async () => {
    const { words: _, ...span } = { ...request.span, label: 'since the last summary' };
    expect(buttonsOf((await build(facts, { span })).reply).map(({ label }) => label)).toEqual([
      'Summary now',
      'Robots',
      'What comes next?',
    ]);
    const readable = { ...span, label: 'last 24 hours' };
    expect(buttonsOf((await build(facts, { span: readable })).reply)).toContainEqual({
      label: 'Failed runs',
      command: 'runs failed last 24 hours',
    });
  });
});

test('a fleet of more than 20 robots shows first those that failed', async () => {
  const robots = Array.from({ length: 26 }, (_, i) => ({ name: `Spot-${i + 1}` }));
  const runs = robots.map(({ name }, i) =>
    fakeRun(3, { uuid: uuid(i), robot: name, ...(i === 25 && { status: 'ERROR' }) }),
  );
  const { reply } = await build({ ...quiet, robots, runs });
  const table = reply.blocks.find((block) => block.kind === 'table');
  expect(table?.rows).toHaveLength(20);
  expect(table?.rows[0]?.[0]).toEqual([{ kind: 'bold', text: 'Spot-26' }]);
  expect(told(reply)).toContain('and 6 more robots (6 runs)');
});

test('a month is compared and told without reading single days', async () => {
  const span = { ...request.span, from: NOW - MONTH, label: 'last 27 days' };
  const answer = told((await build({ ...quiet, runs: [fakeRun(3), fakeRun(24 * 28)] }, { span })).reply);
  expect(answer).toContain('Runs: 1 done, 0 failed, 0 stopped\nBefore: 1 done, 0 failed, 0 stopped');
});
