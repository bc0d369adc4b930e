import { ask } from '../fixtures/ask.ts';
import { fakeRun, hours, NOW, uuid } from '../fixtures/fake-fleet.ts';

const many = Array.from({ length: 43 }, (_, i) => fakeRun(i + 1, { startedAt: NOW - hours(i + 1) }));

test('shows ten runs, newest first, with the total and a button for the next ten', async () => {
  const answer = await ask('runs', { runs: many });
  expect(answer).toMatch(/^43 runs, 1 to 10\n/);
  expect(answer).toContain('[Next 10: runs page 2]');
  expect(answer.indexOf('00000001')).toBeLessThan(answer.indexOf('00000010'));
  expect(answer).not.toContain('00000011');
});

test('pages go on to the last', async () => {
  const last = await ask('runs page 5', { runs: many });
  expect(last).toMatch(/^43 runs, 41 to 43\n/);
  expect(last).not.toContain('[Next');
  expect(await ask('runs page 6', { runs: many })).toMatch(/^43 runs, 41 to 43\n/);
});

test('no run with a status is said with how many were looked at', async () => {
  expect(await ask('runs failed today', { runs: many })).toMatch(/^No failed run, today \(10 runs looked at\)\./);
});

test('finds failed runs among the newest and offers why', async () => {
  const runs = [...many, fakeRun(99, { startedAt: NOW - hours(100), status: 'ERROR' })];
  const answer = await ask('runs failed', { runs });
  expect(answer).toMatch(/^1 failed run\n/);
  expect(answer).toContain('failed (error)');
  expect(answer).toContain(`[Why did Boiler Room Round (00000099) fail?: run ${uuid(99)}]`);
});

test('filters by robot and mission together, in any order', async () => {
  const facts = {
    robots: [{ name: 'Rex' }, { name: 'Daisy' }],
    runs: [fakeRun(1), fakeRun(2, { robot: 'Daisy' }), fakeRun(3, { mission: 'Perimeter Patrol' })],
  };
  for (const line of ['runs rex boiler', 'runs boiler room rex']) {
    const answer = await ask(line, facts);
    expect(answer).toMatch(/^1 run of Boiler Room Round on Rex\n/);
    expect(answer).not.toContain('00000003');
  }
});

test('the last page that can be read says that there are more', async () => {
  const answer = await ask('runs page 2', { runs: many, bound: 20 });
  expect(answer).toMatch(/^43 runs, 11 to 20\n/);
  expect(answer).toContain('only the newest 20 runs were looked at');
});

test('a robot that is called like a filter can be asked for in quotes, and its buttons do so', async () => {
  const answer = await ask('runs "Failed"', { robots: [{ name: 'Failed' }], runs: [fakeRun(1, { robot: 'Failed' })] });
  expect(answer).toMatch(/^1 run of Failed\n/);
  expect(answer).toContain('[Refresh: runs "Failed"]');
});

test('robots whose names differ by a zero are told apart where one is written, and else both are meant', async () => {
  const facts = {
    robots: [{ name: 'Spot-01' }, { name: 'Spot-1' }],
    runs: [fakeRun(1, { robot: 'Spot-01' }), fakeRun(2, { robot: 'Spot-1' })],
  };
  expect(await ask('runs Spot-1', facts)).toMatch(/^1 run of Spot-1\n/);
  expect(await ask('runs spot-1 boiler', facts)).toMatch(/^1 run of Boiler Room Round on Spot-1\n/);
  expect(await ask('runs Spot-01 boiler', facts)).toMatch(/^1 run of Boiler Room Round on Spot-01\n/);
  expect(await ask('runs spot 1 boiler', facts)).toMatch(/^2 runs of /);
});

test('filters by time in the zone of the reader', async () => {
  const runs = [fakeRun(1, { startedAt: Date.parse('2026-10-20T23:30:00Z') })];
  expect(await ask('runs today', { runs }, 'Europe/Berlin')).toMatch(/^1 run, today\n/);
  expect(await ask('runs today', { runs }, 'UTC')).toMatch(/^No run, today\./);
});

test('a command line in a button keeps every filter', async () => {
  const answer = await ask('runs done last 7 days Rex', { robots: [{ name: 'Rex' }], runs: many });
  expect(answer).toContain('[Next 10: runs done last 7 days Rex page 2]');
});

test('runs without any of their details are rows of "not reported"', async () => {
  const answer = await ask('runs', { runs: [{ uuid: uuid(1), type: 'unknown' }] });
  expect(answer).toContain('not reported');
  expect(answer).toContain('status not reported');
  expect(answer).toContain('a run without a name');
});

test('a status that nobody has described is shown as given', async () => {
  expect(await ask('runs', { runs: [fakeRun(1, { status: 'LEVITATING' })] })).toContain('status "LEVITATING"');
});

test('errors are told apart from other failures, which include them', async () => {
  const runs = [fakeRun(1, { status: 'FAILURE' }), fakeRun(2, { status: 'ERROR' })];
  expect(await ask('runs failed', { runs })).toMatch(/^2 failed runs\n/);
  const errors = await ask('runs error', { runs });
  expect(errors).toMatch(/^1 unexpectedly failed run\n/);
  expect(errors).toContain('00000002');
});

test('no more than the newest few are shown where that was asked for', async () => {
  const answer = await ask('runs newest 3', { runs: many });
  expect(answer).toMatch(/^The newest 3 runs\n/);
  expect(answer).not.toContain('00000004');
  expect(answer).not.toContain('[Next');
  expect(await ask('runs newest 12 page 2', { runs: many })).toMatch(/^The newest 12 runs, 11 to 12\n/);
  expect(await ask('runs newest 60', { runs: many })).toMatch(/^43 runs, 1 to 10\n/);
  expect(await ask('runs newest many', { runs: many })).toMatch(/^Behind newest stands a number from 1 to 100/);
});

test('several robots are one list, with their names in every button', async () => {
  const facts = {
    robots: [{ name: 'Rex' }, { name: 'Salt and Pepper' }, { name: 'Spot' }],
    runs: [fakeRun(1), fakeRun(2, { robot: 'Salt and Pepper' }), fakeRun(3, { robot: 'Spot' })],
  };
  const answer = await ask('runs Rex, "Salt and Pepper"', facts);
  expect(answer).toMatch(/^2 runs of Rex, Salt and Pepper\n/);
  expect(answer).toContain('[Refresh: runs Rex, "Salt and Pepper"]');
});

test('what was driven by hand can be left out', async () => {
  const runs = [fakeRun(1), fakeRun(2, { type: 'teleop' })];
  expect(await ask('runs without teleop', { runs })).toMatch(/^1 run without teleoperations\n/);
});

test('a time of some hours chooses by the start', async () => {
  const runs = ['06:00', '07:59', '08:00'].map((clock, i) =>
    fakeRun(i + 1, { startedAt: Date.parse(`2026-10-21T${clock}:00Z`) }),
  );
  expect(await ask('runs 06:00..08:00', { runs })).toMatch(/^2 runs, 06:00\.\.08:00\n/);
  expect(await ask('runs since 07:00', { runs })).toMatch(/^2 runs, since 07:00\n/);
  expect(await ask('runs this morning', { runs })).toMatch(/^3 runs, this morning\n/);
});

const planned = {
  robots: [{ name: 'Rex' }, { name: 'Daisy' }],
  missions: [{ uuid: 'm1', name: 'Night walk' }],
  calendar: ['Rex', 'Daisy'].map((robot) => ({
    robot,
    missionUuid: 'm1',
    firstAt: NOW - hours(30),
    repeatMs: hours(10),
    blackouts: [],
    changedAt: NOW - hours(90),
  })),
};

test('what was planned and did not start is told from the calendar, and that Scout does not report it', async () => {
  const runs = [fakeRun(1, { mission: 'Night walk', startedAt: NOW - hours(20) })];
  const answer = await ask('runs skipped last 24h Rex', { ...planned, runs });
  expect(answer).toMatch(/^1 planned start did not come of Rex, last 24 hours\.\n/);
  expect(answer).toMatch(/^00:19 +Night walk +Rex +nothing that is known$/m);
  expect(answer).toContain('Scout does not report skipped runs');
  expect(await ask('runs skipped last 24h', { ...planned, runs })).toMatch(/^3 planned starts did not come, /);
});

test('without a calendar it is not known what was skipped', async () => {
  expect(await ask('runs skipped', { version: '3.2.1' })).toMatch(
    /^Scout 3\.2\.1 reports no calendar, so what was skipped is not known\./,
  );
});
