import { ask } from '../fixtures/ask.ts';
import { fakeRun, minutes, NOW, runningRun, uuid } from '../fixtures/fake-fleet.ts';

const fleet = {
  version: '3.3.2',
  robots: [{ name: 'Rex' }, { name: 'Daisy' }, { name: 'Spot-02' }],
  runs: [
    runningRun(14),
    fakeRun(12, { startedAt: Date.parse('2026-10-20T22:04:00Z') }),
    fakeRun(4, { robot: 'Daisy', mission: 'Perimeter Patrol', actionsDone: 31, actionsPlanned: 31 }),
    fakeRun(8, { robot: 'Spot-02', mission: 'Thermal Sweep B', status: 'FAILURE', actionsDone: 4, actionsPlanned: 9 }),
  ],
  events: [
    { uuid: 'e1', runUuid: uuid(8), action: 'Panel 6', error: 0, captures: [] },
    { uuid: 'e2', runUuid: uuid(8), action: 'Panel 7', error: 3, captures: [] },
  ],
};

test('the first line counts robots, those that run and those that need a look', async () => {
  expect((await ask('robots', fleet)).split('\n')[0]).toBe('3 robots: 1 running, 1 needs a look');
});

test('a running robot shows mission, progress and time, and its last finished run', async () => {
  const row = (await ask('robots', fleet)).split('\n').find((line) => line.startsWith('Rex'));
  expect(row).toContain('▶ running Boiler Room Round, 7 of 12 actions, 14 min');
  expect(row).toContain('✓ done, Boiler Room Round, 12 of 12 actions, 22:04 yesterday');
});

test('a failed run names the action it failed at, and a button asks why', async () => {
  const answer = await ask('robots', fleet);
  expect(answer).toContain('✕ failed at "Panel 7", Thermal Sweep B, 4 of 9 actions, 02:19');
  expect(answer).toContain(`[Why did Spot-02 fail?: run ${uuid(8)}]`);
});

test('what this Scout does not report is said, with its version, age and site', async () => {
  expect(await ask('robots', fleet)).toContain(
    'Battery and connection: not reported by Scout 3.3.2 · as of 10:18, 40 s ago · north',
  );
});

test('a battery that a server happens to report is shown, and the others are not reported', async () => {
  const answer = await ask('robots', { ...fleet, version: '5.1.0', sessions: { Rex: { batteryPercent: 81.4 } } });
  expect(answer).toMatch(/^Robot .*Battery$/m);
  expect(answer).toMatch(/^Rex .*81 %$/m);
  expect(answer).toMatch(/^Daisy .*not reported$/m);
  expect(answer).toContain('Connection: not reported by Orbit 5.1.0');
});

test('a robot that does nothing shows what is planned for it next', async () => {
  const entry = { missionUuid: 'm1', repeatMs: 0, blackouts: [], firstAt: NOW + minutes(60) };
  const facts = { ...fleet, missions: [{ uuid: 'm1', name: 'Night walk' }], calendar: [{ ...entry, robot: 'Daisy' }] };
  const answer = await ask('robots', facts);
  expect(answer).toMatch(/^Daisy +not running; next: Night walk, 11:19 /m);
  expect(answer).toMatch(/^Spot-02 +not running /m);
});

test('a robot that has lost its connection needs a look', async () => {
  const answer = await ask('robots', { robots: [{ name: 'Rex', connected: false }] });
  expect(answer.split('\n')[0]).toBe('1 robot: none running, 1 needs a look');
  expect(answer).toContain('not connected');
});

test('filters by state and by name', async () => {
  expect(await ask('robots running', fleet)).toMatch(/^1 of 3 robots is running\n/);
  expect(await ask('robots failed', fleet)).not.toMatch(/^Daisy/m);
  expect(await ask('robots spot', fleet)).toMatch(/^1 robot: none running/);
});

test('a fleet without robots is an answer', async () => {
  expect(await ask('robots')).toMatch(/^Scout lists no robots\nas of/);
});

test('a long fleet is shown in pages', async () => {
  const many = { robots: Array.from({ length: 45 }, (_, i) => ({ name: `Spot-${String(i + 1).padStart(2, '0')}` })) };
  const first = await ask('robots', many);
  expect(first).toContain('45 robots');
  expect(first).toContain('[Next 20: robots page 2]');
  expect(first).not.toContain('Spot-21');
  const third = await ask('robots page 3', many);
  expect(third).toContain('Spot-45');
  expect(third).toContain('[Previous 20: robots page 2]');
  expect(third).not.toContain('[Next');
});

test('what goes on is measured to the moment that a stale answer speaks of', async () => {
  const outage = { since: NOW - minutes(4), tries: 1, reason: 'connection refused' };
  expect(await ask('robots', { ...fleet, outage, asOf: NOW - minutes(5) })).toContain('7 of 12 actions, 9 min');
});

test('a stale answer begins with the outage', async () => {
  const outage = { since: NOW - minutes(17), tries: 4, reason: 'connection refused' };
  const answer = await ask('robots', { ...fleet, outage, asOf: NOW - minutes(18) });
  expect(answer.split('\n')[0]).toBe(
    '⚠ Scout north has not answered since 10:02 (4 tries, connection refused). Here is what it said at 10:01, stale:',
  );
});

test('a run that has lost its end does not make a robot run that has finished another since', async () => {
  const lost = runningRun(60 * 50, { uuid: uuid(77), mission: 'Lost round' });
  const answer = await ask('robots', { robots: [{ name: 'Rex' }], runs: [lost, fakeRun(4)] });
  expect(answer).toMatch(/^1 robot: none running/);
  expect(await ask('now', { runs: [lost, fakeRun(4)] })).toMatch(/^Nothing is running\./);
});

test('a mission that is paused while somebody drives goes on', async () => {
  const driven = fakeRun(1, { type: 'teleop', uuid: uuid(3) });
  expect(await ask('now', { runs: [driven, runningRun(90, { status: 'PAUSED' })] })).toMatch(/^1 run going on now/);
});

test('robots of one nickname are told apart by their address', async () => {
  const answer = await ask('robots', {
    robots: [
      { name: 'Rex', hostname: '10.0.0.1' },
      { name: 'Rex', hostname: '10.0.0.2' },
    ],
  });
  expect(answer).toMatch(/^Rex \(10\.0\.0\.1\)[\s\S]*^Rex \(10\.0\.0\.2\)/m);
});

test('what is known of a finished run does not make an answer look old', async () => {
  const facts = { ...fleet, eventsAsOf: NOW - minutes(9) };
  for (const line of ['robots', 'robot Spot-02', 'run 00000008', 'last Spot-02', 'photos 00000008']) {
    expect(await ask(line, facts)).toContain('as of 10:18, 40 s ago');
  }
  expect(await ask('run Rex', { ...facts, runs: [runningRun(14)] })).toContain('as of 10:10, 9 min ago');
});

test('a state that this Scout does not report is said so, with what is known of all', async () => {
  const answer = await ask('robots charging', fleet);
  expect(answer).toMatch(/^Scout 3\.3\.2 does not report which robots are charging\n/);
  expect(answer).toMatch(/^Rex[\s\S]*^Spot-02/m);
  expect(await ask('robots offline', fleet)).toMatch(/^Scout 3\.3\.2 does not report which robots are offline\n/);
});

test('robots are chosen by connection, charge and how their run stands, where that is reported', async () => {
  const facts = {
    robots: [{ name: 'Rex', connected: false, batteryPercent: 12 }, { name: 'Daisy', connected: true }, { name: 'Bo' }],
    runs: [runningRun(5, { robot: 'Bo', status: 'PAUSED' }), fakeRun(4, { robot: 'Daisy', status: 'STOPPED' })],
  };
  const offline = await ask('robots offline', facts);
  expect(offline).toMatch(/^1 of 3 robots is offline\n/);
  expect(offline).toContain('of 1 robot it is not reported');
  expect(offline).not.toMatch(/^Daisy/m);
  expect(await ask('robots low battery', facts)).toMatch(/^1 of 3 robots is below 20 % of charge\n/);
  expect(await ask('robots paused', facts)).toMatch(/^1 of 3 robots is paused\n/);
  expect(await ask('robots stopped', facts)).toMatch(/^1 of 3 robots is stopped: somebody ended the last run\n/);
});
