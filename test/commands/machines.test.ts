import type { Machine, MachineStatusFigures } from '../../src/clients/floor/floor-client.ts';
import { askFloor } from '../fixtures/ask.ts';
import { fakeStation } from '../fixtures/fake-floor.ts';

const stations = [fakeStation(1), fakeStation(2), fakeStation(3, { name: 'Kitting 1', workArea: 'Kitting' })];
const machines: readonly Machine[] = [
  { id: 1, name: 'Press 1', stationId: 1, status: 'Running' },
  { id: 2, name: 'Press 2', stationId: 2, status: 'Down' },
  { id: 3, name: 'Label Printer', stationId: 3, status: 'Warming up' },
  { id: 4, name: 'Old Saw' },
];
const facts = { stations, machines };
const machineTimes: readonly MachineStatusFigures[] = [
  { machineId: 1, byStatus: { Running: 3_600, Down: 1_500, Idle: 90 } },
  { machineId: 2, byStatus: { Running: 5_000, 'E-Stop': 200 } },
  { machineId: 3, byStatus: { Running: 5_190 } },
];
const machineCounts: readonly MachineStatusFigures[] = [
  { machineId: 1, byStatus: { Running: 3, Down: 2, Idle: 1 } },
  { machineId: 2, byStatus: { Running: 2, 'E-Stop': 1 } },
  { machineId: 3, byStatus: { Running: 1 } },
];

test('all machines stand with their station and the word of the server, what is down first', async () => {
  const answer = await askFloor('machines', facts);
  expect(answer).toMatch(/^4 machines: 1 Running, 1 Down, 1 Warming up and 1 not reported\n/);
  expect(answer).toMatch(/^Press 2 +Assembly 2 +Down$[\s\S]*^Press 1 +Assembly 1 +Running$/m);
  expect(answer).toMatch(/^Label Printer +Kitting 1 +Warming up$/m);
  expect(answer).toMatch(/^Old Saw +not reported +not reported$/m);
});

test('which words were counted as down is said', async () => {
  const answer = await askFloor('machines down', facts);
  expect(answer).toMatch(/^1 of 4 machines is down: Press 2\n/);
  expect(answer).toContain('counted as down: Down (not: Running and Warming up)');
  expect(answer).toContain('of 1 of them it is not reported');
  expect(answer).not.toContain('Press 1');
});

test.each(['fault', 'ERROR', 'Stopped', 'alarm', 'Off-line', 'broken down', 'E_Stop'])(
  '"%s" is a word for a machine that is down',
  async (status) => {
    const answer = await askFloor('machines down', { machines: [{ id: 1, name: 'Press 1', status }] });
    expect(answer).toMatch(/^1 of 1 machine is down: Press 1\n/);
  },
);

test('where no word counts as down, the words that there are are told', async () => {
  const halted = [{ id: 1, name: 'Press 1', status: 'Halted' }];
  const answer = await askFloor('machines down', { machines: halted });
  expect(answer).toMatch(/^None of 1 machine is down\n/);
  expect(answer).toContain('no word counts as down among Halted');
});

test('machines without any status are not said to run', async () => {
  const answer = await askFloor('machines down', { machines: [{ id: 1, name: 'Press 1' }] });
  expect(answer).toMatch(/^Scout plant 1 does not report what Press 1 does\n/);
});

test('with a time it is told how long and how often machines were in each status', async () => {
  const answer = await askFloor('machines today', { ...facts, machineTimes, machineCounts });
  expect(answer).toMatch(/^4 machines, today: 3 stops, down for 28 min in all\n/);
  expect(answer).toMatch(/^Press 1 .*Running 1 h, Down 25 min, Idle 1 min +Running 3, Down 2, Idle 1$/m);
  expect(answer).toMatch(/^Old Saw .*not reported +not reported +not reported$/m);
  expect(answer).toContain('counted as down: Down and E-Stop (not: Idle, Running and Warming up)');
  expect(answer).toContain('days and shifts by the clocks of UTC');
});

test('of a time, those that were down are the only ones where they are asked for', async () => {
  const answer = await askFloor('machines down this week', { ...facts, machineTimes, machineCounts });
  expect(answer).toMatch(/^2 of 4 machines were down, this week: 3 stops, down for 28 min in all\n/);
  expect(answer).toMatch(/^Press 1[\s\S]*^Press 2/m);
  expect(answer).not.toContain('Label Printer');
});

test('how often one machine stopped in a shift', async () => {
  const answer = await askFloor('machines current shift Press 1', { ...facts, machineTimes, machineCounts });
  expect(answer).toMatch(/^Press 1, current shift: 2 stops, down for 25 min\n/);
  expect(answer).toContain('[Refresh: machines current shift "Press 1"]');
});

test('what the server does not tell of times or stops is said, and the other is told', async () => {
  const noCounts = await askFloor('machines today', { ...facts, machineTimes, notConfigured: ['machineCounts'] });
  expect(noCounts).toMatch(/^4 machines, today: down for 28 min in all\n/);
  expect(noCounts).toContain('how often: not reported');
  const noTimes = await askFloor('machines today', { ...facts, machineCounts, notConfigured: ['machineTimes'] });
  expect(noTimes).toMatch(/^4 machines, today: 3 stops\n/);
  expect(noTimes).toContain('how long: not reported');
  const neither = await askFloor('machines today', { ...facts, notConfigured: ['machineTimes', 'machineCounts'] });
  expect(neither).toMatch(/^"machineTimes" of Scout plant 1 is not configured\./);
});

test('machines are found by their name, their station and its area', async () => {
  expect(await askFloor('machines press', facts)).toMatch(/^2 machines: 1 Running and 1 Down\n/);
  expect(await askFloor('machines Assembly 2', facts)).toMatch(/^Press 2: Down\n/);
  expect(await askFloor('machines Kitting', facts)).toMatch(/^Label Printer: Warming up\n/);
  expect(await askFloor('machines Prss 1', facts)).toMatch(
    /^No machine or station is called Prss 1\. Nearest: Press 1/,
  );
});

test('a station without machines is said to have none', async () => {
  const answer = await askFloor('machines Assembly 9', { ...facts, stations: [...stations, fakeStation(9)] });
  expect(answer).toMatch(/^No machine stands at Assembly 9\n/);
});

test('without the stations machines are told by their numbers', async () => {
  expect(await askFloor('machines', { ...facts, notConfigured: ['stations'] })).toMatch(/^Press 2 +no\. 2 +Down$/m);
});

test('where machines are not configured it is said', async () => {
  expect(await askFloor('machines', { notConfigured: ['machines'] })).toMatch(
    /^"machines" of Scout plant 1 is not configured\./,
  );
});

test('of a time to come nothing is told', async () => {
  expect(await askFloor('machines 2030-01-01', facts)).toMatch(/^"2030-01-01" is still to come\./);
});

test('a long list has pages', async () => {
  const many = Array.from({ length: 25 }, (_, i) => ({ id: i, name: `Press ${i + 1}`, status: 'Running' }));
  const answer = await askFloor('machines page 2', { machines: many });
  expect(answer).toMatch(/^25 machines: 25 Running\n/);
  expect(answer).toContain('Press 25');
  expect(answer).toContain('[Previous 20: machines]');
  expect(answer).toContain('[Refresh: machines page 2]');
});
