import { ask } from '../fixtures/ask.ts';
import { fakeRun, hours, NOW, runningRun, uuid } from '../fixtures/fake-fleet.ts';

const facts = {
  version: '5.1.0',
  robots: [{ name: 'Rex' }, { name: 'Daisy' }],
  missions: [{ uuid: 'm1', name: 'Perimeter Patrol' }],
  runs: [
    runningRun(14, { uuid: uuid(14) }),
    fakeRun(1),
    fakeRun(2, { robot: 'Daisy' }),
    fakeRun(3, { mission: 'Thermal Sweep B', status: 'FAILURE' }),
    fakeRun(30),
    fakeRun(31),
    fakeRun(32, { status: 'STOPPED' }),
  ],
  events: [{ uuid: 'e', runUuid: uuid(3), action: 'Panel 7', error: 1, captures: [] }],
  statistics: [
    { robot: 'Rex', startedAt: NOW - hours(1), distanceMeters: 1_200, movingSeconds: 1_800 },
    { robot: 'Daisy', startedAt: NOW - hours(2), distanceMeters: 300, movingSeconds: 600 },
    { robot: 'Rex', startedAt: NOW - hours(30), distanceMeters: 900, movingSeconds: 900 },
  ],
  anomalies: [
    { uuid: 'a1', title: 'Motor M-4 hot', severity: 3, status: 'open' as const, at: NOW - hours(3) },
    { uuid: 'a2', title: 'old', status: 'open' as const, at: NOW - hours(90) },
  ],
  calendar: [{ missionUuid: 'm1', robot: 'Daisy', firstAt: NOW + hours(3), repeatMs: 0, blackouts: [] }],
};

test('the first line is the whole story', async () => {
  expect((await ask('summary', facts)).split('\n')[0]).toBe(
    '2 robots · 4 runs, 2 done · 1 failed: Thermal Sweep B on Rex · 1 running · last 24 hours',
  );
});

test('the numbers of a span that is no day stand against the same span before', async () => {
  const answer = await ask('summary last 29 hours', facts);
  expect(answer).toContain('Runs: 2 done, 1 failed, 0 stopped\nBefore: 2 done, 0 failed, 1 stopped\n');
  expect(answer).toContain('Driven: 1.5 km in 40 min (before: 900 m in 15 min)');
});

test('tells new anomalies, the failed action, and what comes next', async () => {
  const answer = await ask('summary', facts);
  expect(answer).toContain(
    'New anomalies: 1, Motor M-4 hot (severity 3)\nOpen anomalies: 2, Motor M-4 hot (severity 3), old\n',
  );
  expect(answer).toContain('✕ Thermal Sweep B on Rex at "Panel 7", 07:19');
  expect(answer).toContain('Next: Perimeter Patrol on Daisy, 13:19 (in 3 h)');
});

test('has a row for each robot, with its last run in the span or before', async () => {
  const answer = await ask('summary', {
    ...facts,
    robots: [...facts.robots, { name: 'Spot' }, { name: 'Bolt' }],
    runs: [
      ...facts.runs,
      fakeRun(50, { robot: 'Spot', status: 'STOPPED' }),
      fakeRun(49, { robot: 'Spot', type: 'teleop' }),
    ],
  });
  expect(answer).toMatch(/^Rex +▶ running, Boiler Room Round, 10:05 +3: 1 done, 1 failed, 1 other, 1\.2 km$/m);
  expect(answer).toMatch(/^Spot +■ stopped, Boiler Room Round, 08:19 on 19 Oct +none$/m);
  expect(answer).toMatch(/^Bolt +none since 22 Sept? +none$/m);
});

test('what an older Scout does not report is said, not shown as zero', async () => {
  const { statistics: _, anomalies: __, ...old } = facts;
  const answer = await ask('summary', { ...old, version: '3.3.2' });
  expect(answer).toContain('Not reported by Scout 3.3.2: distance, driving time and anomalies');
  expect(answer).not.toContain('New anomalies');
  expect(answer).not.toMatch(/^Driven:/m);
});

test.each([
  ['yesterday', 'No runs yesterday; nothing failed. Next: not reported by this Scout.'],
  ['last 24h', 'No runs in the last 24 hours; nothing failed. Next: not reported by this Scout.'],
  ['2026-10-12', 'No runs on 2026-10-12; nothing failed. Next: not reported by this Scout.'],
])('a span without runs is one line (%s)', async (words, line) => {
  expect((await ask(`summary ${words}`, { robots: facts.robots })).split('\n')[0]).toBe(line);
});

test('today is set against the same hours of the same weekday', async () => {
  const times = ['10-21T06', '10-14T06', '10-14T15', '10-07T06', '10-07T15'];
  const runs = times.map((time, i) => fakeRun(i, { startedAt: Date.parse(`2026-${time}:00:00Z`) }));
  expect(await ask('summary today', { runs })).toContain('Usual Wednesday: 1 done, ');
});

test('a span with more runs than the client holds is still counted as a whole', async () => {
  const runs = Array.from({ length: 30 }, (_, i) =>
    fakeRun(i, { startedAt: NOW - hours(1) - i, status: i % 3 === 0 ? 'FAILURE' : 'SUCCESS' }),
  );
  const answer = await ask('summary', { robots: facts.robots, runs, bound: 5 });
  expect(answer).toMatch(/^2 robots · 30 runs, 20 done · 10 failed · last 24 hours\n/);
  expect(answer).toContain('and 5 more failed runs');
});

test('runs that cannot be read to the end are counted as far as they go, which is said, and not compared', async () => {
  const runs = Array.from({ length: 30 }, (_, i) => fakeRun(i, { startedAt: NOW - hours(1) - i }));
  const before = Array.from({ length: 30 }, (_, i) => fakeRun(100 + i, { startedAt: NOW - hours(30) - i }));
  const answer = await ask('summary', { robots: facts.robots, runs: [...runs, ...before], bound: 5, readable: 12 });
  expect(answer).toMatch(/^2 robots · 12 runs, 12 done · last 24 hours\n/);
  expect(answer).toContain('only the newest 12 runs could be counted');
  expect(answer).not.toContain('Before');
});

test('a span that lies ahead is not told as if nothing had happened', async () => {
  expect(await ask('summary tomorrow', facts)).toMatch(/^tomorrow lies ahead; next tells what is planned\./);
});

test('a span of some days is drawn day by day, by the days of the reader', async () => {
  const answer = await ask('summary this week', facts);
  expect(answer).toContain('Day by day');
  expect(answer).toMatch(/^20 Oct +2 +0 +1$/m);
  expect(answer).toMatch(/^21 Oct +2 +1 +1$/m);
  expect(await ask('summary yesterday', facts)).not.toContain('Day by day');
});

test('without words the last 14 days are drawn', async () => {
  const answer = await ask('summary', facts, 'Asia/Tokyo');
  expect(answer).toContain('Last 14 days (runs)');
  expect(answer).toMatch(/^20 Oct +2 +0 +1$/m);
  expect(answer).toMatch(/^today +2 +1 +1$/m);
});

test('can be about some robots', async () => {
  const answer = await ask('summary robots Daisy', facts);
  expect(answer).toMatch(/^Daisy · 1 run, 1 done · last 24 hours\n/);
  expect(answer).toContain('[Refresh: summary robots Daisy]');
  expect(await ask('summary Rex and Daisy yesterday', facts)).toMatch(/^Rex and Daisy · 3 runs, 2 done · 1 stopped/);
  expect(await ask('summary Rax', facts)).toContain('No robot is called Rax. Nearest: Rex.');
});

test('a run that has lost its end is not counted as running', async () => {
  const lost = runningRun(60 * 5, { uuid: uuid(55) });
  expect(await ask('summary', { robots: facts.robots, runs: [lost, fakeRun(1)] })).not.toContain('running');
});

test('some robots and a time of some hours go together', async () => {
  const answer = await ask('summary since 06:00 Rex', facts);
  expect(answer).toMatch(/^Rex · 3 runs, 1 done · 1 failed: .* since 06:00\n/);
  expect(answer).toContain('[Refresh: summary since 06:00 robots Rex]');
});

test('a robot whose name holds "and" is one where it is in quotes', async () => {
  const robots = [{ name: 'Salt and Pepper' }, { name: 'Rex' }];
  expect(await ask('summary "Salt and Pepper", Rex', { robots, runs: [fakeRun(1)] })).toMatch(
    /^Salt and Pepper and Rex · 1 run/,
  );
});
