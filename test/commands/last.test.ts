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
