import { writeReply } from '../../src/core/plain-text.ts';
import { ask, createTestBot, messageOf } from '../fixtures/ask.ts';
import { createFakeFleet, fakeRun, NOW, runningRun, uuid } from '../fixtures/fake-fleet.ts';

const patrol = fakeRun(4, {
  robot: 'Daisy',
  mission: 'Perimeter Patrol',
  startedAt: Date.parse('2026-10-21T06:10:00Z'),
  actionsDone: 31,
  actionsPlanned: 31,
});
const fleet = {
  robots: [{ name: 'Rex' }, { name: 'Daisy' }, { name: 'Rex-2' }],
  missions: [{ uuid: 'm1', name: 'Perimeter Patrol' }],
  runs: [
    patrol,
    fakeRun(9),
    fakeRun(10, { robot: 'Rex-2' }),
    fakeRun(2, { type: 'teleop' as const, mission: undefined as never, robot: 'Daisy' }),
  ],
  anomalies: [
    { uuid: 'a1', title: 'Motor M-4 hot', severity: 3, status: 'open' as const, runUuid: uuid(4), at: NOW },
    { uuid: 'a2', title: 'Valve V-17 reading missing', status: 'open' as const, runUuid: uuid(4), at: NOW },
    { uuid: 'a3', title: 'of another run', status: 'open' as const, runUuid: uuid(9), at: NOW },
  ],
  statistics: [{ runUuid: uuid(4), startedAt: patrol.startedAt ?? 0, distanceMeters: 1_804 }],
  events: [{ uuid: 'e', runUuid: uuid(4), captures: [{ uuid: 'c', path: '/a.jpg', readings: [] }] }],
};

test('tells the last mission in one line: what, who, how, how much, when and how far', async () => {
  expect((await ask('last', fleet)).split('\n')[0]).toBe(
    'Perimeter Patrol on Daisy: done, 31 of 31 actions, 06:10 to 06:52 (42 min), 1.8 km',
  );
});

test('tells the anomalies of that run only', async () => {
  expect(await ask('last', fleet)).toContain('2 anomalies: Motor M-4 hot (severity 3), Valve V-17 reading missing');
});

test('offers the pictures, the actions and the runs of that mission', async () => {
  const answer = await ask('last', fleet);
  expect(answer).toContain(`[Photos: photos ${uuid(4)}]`);
  expect(answer).toContain(`[Actions: run ${uuid(4)}]`);
  expect(answer).toContain('[Last ten of this mission: runs "Perimeter Patrol"]');
});

test('a question in plain words is answered and shows the command that means the same', async () => {
  const answer = await ask('How did the last mission go?', fleet);
  expect(answer).toMatch(/^Perimeter Patrol on Daisy: done/);
  expect(answer).toContain('understood as: last');
});

test('an exact robot name beats a longer one', async () => {
  expect(await ask('last rex', fleet)).toMatch(/^Boiler Room Round on Rex: done/);
});

test('a part that fits a robot and a mission gets one row each', async () => {
  const answer = await ask('last re', { ...fleet, missions: [{ uuid: 'm2', name: 'Re-inspection' }] });
  expect(answer).toMatch(/^"re" fits 3 names: Rex, Rex-2 and Re-inspection\nThe last run of each:/);
  expect(answer).toMatch(/Rex-2/);
});

test('an unknown name gets the nearest ones', async () => {
  expect(await ask('last daisi', fleet)).toMatch(/^No robot or mission is called daisi\. Nearest: Daisy/);
});

test('a run that goes on is said to be running', async () => {
  const answer = await ask('last', { runs: [runningRun(14), patrol] });
  expect(answer).toMatch(/^Boiler Room Round on Rex: running, 7 of 12 actions, since 10:05 \(14 min\)/);
  expect(answer).toMatch(/^Last finished: Perimeter Patrol on Daisy: done/m);
  expect(answer).toContain(`[The one before: run ${uuid(4)}]`);
});

test('without anomalies on record it says so, and where they are not reported it says nothing of them', async () => {
  expect(await ask('last', { runs: [patrol], anomalies: [] })).toContain('No anomalies.');
  expect(await ask('last', { runs: [patrol] })).not.toMatch(/anomal/i);
});

test('no run at all is an answer', async () => {
  expect(await ask('last')).toMatch(/^No run is known yet\./);
});

test('times are in the zone of the reader', async () => {
  expect(await ask('last', fleet, 'America/New_York')).toContain('02:10 to 02:52');
});

test('a list of anomalies that is cut before an old run says nothing of that run', async () => {
  const source = createFakeFleet({ runs: [patrol], anomalies: [] });
  const anomalies = async () => ({ value: { items: [], total: 9_000, complete: false }, asOf: NOW });
  const { reply } = await createTestBot({ ...source, anomalies }).answer(messageOf('last'));
  expect(writeReply(reply, 'UTC', NOW)).not.toContain('anomal');
});

const rounds = {
  robots: [{ name: 'Rex' }, { name: 'Daisy' }],
  runs: [
    fakeRun(1, { mission: 'Third' }),
    fakeRun(2, { mission: 'Second', status: 'FAILURE' }),
    fakeRun(3, { type: 'teleop' as const }),
    fakeRun(4, { mission: 'First' }),
    fakeRun(5, { robot: 'Daisy', mission: 'Other' }),
  ],
};

test('the run before the last is told as such, teleoperations do not count, and the one before it is a button', async () => {
  const answer = await ask('last Rex back 1', rounds);
  expect(answer).toMatch(/^The run before the last of Rex: Second on Rex: failed/);
  expect(answer).toContain('[The one before: last back 2 Rex]');
  expect(await ask('last back 2 Rex', rounds)).toMatch(/^2 runs before the last of Rex: First on Rex: done/);
  expect(await ask('last back 1', rounds)).toMatch(/^The run before the last: Second on Rex/);
  expect(await ask('last back 0', rounds)).toMatch(/^Third on Rex: done/);
});

test('further back than anything is known says how many there are', async () => {
  const answer = await ask('last Rex back 3', rounds);
  expect(answer).toMatch(/^No run of Rex is known 3 before the last: 3 runs are known\./);
  expect(answer).toContain('[The earliest of them: last back 2 Rex]');
});

test.each(['last back', 'last back 51', 'last back -1', 'last back Rex'])('"%s" gets a clear error', async (line) => {
  expect(await ask(line, rounds)).toMatch(
    /^Behind back stands a number from 0 to 50, for example back 2\.[\s\S]*Usage: last/,
  );
});

test('the last run that ended in some way, or of a time, can be asked for', async () => {
  expect(await ask('last failed Rex', rounds)).toMatch(/^The last failed run of Rex: Second on Rex: failed/);
  expect(await ask('last yesterday', rounds)).toMatch(/^No run is known, yesterday\./);
  expect(await ask('last today Daisy', rounds)).toMatch(/^The last run of Daisy, today: Other on Daisy/);
});

test('several robots get a row each', async () => {
  const answer = await ask('last Rex, Daisy back 1', rounds);
  expect(answer).toMatch(/^Last runs of Rex and Daisy\nThe run before the last of each: /);
  expect(answer).toMatch(/Second +Rex/);
  expect(await ask('last Rex, Daisy', rounds)).toMatch(/Third +Rex[\s\S]*Other +Daisy/);
});

test.each([
  ['last 24h', 'last 24 hours', 'last 24 hours'],
  ['last failed night', 'last night', 'last failed night'],
  ['last shift Rex', 'last shift', 'last shift Rex'],
])('the command is the first word of its time: "%s"', async (line, label, again) => {
  const runs = ['2026-10-21T05:00:00Z', '2026-10-20T23:00:00Z'].map((at, i) =>
    fakeRun(i + 1, { startedAt: Date.parse(at), status: 'FAILURE' }),
  );
  const answer = await ask(line, { ...rounds, runs });
  expect(answer).toMatch(
    new RegExp(`^The last (?:failed )?run(?: of Rex)?, ${label}: Boiler Room Round on Rex: failed`),
  );
  expect(answer).toContain(`[Refresh: ${again}]`);
});
