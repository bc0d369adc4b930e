import type { FloorSimulator } from '../../../src/simulator/floor/floor-simulator.ts';
import { createFloorVisitor, type FloorVisitor } from './floor-visitor.ts';
import { startSampleFloor } from './sample-simulator.ts';

const LAST_HOURS = 'StartDate=2026-10-21T12:00:00Z&EndDate=2026-10-21T14:00:00Z';

let simulator: FloorSimulator;
let visitor: FloorVisitor;

beforeAll(async () => {
  simulator = await startSampleFloor();
  visitor = createFloorVisitor(simulator);
  await visitor.logIn();
});

afterAll(async () => {
  visitor.close();
  await simulator.close();
});

const get = async (path: string): Promise<unknown> => (await visitor.get(path)).json();

test('the hours of a station are split, and add up to the span as far as it has passed', async () => {
  expect(await get(`/stations/12/applied-hours?${LAST_HOURS}`)).toEqual({
    id: 12,
    startDate: '2026-10-21T12:00:00Z',
    endDate: '2026-10-21T14:00:00Z',
    active: '00:30:00',
    setup: '00:10:00',
    paused: '00:20:00',
    breaks: '00:00:00',
    inactive: '01:00:00',
    total: '02:00:00',
  });
  const week = await get('/stations/12/applied-hours?StartDate=2026-10-19&EndDate=2026-10-25');
  expect(week).toMatchObject({ endDate: '2026-10-21T14:00:00Z', total: '2.14:00:00' });
});

test('the hours of a person count twice at two stations', async () => {
  expect(await get(`/users/501/applied-hours?${LAST_HOURS}`)).toMatchObject({
    active: '02:00:00',
    setup: '00:10:00',
    paused: '00:20:00',
    total: '02:30:00',
  });
});

test('machines tell what they do, how long they did what, and how often', async () => {
  expect(await get('/machines')).toEqual([
    { id: 71, name: 'Press 1', machineTypeID: 51, stationID: 11, status: 'Down' },
    { id: 72, name: 'Press 2', machineTypeID: 51, stationID: null, status: 'Running' },
    { id: 73, name: 'Mill 1', machineTypeID: 52, stationID: null, status: 'Running' },
  ]);
  expect(await get(`/machines/status-time?${LAST_HOURS}&MachineID=71`)).toEqual([
    { machineID: 71, machineName: 'Press 1', status: 'Running', time: '01:40:00' },
    { machineID: 71, machineName: 'Press 1', status: 'Idle', time: '00:10:00' },
    { machineID: 71, machineName: 'Press 1', status: 'Down', time: '00:10:00' },
  ]);
  expect(await get(`/machines/status-count?${LAST_HOURS}`)).toContainEqual({
    machineID: 71,
    machineName: 'Press 1',
    status: 'Down',
    count: 1,
  });
  expect(await get(`/machinetypes/status-time?${LAST_HOURS}`)).toContainEqual({
    machineTypeID: 51,
    machineTypeName: 'Press',
    status: 'Running',
    time: '03:40:00',
  });
  expect(await get(`/machinetypes/status-count?${LAST_HOURS}`)).toContainEqual({
    machineTypeID: 51,
    machineTypeName: 'Press',
    status: 'Idle',
    count: 1,
  });
});

test('maintenance requests are those that were open in the span', async () => {
  expect(await get(`/maintenancerequests?${LAST_HOURS}`)).toEqual([
    {
      id: 6001,
      title: 'Hydraulic leak',
      machineID: 71,
      machineName: 'Press 1',
      stationID: 11,
      stationName: 'Assembly 1',
      status: 'Open',
      openedDate: '2026-10-21T13:55:00Z',
      closedDate: null,
    },
  ]);
  expect(await get('/maintenancerequests?StartDate=2026-10-19&EndDate=2026-10-19')).toMatchObject([
    { title: 'Loose scale', machineID: null, stationID: 13, status: 'Closed', closedDate: '2026-10-19T10:00:00Z' },
  ]);
});

test('every piece that is done has left a serial number', async () => {
  const responses = (await visitor.get('/workorders/88001/instruction-responses')).items();
  expect(responses).toHaveLength(12);
  expect(responses[0]).toEqual({
    id: 1_000_011,
    workOrderID: 88_001,
    unitID: 301,
    stationID: 11,
    stepID: 4001,
    stepName: 'Scan serial',
    userID: 501,
    responseType: 'Unit Identifier',
    response: 'SN-88001-1-0001',
    responseDate: '2026-10-21T12:40:00Z',
  });
  expect(new Set(responses.map(({ response }) => response)).size).toBe(12);
  // One of Assembly 1, none of Assembly 2, which stands still.
  const last = await visitor.get(
    '/workorders/instruction-responses/search?StartDate=2026-10-21T13:45:00Z&EndDate=2026-10-21T14:00:00Z',
  );
  expect(last.items().map(({ response }) => response)).toEqual(['SN-88001-1-0008']);
});

test('some pieces were photographed', async () => {
  const captures = (await visitor.get('/workorders/88001/camera-captures')).items();
  expect(captures.map(({ stationID, captureDate }) => [stationID, captureDate])).toEqual([
    [11, '2026-10-21T12:40:00Z'],
    [11, '2026-10-21T13:30:00Z'],
    [12, '2026-10-21T13:20:00Z'],
  ]);
  expect(captures[0]?.['url']).toBe('https://captures.example/88001/1000010.jpg');
});
