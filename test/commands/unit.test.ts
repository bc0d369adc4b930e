import { askFloor } from '../fixtures/ask.ts';
import { fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';

const floor = {
  stations: [fakeStation(1), fakeStation(2), fakeStation(3, { name: 'Kitting 1' })],
  units: [
    {
      id: 7,
      name: 'Gearbox G4',
      description: 'Two-stage gearbox',
      revision: 'REV 5',
      avgBuildSeconds: 1_698,
      steps: [
        { id: 1, name: 'Mesh gears', order: 1, targetSeconds: 420, avgSeconds: 455 },
        { id: 2, name: 'Shim backlash', order: 2, targetSeconds: 300, avgSeconds: 388 },
        { id: 3, name: 'Fill oil', order: 3, targetSeconds: 90, avgSeconds: 88 },
      ],
    },
    { id: 8, name: '454-23-17', avgBuildSeconds: 648, steps: [] },
    { id: 9, name: '454-23-18', steps: [{ id: 4, name: 'Press', order: 1, targetSeconds: 40 }] },
  ],
  orders: [
    fakeOrder(1, {
      stations: [
        { id: 1, name: 'Assembly 1', status: 'active', completed: 17, quantity: 25 },
        { id: 2, name: 'Assembly 2', status: 'active', completed: 16, quantity: 25 },
      ],
    }),
    fakeOrder(2, {
      status: 'setup',
      units: [{ id: 7 }, { id: 9 }],
      stations: [{ id: 3, name: 'Kitting 1', status: 'setup', completed: 0, quantity: 4 }],
    }),
    fakeOrder(3, { status: 'queued', quantity: 14, stations: [], units: [{ id: 8, name: '454-23-17' }] }),
    fakeOrder(4, { status: 'queued', quantity: 20, stations: [], units: [{ id: 8, name: '454-23-17' }] }),
  ],
};

const firstLine = async (text: string, facts: Parameters<typeof askFloor>[1] = floor): Promise<string> =>
  (await askFloor(text, facts)).split('\n')[0] ?? '';

test('the first line tells every station that builds a unit', async () => {
  expect(await firstLine('unit Gearbox G4')).toBe(
    'Gearbox G4 is being built at Assembly 1 and Assembly 2; in setup at Kitting 1',
  );
});

test('each station stands in a row with its order and its own count', async () => {
  const answer = await askFloor('unit gearbox', floor);
  expect(answer).toMatch(/^Assembly 1 +WO-1001 +17 of 25 +running$/m);
  expect(answer).toMatch(/^Assembly 2 +WO-1001 +16 of 25 +running$/m);
});

test('a nested order says what it builds besides', async () => {
  expect(await askFloor('unit gearbox', floor)).toMatch(
    /^Kitting 1 +WO-1002 \(together with 454-23-18\) +0 of 4 +in setup$/m,
  );
});

test('below stand build time, slowest step, revision and what waits', async () => {
  const answer = await askFloor('unit gearbox', floor);
  expect(answer).toContain('Queued: none');
  expect(answer).toContain('Average build time: 28 min 18 s');
  expect(answer).toContain('Slowest step: Mesh gears, 7 min 35 s on average (target 7 min)');
  expect(answer).toContain('Most over its target: Shim backlash, 1 min 28 s over');
  expect(answer).toContain('Revision: REV 5');
});

test('a unit that nobody builds tells what waits of it', async () => {
  const answer = await askFloor('unit 454-23-17', floor);
  expect(answer).toMatch(/^454-23-17 is not being built now; 2 orders of it are queued\n/);
  expect(answer).toContain('Queued: 2 orders, 34 to build: WO-1003 and WO-1004');
  expect(answer).toContain('Revision: not reported');
});

test('where a station could not be read, nothing is said of it', async () => {
  expect(await firstLine('unit 454-23-17', { ...floor, unread: [3] })).toMatch(
    /^454-23-17 is not built at any station that could be read/,
  );
});

test('build time and steps can be asked for', async () => {
  expect(await firstLine('unit time Gearbox G4')).toBe('Gearbox G4 takes 28 min 18 s on average');
  expect(await firstLine('unit time 454-23-18')).toBe('The average build time of 454-23-18 is not reported');
  const steps = await askFloor('unit steps Gearbox G4', floor);
  expect(steps).toMatch(/^The slowest step of Gearbox G4 is Mesh gears, 7 min 35 s on average \(target 7 min\)\n/);
  expect(steps).toMatch(/^Shim backlash +6 min 28 s +5 min +1 min 28 s over$/m);
  expect(steps).toMatch(/^Fill oil +1 min 28 s +1 min 30 s +2 s below$/m);
});

test('steps without averages are compared by their targets, and that is said', async () => {
  expect(await firstLine('unit steps 454-23-18')).toBe(
    'The slowest step of 454-23-18 is Press, 40 s by its target; averages are not reported',
  );
  expect(await firstLine('unit steps 454-23-17')).toBe('How long the steps of 454-23-17 take is not reported');
});

test('a part of a name that fits several units gives a row for each', async () => {
  const answer = await askFloor('unit 454-23', floor);
  expect(answer).toMatch(/^2 units fit "454-23": 1 in progress now\n/);
  expect(answer).toMatch(/^454-23-17 +not being built now +2 orders +10 min 48 s +not reported$/m);
  expect(answer).toMatch(/^454-23-18 +in setup at Kitting 1 +no orders +not reported +Press, 40 s by its target/m);
  expect(answer).toContain('[454-23-18: unit 454-23-18]');
});

test('a unit can be found by its description', async () => {
  expect(await firstLine('unit two-stage')).toMatch(/^Gearbox G4 is being built/);
});

test('a code that is no product gets the nearest names, and why a serial cannot be found', async () => {
  const answer = await askFloor('unit 454-23-19', floor);
  expect(answer).toMatch(
    /^No unit is called 454-23-19\. Nearest: 454-23-17, 454-23-18\. A unit is a product\. A serial number /,
  );
  expect(answer).toContain('[454-23-17: unit 454-23-17]');
  expect(await firstLine('unit')).toMatch(/^A unit is missing/);
});

test('without a list of units, those that orders name are found', async () => {
  const answer = await askFloor('unit 454-23-17', { ...floor, notConfigured: ['units'] });
  expect(answer).toMatch(/^454-23-17 is not being built now; 2 orders of it are queued\n/);
  expect(answer).toContain('the list of units could not be read: build times and steps are not reported');
});
