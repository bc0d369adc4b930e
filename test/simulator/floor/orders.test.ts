import type { FloorSimulator } from '../../../src/simulator/floor/floor-simulator.ts';
import { createFloorVisitor, type FloorVisitor } from './floor-visitor.ts';
import { CLOCK } from './sample-plant.ts';
import { startSampleFloor } from './sample-simulator.ts';

const MINUTE = 60_000;
const ASSEMBLY_1 = 11;
const ASSEMBLY_2 = 12;
const KITTING_1 = 13;
const TEST_1 = 14;
const FIRST = 88_001;

let simulator: FloorSimulator;
let visitor: FloorVisitor;

beforeEach(async () => {
  simulator = await startSampleFloor();
  visitor = createFloorVisitor(simulator);
  await visitor.logIn();
});

afterEach(async () => {
  visitor.close();
  await simulator.close();
});

const numbersIn = async (path: string): Promise<readonly unknown[]> =>
  (await visitor.get(path)).items().map((order) => order['workOrderNumber']);
const inProgress = async (station: number) =>
  (await visitor.get(`/workorders/in-progress?StationID=${station}`)).items();
const orderOf = async (id: number) => (await visitor.get(`/workorders/${id}`)).json();
/** Since the clock moves, the visitor may need a new token. */
const moveBy = async (minutes: number): Promise<void> => {
  simulator.clock.moveBy(minutes * MINUTE);
  await visitor.logIn();
};

test('a station tells its own count of an order that runs on two, and which stations have it', async () => {
  expect(await inProgress(ASSEMBLY_1)).toMatchObject([
    {
      id: FIRST,
      workOrderNumber: 'WO-1042',
      status: 'Active',
      quantity: 10,
      unitsCompleted: 9,
      stationID: ASSEMBLY_1,
      stationIDs: [ASSEMBLY_1, ASSEMBLY_2],
      userIDs: [501],
      pauseReason: null,
    },
  ]);
  expect(await inProgress(ASSEMBLY_2)).toMatchObject([
    {
      status: 'Paused',
      unitsCompleted: 3,
      stationID: ASSEMBLY_2,
      userIDs: [502, 501],
      pauseReason: 'Missing Materials',
      pausedDate: '2026-10-21T13:40:00Z',
    },
  ]);
});

test('a work order by its id tells the whole', async () => {
  expect(await orderOf(FIRST)).toEqual({
    id: FIRST,
    workOrderNumber: 'WO-1042',
    status: 'Active',
    unitID: 301,
    unitName: 'Gearbox G4',
    quantity: 20,
    unitsCompleted: 12,
    scrap: 3,
    stationID: ASSEMBLY_1,
    stationIDs: [ASSEMBLY_1, ASSEMBLY_2],
    userIDs: [501, 502],
    queuedDate: '2026-10-20T08:00:00Z',
    startDate: '2026-10-21T12:30:00Z',
    pausedDate: null,
    endDate: null,
    // Seven pieces are left at the slower station.
    predictedEndDate: '2026-10-21T15:10:00Z',
    dueDate: '2026-10-21T12:00:00Z',
    pauseReason: null,
    productivity: 100,
    appliedTime: '02:30:00',
  });
});

test('orders are in setup, inactive, completed with more than was ordered, cancelled, or as somebody calls them', async () => {
  expect(await inProgress(KITTING_1)).toMatchObject([
    { workOrderNumber: 'WO-1044', status: 'Setup', unitsCompleted: 0 },
  ]);
  expect(await inProgress(TEST_1)).toMatchObject([
    {
      workOrderNumber: 'wo-1047',
      status: 'InActive',
      unitsCompleted: 12,
      unitID: 301,
      units: [
        { unitID: 301, unitName: 'Gearbox G4', quantity: 40 },
        { unitID: 302, unitName: 'Bracket', quantity: 80 },
      ],
    },
  ]);
  expect(await orderOf(FIRST + 3)).toMatchObject({
    status: 'Completed',
    quantity: 24,
    unitsCompleted: 25,
    endDate: '2026-10-20T12:00:00Z',
    predictedEndDate: null,
  });
  expect(await orderOf(FIRST + 4)).toMatchObject({
    status: 'Cancelled',
    unitsCompleted: 12,
    endDate: '2026-10-21T09:00:00Z',
  });
  expect(await orderOf(7)).toMatchObject({ workOrderNumber: 'MAINTENANCE', status: 'Awaiting QA', startDate: null });
});

test('stations do what their orders do', async () => {
  const stations = (await visitor.get('/stations')).items();
  expect(stations[0]).toEqual({
    id: ASSEMBLY_1,
    name: 'Assembly 1',
    workArea: 'Assembly',
    stationType: 'Assembly Cell',
    status: 'Active',
  });
  expect(stations.map(({ status }) => status)).toEqual(['Active', 'Paused', 'Setup', 'InActive']);
});

test('the queue is that of all stations or of one, and an order is not there before it is queued', async () => {
  expect(await numbersIn('/workorders/queued')).toEqual(['WO-1043', 'MAINTENANCE']);
  expect(await numbersIn(`/workorders/queued?StationID=${ASSEMBLY_1}`)).toEqual(['WO-1043']);
  expect(await numbersIn(`/workorders/queued?stationid=${ASSEMBLY_2}`)).toEqual([]);
  expect((await visitor.get(`/workorders/${FIRST + 7}`)).status).toBe(404);
  await moveBy(60);
  expect(await numbersIn('/workorders/queued')).toContain('WO-1049');
  expect((await visitor.get('/workorders/queued?StationID=99')).status).toBe(404);
  expect((await visitor.get('/workorders/in-progress')).status).toBe(400);
});

test('the queue of all stations is the queues of each, one after the other', async () => {
  const each: unknown[] = [];
  for (const station of [ASSEMBLY_1, ASSEMBLY_2, KITTING_1, TEST_1]) {
    each.push(...(await visitor.get(`/workorders/queued?StationID=${station}`)).items());
  }
  expect((await visitor.get('/workorders/queued')).items()).toEqual(each);
  expect(each).toMatchObject([{ sequence: 1 }, { sequence: 1 }]);
});

test('a waiting order begins when its station is free, and the clock may go back', async () => {
  await moveBy(13);
  expect(await inProgress(ASSEMBLY_1)).toMatchObject([{ workOrderNumber: 'WO-1043', status: 'Setup' }]);
  await moveBy(14);
  expect(await inProgress(ASSEMBLY_1)).toMatchObject([
    { workOrderNumber: 'WO-1043', status: 'Active', unitsCompleted: 2 },
  ]);
  await moveBy(30);
  expect(await inProgress(ASSEMBLY_1)).toEqual([]);
  expect(await orderOf(FIRST + 1)).toMatchObject({ status: 'Completed', endDate: '2026-10-21T14:47:00Z' });
  simulator.clock.set(CLOCK);
  await visitor.logIn();
  expect(await numbersIn(`/workorders/queued?StationID=${ASSEMBLY_1}`)).toEqual(['WO-1043']);
});

test('a pause ends, and the pieces after it are done', async () => {
  await moveBy(60);
  expect(await inProgress(ASSEMBLY_2)).toMatchObject([{ status: 'Active', unitsCompleted: 3, pauseReason: null }]);
  await moveBy(30);
  expect(await orderOf(FIRST)).toMatchObject({ status: 'Active', unitsCompleted: 16 });
  await moveBy(40);
  expect(await orderOf(FIRST)).toMatchObject({
    status: 'Completed',
    unitsCompleted: 20,
    endDate: '2026-10-21T16:10:00Z',
  });
});

test('search gives what was queued or under way in the span, a day as an end included', async () => {
  const on = (from: string, to: string) => numbersIn(`/workorders/search?StartDate=${from}&EndDate=${to}`);
  expect(await on('2026-10-19', '2026-10-19')).toEqual(['WO-1045']);
  expect(await on('2026-10-20', '2026-10-20')).toEqual(['WO-1042', 'WO-1045', 'wo-1047']);
  expect(await on('2026-10-21T09:30:00Z', '2026-10-21T14:00:00Z')).toEqual([
    'WO-1042',
    'WO-1043',
    'WO-1044',
    'wo-1047',
    'MAINTENANCE',
  ]);
  // Ten in the morning of that zone is eight in UTC, before the maintenance was queued.
  expect(await on('2026-10-21T08:00:00%2B02:00', '2026-10-21T10:30:00+02:00')).toContain('WO-1046');
  expect(await on('2026-10-01', '2026-10-18')).toEqual([]);
});
