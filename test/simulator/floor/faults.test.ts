import type { FloorFaults } from '../../../src/simulator/floor/floor-faults.ts';
import type { FloorSimulator } from '../../../src/simulator/floor/floor-simulator.ts';
import { createFloorVisitor, type FloorVisitor } from './floor-visitor.ts';
import { startSampleFloor } from './sample-simulator.ts';

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

const logIn = () => visitor.post('/token', simulator.credentials);
const statusesOf = async (calls: number): Promise<readonly number[]> => {
  const seen: number[] = [];
  for (let call = 0; call < calls; call++) seen.push((await visitor.get('/stations')).status);
  return seen;
};

test.each<[Partial<FloorFaults>, number]>([
  [{ passwordRefused: true }, 401],
  [{ passwordRefused: true, badPasswordIs400: true }, 400],
  [{ permissionMissing: true }, 403],
])('%j refuses a right log-in as the server behind the gateway does', async (faults, status) => {
  simulator.faults.set(faults);
  const answer = await logIn();
  expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8']);
  simulator.faults.reset();
  expect((await logIn()).status).toBe(200);
});

test('the gateway can want a subscription key, and says so before anything else', async () => {
  simulator.faults.set({ keyRequired: true, tokenRefused: true });
  const without = await visitor.get('/stations');
  expect([without.status, without.headers['www-authenticate']]).toEqual([401, undefined]);
  expect(without.json()).toMatchObject({ statusCode: 401, message: expect.stringContaining('subscription key') });
  simulator.faults.set({ tokenRefused: false });
  const { subscriptionKey } = simulator.credentials;
  const key = { 'Ocp-Apim-Subscription-Key': subscriptionKey };
  expect((await visitor.get('/stations', key)).status).toBe(200);
  expect((await visitor.get('/stations', { 'Ocp-Apim-Subscription-Key': 'wrong' })).status).toBe(401);
});

test('tokens are refused, with an empty body if so wanted', async () => {
  simulator.faults.set({ tokenRefused: true, emptyUnauthorized: true });
  const answer = await visitor.get('/stations');
  expect([answer.status, answer.text]).toEqual([401, '']);
});

test('renewals are refused', async () => {
  simulator.faults.set({ renewRefused: true });
  expect((await visitor.post('/token/renew')).status).toBe(401);
  expect(await statusesOf(1)).toEqual([200]);
});

test('all tokens are forgotten once, at once or after some calls', async () => {
  simulator.faults.set({ sessionExpired: true });
  expect(simulator.faults.get().sessionExpired).toBe(false);
  expect(await statusesOf(1)).toEqual([401]);
  await visitor.logIn();
  simulator.faults.set({ expireAfter: 2 });
  expect(await statusesOf(4)).toEqual([200, 200, 401, 401]);
  await visitor.logIn();
  expect(await statusesOf(3)).toEqual([200, 200, 200]);
});

test('every third call comes too fast', async () => {
  simulator.faults.set({ limitEvery: 3 });
  expect(await statusesOf(6)).toEqual([200, 200, 429, 200, 200, 429]);
  simulator.faults.set({ limitEvery: 1 });
  const answer = await visitor.get('/stations');
  expect(answer.headers['retry-after']).toBe('1');
  expect(answer.json()).toMatchObject({ statusCode: 429 });
});

test('a share of requests fails, the same ones each time, with the status that was set', async () => {
  simulator.faults.set({ errorRate: 0.5, errorStatus: 502 });
  const first = await statusesOf(20);
  expect(new Set(first)).toEqual(new Set([200, 502]));
  const other = await startSampleFloor();
  const guest = createFloorVisitor(other);
  await guest.logIn();
  other.faults.set({ errorRate: 0.5, errorStatus: 502 });
  const second: number[] = [];
  for (const _ of first) second.push((await guest.get('/stations')).status);
  expect(second).toEqual(first);
  guest.close();
  await other.close();
});

test('an operation is forbidden to the account, the others are not', async () => {
  simulator.faults.set({ forbidden: ['users'] });
  expect((await visitor.get('/users')).json()).toMatchObject({ title: 'Forbidden', status: 403 });
  expect((await visitor.get('/units')).status).toBe(200);
});

test('the two kinds of 404 and of 400 are told apart by their form', async () => {
  expect((await visitor.get('/workorder/1')).json()).toEqual({ statusCode: 404, message: 'Resource not found' });
  expect((await visitor.post('/stations')).json()).toEqual({ statusCode: 404, message: 'Resource not found' });
  expect((await visitor.get('/workorders/999')).json()).toMatchObject({ title: 'Not Found', status: 404 });
  const range = await visitor.get('/workorders/search?StartDate=2026-10-21&EndDate=2026-10-20');
  expect(range.json()).toMatchObject({ status: 400, errors: { EndDate: ['The end must be after the start.'] } });
  expect((await visitor.get('/workorders/search?StartDate=2026-10-21')).json()).toMatchObject({
    errors: { EndDate: ['The EndDate field is required.'] },
  });
  expect((await visitor.get('/workorders/search?StartDate=soon&EndDate=2026-10-20')).status).toBe(400);
  expect((await visitor.get('/workorders/first')).status).toBe(400);
});

test('a server that is down resets every connection but those of the control routes', async () => {
  simulator.faults.set({ down: true });
  await expect(visitor.get('/stations')).rejects.toThrow(/hang up|ECONNRESET/);
  expect((await visitor.control('faults', { down: false })).json()).toMatchObject({ faults: { down: false } });
  expect(await statusesOf(1)).toEqual([200]);
});

test('a cut connection ends in the middle of an answer, and the API may answer with a web page', async () => {
  simulator.faults.set({ cut: true });
  await expect(visitor.get('/stations')).rejects.toThrow('aborted');
  simulator.faults.set({ cut: false, html: true });
  expect((await visitor.get('/stations')).headers['content-type']).toBe('text/html; charset=utf-8');
});

test('an answer that is late when the simulator stops never comes', async () => {
  simulator.faults.set({ latencyMs: 600_000 });
  const waiting = visitor.get('/stations');
  expect((await visitor.control('state')).json()).toMatchObject({ faults: { latencyMs: 600_000 } });
  await Promise.all([expect(waiting).rejects.toThrow(), simulator.close()]);
});

test('a switch that does not exist, or a wrong value, is refused', async () => {
  expect((await visitor.control('faults', { slow: true })).json()).toMatchObject({ title: 'slow: no such fault' });
  expect((await visitor.control('faults', { errorStatus: 418 })).json()).toMatchObject({
    title: 'errorStatus: expected 500, 502, 503 or 504',
  });
  expect((await visitor.control('nothing', {})).status).toBe(404);
});

test('the clock is moved, set and frozen by a control route', async () => {
  const state = await visitor.control('clock', { set: '2026-10-21T16:00:00Z', moveByMs: 60_000, frozen: true });
  expect(state.json()).toMatchObject({ stations: 4, clock: { now: '2026-10-21T16:01:00.000Z', frozen: true } });
  await visitor.control('clock', { frozen: false });
  expect(simulator.clock.frozen).toBe(false);
});

test('requests are recorded with the operation they were for, and how many came at once', async () => {
  simulator.clearRequests();
  await visitor.get('/workorders/in-progress?StationID=11');
  await visitor.get('/nothing');
  expect(simulator.requests).toEqual([
    {
      method: 'GET',
      path: '/v1/workorders/in-progress',
      query: 'StationID=11',
      status: 200,
      operation: 'workOrdersInProgress',
    },
    { method: 'GET', path: '/v1/nothing', query: '', status: 404, operation: undefined },
  ]);
  expect(simulator.mostAtOnce).toBe(1);
  simulator.faults.set({ latencyMs: 200 });
  await Promise.all([visitor.get('/units'), visitor.get('/users'), visitor.get('/machines')]);
  expect(simulator.mostAtOnce).toBe(3);
});
