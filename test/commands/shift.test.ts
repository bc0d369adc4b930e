import type { Plant } from '../../src/floor/plant.ts';
import { askFloor } from '../fixtures/ask.ts';
import { hours, minutes, NOW } from '../fixtures/fake-fleet.ts';
import { type FloorFacts, fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';

const at = (iso: string): number => Date.parse(`2026-10-${iso}Z`);
const done = (id: number, completedAt: number) =>
  fakeOrder(id, { status: 'completed', completedAt, completed: 25, scrap: 1, stations: [], userIds: [501] });
const facts: FloorFacts = {
  stations: [fakeStation(1), fakeStation(2), fakeStation(3)],
  units: [{ id: 7, name: 'Gearbox G4', avgBuildSeconds: 840, steps: [] }],
  users: [{ id: 501, displayName: 'Maria Oduya' }],
  orders: [
    done(1, at('21T06:00:00')),
    done(2, at('21T09:30:00')),
    done(3, at('21T05:59:59')),
    done(4, at('20T15:00:00')),
    fakeOrder(11, { predictedEnd: at('21T13:00:00') }),
    fakeOrder(12, { predictedEnd: at('21T11:00:00'), dueAt: NOW - hours(1) }),
    fakeOrder(13, { quantity: 20, completed: 10 }),
    fakeOrder(14, { status: 'setup' }),
    fakeOrder(15, {
      status: 'paused',
      pausedAt: NOW - minutes(50),
      pauseReason: 'Missing Materials',
      stations: [{ id: 2, status: 'paused' }],
    }),
    ...[2, 1, 4, 3].map((sequence) =>
      fakeOrder(20 + sequence, { status: 'queued', sequence, stations: [{ id: 3, status: 'queued' }] }),
    ),
  ],
  machines: [
    { id: 1, name: 'Press 3', status: 'Down', stationId: 2 },
    { id: 2, name: 'Press 4', status: 'Running' },
  ],
  maintenance: [
    { id: 1, machineId: 1, title: 'Hydraulic leak', status: 'Open', openedAt: NOW - hours(2) },
    { id: 2, title: 'Yearly calibration', status: 'Closed', closedAt: NOW - hours(50) },
  ],
};
const firstLine = async (words: string, values: Partial<Plant> = {}): Promise<string | undefined> =>
  (await askFloor(words, facts, values)).split('\n')[0];

test('hands over what the next shift has to know', async () => {
  expect(await askFloor('shift', facts)).toMatchInlineSnapshot(`
"Shift 06:00 to 14:00 so far: 2 orders done (50 units, 2 scrapped), 3 running, 1 in setup, 1 paused
‖ WO-1015, Gearbox G4 at Assembly 2: paused for 50 min, Missing Materials
Late: WO-1012
Machines down: Press 3
Open maintenance: Hydraulic leak (Press 3 at Assembly 2)
Next in the queue: WO-1021, Gearbox G4 (25 units) at Assembly 3; WO-1022, Gearbox G4 (25 units) at Assembly 3; WO-1023, Gearbox G4 (25 units) at Assembly 3; and 1 more
Done: WO-1002 (25 × Gearbox G4) and WO-1001 (25 × Gearbox G4)
Order    Builds      Where       Done      Status       Ends
-------  ----------  ----------  --------  -----------  ----------------------------------------
WO-1012  Gearbox G4  Assembly 1  17 of 25  in progress  11:00 (predicted)
WO-1011  Gearbox G4  Assembly 1  17 of 25  in progress  13:00 (predicted)
WO-1013  Gearbox G4  Assembly 1  10 of 20  in progress  about 12:39 (estimate: 10 left × 14 min)
WO-1014  Gearbox G4  Assembly 1  17 of 25  in setup     about 12:11 (estimate: 8 left × 14 min)
shifts by UTC time · late: past its due date · whether 8 orders are late is not known · counted as down: Down · as of 10:18, 20 s ago · plant 1
[Refresh: shift] [Late orders: orders late] [Paused orders: orders paused] [Queue: orders queued] [Last shift: shift last]"
`);
});

test.each([
  ['shift', 'Shift 06:00 to 14:00 so far: 2 orders done (50 units, 2 scrapped), 3 running, 1 in setup, 1 paused'],
  ['shift now', 'Shift 06:00 to 14:00 so far: 2 orders done'],
  ['shift last', 'Shift 22:00 to 06:00: 1 order done (25 units, 1 scrapped); now 3 running, 1 in setup, 1 paused'],
  ['shift the last shift', 'Shift 22:00 to 06:00: 1 order done'],
  ['shift 06:00', 'Shift 06:00 to 14:00 so far: 2 orders done'],
  ['shift at 05:00', 'Shift 22:00 to 06:00: 1 order done'],
  ['shift 15:00', 'Shift 14:00 to 22:00 on Tue 20 Oct: 1 order done'],
  ['shift yesterday 15:00', 'Shift 14:00 to 22:00 on Tue 20 Oct: 1 order done'],
  ['shift 2026-10-20 07:00', 'Shift 06:00 to 14:00 on Tue 20 Oct: no orders done; now'],
  ['shift night shift', 'Shift 22:00 to 06:00: 1 order done'],
  ['shift yesterday', 'Yesterday: 1 order done (25 units, 1 scrapped); now'],
  ['shift this week', 'This week so far: 4 orders done'],
  ['shift 20:00..06:00', '20:00..06:00: 1 order done'],
])('"%s" is about that time', async (words, expected) => {
  expect(await firstLine(words)).toContain(expected);
});

test('shifts are those of the plant, by its clocks', async () => {
  const plant = { zone: 'America/New_York', shifts: ['05:00', '17:00'] };
  expect(await firstLine('shift', plant)).toContain('Shift 05:00 to 17:00 so far: 1 order done');
  expect(await firstLine('shift last', plant)).toContain('Shift 17:00 to 05:00: 2 orders done');
  expect(await askFloor('shift', facts, plant)).toContain('shifts by America/New York time');
});

test('a time that lies ahead is refused', async () => {
  expect(await askFloor('shift 2026-12-24 07:00', facts)).toContain('Shift 06:00 to 14:00 on Thu 24 Dec lies ahead');
});

test('has no names of people, whatever is allowed', async () => {
  for (const words of ['shift', 'shift last', 'shift yesterday']) {
    expect(await askFloor(words, facts)).not.toContain('Oduya');
  }
});

test('a floor without machines, maintenance and units to ask leaves these out', async () => {
  const answer = await askFloor('shift', { ...facts, notConfigured: ['machines', 'maintenance', 'units'] });
  expect(answer).toContain('Shift 06:00 to 14:00 so far: 2 orders done');
  expect(answer).not.toMatch(/Machines down|maintenance/);
});

test('shows twelve of many running orders, five that are paused, and how many more there are', async () => {
  const orders = Array.from({ length: 30 }, (_, i) =>
    fakeOrder(i, i < 10 ? { status: 'paused', pausedAt: NOW - minutes(i) } : {}),
  );
  const answer = await askFloor('shift', { ...facts, orders });
  expect(answer).toContain('and 5 more paused');
  expect(answer.match(/in progress +about/g)).toHaveLength(12);
  expect(answer).toContain('and 8 more in progress');
});

test('an idle floor is said to be one', async () => {
  const answer = await askFloor('shift', { stations: facts.stations ?? [] });
  expect(answer).toContain('Shift 06:00 to 14:00 so far: no orders done, nothing in progress');
  expect(answer).toContain('Next in the queue: nothing');
});
