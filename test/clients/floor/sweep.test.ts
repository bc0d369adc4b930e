import type { DialectSettings } from '../../../src/clients/floor/dialect.ts';
import { PathUnknown, QuotaSpent } from '../../../src/clients/floor/floor-errors.ts';
import {
  type Asked,
  createGroups,
  failure,
  gateway,
  jwtOf,
  openClient,
  problem,
  startFloorServer,
} from './floor-server.ts';

let server: Awaited<ReturnType<typeof startFloorServer>>;
let opened: ReturnType<typeof openClient>;

const IN_PROGRESS = '/workorders/in-progress';
const QUEUED = '/workorders/queued';

const ORDERS: Readonly<Record<string, readonly object[]>> = {
  1: [{ id: 10, workOrderNumber: 'WO-10', status: 'Active', unitsCompleted: 17, quantity: 25, userIDs: [1] }],
  2: [
    { id: 10, workOrderNumber: 'WO-10', status: 'Paused', unitsCompleted: 16, quantity: 25, userIDs: [2] },
    { id: 11, workOrderNumber: 'WO-11', status: 'Paused', pauseReason: 'No Gas' },
  ],
};
const running = ({ query }: Asked): readonly object[] => ORDERS[query.get('StationID') ?? ''] ?? [];

beforeEach(async () => {
  server = await startFloorServer();
  open({});
  server.on('/token', () => ({ token: jwtOf(opened.now()) }));
  server.on('/stations', () => [
    { id: 1, name: 'Assembly 1', status: 'Active' },
    { id: 2, name: 'Assembly 2' },
    { id: 3, name: 'Assembly 3' },
  ]);
  server.on(IN_PROGRESS, running);
  server.on(QUEUED, () => [{ id: 20, workOrderNumber: 'WO-20', sequence: 1 }, { workOrderNumber: 'no id' }]);
});

afterEach(async () => {
  await opened.client.close();
  await server.close();
});

function open(settings: DialectSettings): void {
  opened = openClient(server, { settings });
}

async function reopen(settings: DialectSettings): Promise<void> {
  await opened.client.close();
  open(settings);
}

test('looks at every station, and tells an order on several stations once, with the count of each', async () => {
  const { value } = await opened.client.sweep();
  expect(value.inProgress).toEqual([
    {
      id: 10,
      number: 'WO-10',
      status: 'active',
      rawStatus: 'Active',
      units: [],
      quantity: 25,
      stations: [
        { id: 1, status: 'active', quantity: 25, completed: 17 },
        { id: 2, status: 'paused', quantity: 25, completed: 16 },
      ],
      userIds: [1, 2],
    },
    expect.objectContaining({ id: 11, status: 'paused', pauseReason: 'No Gas' }),
  ]);
  expect(value.queued).toEqual([expect.objectContaining({ id: 20, status: 'queued', sequence: 1 })]);
  expect(value.stations).toEqual([
    { id: 1, name: 'Assembly 1', status: 'active', rawStatus: 'Active', currentWorkOrderIds: [10] },
    { id: 2, name: 'Assembly 2', status: 'paused', currentWorkOrderIds: [10, 11] },
    { id: 3, name: 'Assembly 3', status: 'inactive', currentWorkOrderIds: [] },
  ]);
  expect(value).toMatchObject({ skipped: 1, unread: [] });
});

test('costs one call for the stations, one for each, and one for the queue', async () => {
  await opened.client.sweep();
  expect(server.asked.map(({ path }) => path).toSorted()).toEqual(
    ['/token', '/stations', IN_PROGRESS, IN_PROGRESS, IN_PROGRESS, QUEUED].toSorted(),
  );
});

test('costs one more for each station where the queue is told by station', async () => {
  const operations = {
    workOrdersInProgress: { path: '/stations/{StationID}/running' },
    workOrdersQueued: { path: '/stations/{StationID}/queue' },
  };
  await reopen({ operations });
  for (const id of [1, 2, 3]) {
    server.on(`/stations/${id}/running`, () => ORDERS[id] ?? []);
    server.on(`/stations/${id}/queue`, () => [{ id: 20 }]);
  }
  const { value } = await opened.client.sweep();
  expect(value.inProgress.map(({ id }) => id)).toEqual([10, 11]);
  expect(value.queued).toMatchObject([{ id: 20, stations: [{ id: 1 }, { id: 2 }, { id: 3 }] }]);
  expect(server.asked).toHaveLength(1 + 1 + 2 * 3);
  expect((await opened.client.queued()).value.items.map(({ id }) => id)).toEqual([20]);
  expect(server.asked).toHaveLength(1 + 1 + 2 * 3);
});

test('is one for a thousand who ask at once', async () => {
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => opened.client.sweep()));
  expect(new Set(answers.map(({ value }) => value)).size).toBe(1);
  expect(server.asked).toHaveLength(6);
});

test('is shared by those who ask within half a minute, and its age is told', async () => {
  const first = await opened.client.sweep();
  opened.pass(29_000);
  expect(await opened.client.sweep()).toBe(first);
  expect(first.asOf).toBe(opened.now() - 29_000);
  expect(server.count(IN_PROGRESS)).toBe(3);
});

test('leaves a place for other questions', async () => {
  server.on('/stations', () => Array.from({ length: 29 }, (_, id) => ({ id: id + 1, name: `S${id + 1}` })));
  const inGroup = createGroups(3);
  for (const path of [IN_PROGRESS, QUEUED]) {
    server.on(path, async () => {
      await inGroup();
      return [];
    });
  }
  await opened.client.sweep();
  expect(server.most).toBe(3);
});

test('names a station that the server cannot tell of, and tells the rest', async () => {
  server.on(IN_PROGRESS, (asked, response) =>
    asked.query.get('StationID') === '2' ? problem(404)(asked, response) : running(asked),
  );
  const { value } = await opened.client.sweep();
  expect(value.unread).toEqual([{ id: 2, name: 'Assembly 2' }]);
  expect(value.stations[1]).toMatchObject({ status: 'unknown' });
  expect(value.inProgress.map(({ id }) => id)).toEqual([10]);
});

test.each([
  ['a wrong path', gateway(404, 'Resource not found'), PathUnknown],
  ['calls that are used up', gateway(403, 'Out of call volume quota.', { 'retry-after': '60' }), QuotaSpent],
])('stops at %s instead of asking for every station', async (_, answer, error) => {
  server.on('/stations', () => Array.from({ length: 100 }, (__, id) => ({ id: id + 1, name: `S${id + 1}` })));
  server.on(IN_PROGRESS, answer);
  expect(await failure(opened.client.sweep())).toBeInstanceOf(error);
  expect(server.count(IN_PROGRESS)).toBeLessThan(5);
});

test('says so where no station can be read', async () => {
  server.on(IN_PROGRESS, problem(404));
  expect(String(await failure(opened.client.sweep()))).toContain('Scout plant 1 does not tell what any station runs');
});
