import { readdirSync } from 'node:fs';
import { Unreachable } from '../../src/clients/errors.ts';
import { createCommands, createSiteCommands } from '../../src/commands/index.ts';
import { fixedSite } from '../../src/sites/default-sites.ts';
import { onlySite } from '../../src/sites/site.ts';
import { ask, askFloor, askScouts, createTestBot, messageOf, noLog } from '../fixtures/ask.ts';
import { createFakeFleet, type FakeFacts, fakeRun, hours, NOW, runningRun, uuid } from '../fixtures/fake-fleet.ts';
import { createFakeFloor, createFakePlant, type FloorFacts, fakeStation } from '../fixtures/fake-floor.ts';
import { noTools } from '../fixtures/no-tools.ts';

const commands = createCommands({ fleet: createFakeFleet() }, { version: '1', startedAt: 0 }, noTools);
const everyScout = {
  fleet: createFakeFleet(),
  plant: createFakePlant(),
  siteMap: { assets: {}, missions: {} },
};
/** Without those about subscriptions, which have tests of their own. */
const questions = createCommands({ fleet: createFakeFleet() }, { version: '1', startedAt: 0 });
const events = [
  {
    uuid: 'e1',
    runUuid: uuid(1),
    action: 'Panel 1',
    captures: [{ uuid: 'c1', channel: 'thermal', path: '/a b.jpg', readings: [] }],
  },
  { uuid: 'e2', runUuid: uuid(1), action: 'Leak', captures: [{ uuid: 'c2', path: '/raw.bin', readings: [] }] },
];

test('the list of commands and the folder agree', () => {
  const files = readdirSync(new URL('../../src/commands', import.meta.url)).map((file) => file.replace('.ts', ''));
  const all = createCommands(everyScout, { version: '1', startedAt: 0 }, noTools);
  const sites = ['north', 'south'].map((name) => ({ ...onlySite(everyScout), name }));
  const defaults = fixedSite(undefined);
  const overSites = createSiteCommands({
    sites,
    bot: { version: '1', startedAt: 0 },
    tools: noTools,
    defaults,
    log: noLog,
  });
  const names = overSites.map(({ name }) => name);
  expect(names.toSorted()).toEqual(files.filter((file) => file !== 'index' && file !== 'questions').toSorted());
  expect(all.map(({ name }) => name)).toEqual(names.filter((name) => name !== 'use'));
});

test('help shows every command with its usage and what it is for', async () => {
  const answer = await ask('help');
  for (const { name, summary } of commands)
    expect(answer).toMatch(new RegExp(`^${name}.*${summary.slice(0, 20)}`, 'm'));
});

test('nothing typed is a call for help', async () => {
  expect(await ask('')).toMatch(/^I know \d+ commands/);
});

test('help on a command explains its words and shows examples as buttons', async () => {
  const answer = await ask('help runs');
  expect(answer).toContain('[status]: done, failed, error (only the unexpected failures), stopped, running');
  expect(answer).toContain('[runs failed last week: runs failed last week]');
});

test('help on a command that changes something has no button that does it', async () => {
  const { reply } = await createTestBot(createFakeFleet()).answer(messageOf('help unsubscribe'));
  expect(reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))).toEqual([
    { label: 'All commands', command: 'help' },
  ]);
});

test.each(questions.flatMap((command) => command.examples.map((line) => [line, command.name])))(
  'the example "%s" runs %s without an error',
  async (line, name) => {
    const fleet = createFakeFleet({
      robots: [{ name: 'Rex' }, { name: 'Daisy' }, { name: 'Spot-01' }],
      missions: [{ uuid: 'm', name: 'Perimeter Patrol' }],
      runs: [1, 2, 3, 4].map((n) => fakeRun(n, n === 2 ? { mission: 'Perimeter Patrol' } : {})),
    });
    const answer = await createTestBot(fleet).answer(messageOf(line));
    expect(answer).toMatchObject({ command: name, failed: false });
  },
);

test('a wrong word gets the nearest command with its usage', async () => {
  const answer = await ask('robotz');
  expect(answer).toMatch(/^There is no command "robotz"\./);
  expect(answer).toContain('Nearest: robots [filter] [name] [page N]');
});

test('words that a command can make nothing of get its usage', async () => {
  const answer = await ask('now frobnicate');
  expect(answer).toMatch(/^I can't make anything of "frobnicate" here\./);
  expect(answer).toContain('Usage: now');
});

test('now shows what runs, and the last run where nothing does', async () => {
  expect(await ask('now', { runs: [runningRun(14)] })).toMatch(
    /^1 run going on now\n[\s\S]*^Rex .*7 of 12 actions .*14 min$/m,
  );
  expect(await ask('now', { runs: [fakeRun(1)] })).toMatch(
    /^Nothing is running\.\nLast: Boiler Room Round on Rex: done/,
  );
});

test('photos carries the pictures along and says what is no picture', async () => {
  const answer = await ask('photos last', { runs: [fakeRun(1)], events });
  expect(answer).toMatch(/^1 picture of Boiler Room Round on Rex\n\[picture: Panel 1, thermal \(1 kB\)\]/);
  expect(answer).toContain('1 other file not shown');
});

test('missions shows actions, last run and next start', async () => {
  const answer = await ask('missions', {
    missions: [{ uuid: 'm1', name: 'Perimeter Patrol', actionCount: 31 }],
    runs: [fakeRun(1, { mission: 'Perimeter Patrol', status: 'STOPPED' })],
    calendar: [{ missionUuid: 'm1', robot: 'Daisy', firstAt: NOW + hours(1), repeatMs: 0, blackouts: [] }],
  });
  expect(answer).toMatch(/^1 mission\n/);
  expect(answer).toMatch(/^Perimeter Patrol +31 +09:19 ■ stopped on Rex +11:19$/m);
});

test('next tells the soonest start, the others, and what is switched off', async () => {
  const entry = { robot: 'Daisy', missionUuid: 'm1', blackouts: [], repeatMs: hours(6) };
  const answer = await ask('next', {
    missions: [{ uuid: 'm1', name: 'Perimeter Patrol' }],
    calendar: [
      { ...entry, firstAt: NOW + hours(5) },
      { ...entry, robot: 'Rex', firstAt: NOW - hours(2) },
      { ...entry, name: 'Night walk', firstAt: NOW, disabledReason: 'snow' },
    ],
  });
  expect(answer).toMatch(/^Next: Perimeter Patrol on Rex, 14:19 \(in 4 h\)\n/);
  expect(answer).toContain('every 6 h');
  expect(answer).toContain('1 entry switched off: Night walk (snow)');
});

test('next says where there is no calendar, and where nothing is planned', async () => {
  expect(await ask('next', { version: '3.2.1' })).toMatch(/^Scout 3\.2\.1 reports no calendar\./);
  expect(await ask('next', { calendar: [] })).toMatch(/^Nothing is planned\./);
});

test('anomalies shows the open ones unless asked otherwise', async () => {
  const anomalies = [
    { uuid: 'a1', title: 'Motor M-4 hot', severity: 3, status: 'open' as const, at: NOW - hours(1), runUuid: uuid(1) },
    { uuid: 'a2', title: 'Valve stuck', status: 'closed' as const, at: NOW - hours(3) },
  ];
  expect(await ask('anomalies', { anomalies })).toMatch(/^1 open anomaly, the newest: Motor M-4 hot, 09:19\n/);
  expect(await ask('anomalies closed', { anomalies })).toMatch(/^1 closed anomaly, .*Valve stuck/);
  expect(await ask('anomalies all', { anomalies })).toMatch(/^2 anomalies/);
  expect(await ask('anomalies last hour', { anomalies: [] })).toMatch(/^No open anomalies, last hour\./);
});

test('a Scout that reports no anomalies is not said to have none', async () => {
  expect(await ask('anomalies', { version: '3.3.2' })).toMatch(
    /^Scout 3\.3\.2 does not report anomalies; Orbit 4\.1 and later do\./,
  );
});

test('robot shows one robot, or a row for each that a name fits', async () => {
  const robots = [{ name: 'Spot-01' }, { name: 'Spot-02' }, { name: 'Rex' }];
  const one = await ask('robot rex', { robots, runs: [runningRun(14), fakeRun(3)] });
  expect(one).toMatch(
    /^Rex is running Boiler Room Round, 7 of 12 actions, since 10:05 \(14 min\)\nLast run: Boiler Room Round on Rex: done/,
  );
  const several = await ask('robot spot', { robots });
  expect(several).toMatch(/^2 robots fit "spot"\n/);
  expect(several).toMatch(/^Spot-01[\s\S]*^Spot-02/m);
  expect(await ask('robot spot3', { robots })).toMatch(/^No robot is called spot3\. Nearest: Spot-0[12], Spot-0[12]/);
});

test('health tells answers, session and versions, and an outage as one', async () => {
  const well = await ask('health', {
    version: '4.1.0',
    health: { lastAnswerAt: NOW - 12_000, loggedInAt: NOW - hours(5) },
  });
  expect(well).toMatch(/^Scout north answers, the last time 10:18 \(12 s ago\)\n/);
  expect(well).toContain('Server: Orbit 4.1.0');
  expect(well).toContain('Session: open, by account and password, since 05:19 (5 h ago)');
  expect(well).toContain('Bot: version 1.2.3, started 08:19 (2 h ago)');
  const outage = { since: NOW - 60_000, tries: 3, reason: 'connection refused' };
  expect(await ask('health', { health: { outage } })).toMatch(
    /^Scout north does not answer since 10:18 \(1 min ago; 3 tries, connection refused\)/,
  );
  const refused = await ask('health', { health: { session: 'refused', nextLogInAt: NOW + 60_000 } });
  expect(refused).toMatch(/^Scout north refuses the log-in/);
  expect(refused).toContain('log-in refused, by account and password, tried again 10:20 (in 1 min)');
});

describe('health of a shop floor', () => {
  const lastAnswerAt = NOW - 12_000;
  const outage = { since: NOW - 60_000, tries: 3, reason: 'connection refused' };
  const wellFloor: FloorFacts = {
    stations: [fakeStation(1)],
    health: { lastAnswerAt, loggedInAt: NOW - 600_000 },
    quota: { renewsAt: Date.parse('2026-10-26T00:00:00Z') },
  };
  const both = (fleet: FakeFacts, floor: FloorFacts): Promise<string> =>
    askScouts('health', { fleet: createFakeFleet(fleet), plant: createFakePlant(floor) });

  test('alone it is told as the robots are, with the calls of the week', async () => {
    const answer = await askFloor('health', wellFloor);
    expect(answer).toMatch(
      /^Scout plant 1 answers, the last time 10:18 \(12 s ago\)\nAddress: https:\/\/floor\.example/,
    );
    expect(answer).toContain('Session: open, by account and password, since 10:09 (10 min ago)');
    expect(answer).toContain("Calls: 120 of 100,000 calls this week, renewed Mon 00:00 UTC, by the bot's own count");
    expect(answer).toContain('[Stations: stations]');
    expect(answer).not.toContain('Robots');
  });

  test('both are told, and where both answer the first line says so', async () => {
    const answer = await both({ version: '5.1.0', health: { lastAnswerAt } }, wellFloor);
    expect(answer).toMatch(/^Scout north and Scout plant 1 answer\n/);
    expect(answer).toMatch(
      /Robots: north\nState: Scout north answers[\s\S]*Server: Orbit 5\.1\.0[\s\S]*Floor: plant 1\nState: Scout plant 1 answers/,
    );
    expect(answer).toContain('[Robots: robots] [Stations: stations]');
  });

  test('one that is down is the first line, and does not hide the other', async () => {
    const noRobots = await both({ health: { outage } }, wellFloor);
    expect(noRobots).toMatch(/^Scout north does not answer since 10:18 /);
    expect(noRobots).toContain('State: Scout plant 1 answers');
    const noFloor = await both({ health: { lastAnswerAt } }, { ...wellFloor, health: { outage } });
    expect(noFloor).toMatch(/^Scout plant 1 does not answer since 10:18 /);
    expect(noFloor).toContain('State: Scout north answers');
    expect(noFloor).toContain('Last answer: none yet');
  });

  test('a refused log-in is worse than calls that run low, and those are worse than nothing', async () => {
    const low = { ...wellFloor, quota: { used: 96_000, state: 'on-demand' as const } };
    expect(await both({ health: { lastAnswerAt } }, low)).toMatch(
      /^Scout plant 1 has 4,000 calls left this week: they are kept for what people ask\n/,
    );
    expect(await both({ health: { session: 'refused' } }, low)).toMatch(/^Scout north refuses the log-in/);
    expect(await both({ health: { lastAnswerAt } }, { ...low, health: { session: 'refused' } })).toMatch(
      /^Scout plant 1 refuses the log-in/,
    );
  });

  test('calls that are used up are the reason, not the outage that follows', async () => {
    const quota = { used: 100_000, state: 'spent' as const, renewsAt: NOW + hours(3) };
    const answer = await askFloor('health', { ...wellFloor, health: { outage }, quota });
    expect(answer).toMatch(
      /^The calls that Scout plant 1 allows in a week are used up; asked again 13:19 \(in 3 h\)\n/,
    );
    expect(answer).toContain('Calls: used up, 100,000 of 100,000 calls this week counted here');
  });

  test('a token that nobody used is no trouble', async () => {
    const answer = await askFloor('health', { ...wellFloor, health: { session: 'none', lastAnswerAt } });
    expect(answer).toMatch(/^Scout plant 1 answers/);
    expect(answer).toContain('Session: lapsed until the next question, by account and password');
  });

  test('a floor that fails when it is asked has not answered yet', async () => {
    const fails = async (): Promise<never> => {
      throw new Unreachable('Scout plant 1 does not answer.', 'connection cut');
    };
    const floor = { ...createFakeFloor(wellFloor), inProgress: fails };
    expect(await askScouts('health', { plant: { ...createFakePlant(), floor } })).toMatch(
      /^Scout plant 1 has not answered yet\n/,
    );
  });
});

test('polite words around a command are no part of it', async () => {
  const facts = { robots: [{ name: 'Rex' }] };
  expect(await ask('hey, robots please!', facts)).toMatch(/^1 robot/);
  expect(await ask('hello', facts)).toMatch(/^I know \d+ commands/);
});

test('what is too long to be a question is refused', async () => {
  expect(await ask(`runs ${'"“'.repeat(20_000)}`)).toMatch(/^That is too long to be a question\./);
});
