import type { FloorSimulator } from '../../../src/simulator/floor/floor-simulator.ts';
import { createFloorVisitor, type FloorVisitor } from './floor-visitor.ts';
import { startSampleFloor } from './sample-simulator.ts';

let simulator: FloorSimulator;
let visitor: FloorVisitor;

beforeEach(async () => {
  simulator = await startSampleFloor({ weeklyCalls: 4 });
  visitor = createFloorVisitor(simulator);
});

afterEach(async () => {
  visitor.close();
  await simulator.close();
});

const left = async (): Promise<unknown> =>
  ((await visitor.control('state')).json() as { readonly callsLeft: number }).callsLeft;

test('log-ins and refused calls count, paths that do not exist and control routes do not', async () => {
  await visitor.get('/nothing');
  await visitor.get('/stations');
  await visitor.logIn();
  expect(await left()).toBe(2);
});

test('when the week is spent every call is refused until Monday, 00:00 UTC', async () => {
  await visitor.logIn();
  for (const _ of [1, 2, 3]) expect((await visitor.get('/stations')).status).toBe(200);
  const refused = await visitor.get('/stations');
  expect(refused.status).toBe(403);
  expect(refused.headers['retry-after']).toBe(`${4 * 86_400 + 10 * 3600}`);
  expect(refused.json()).toEqual({
    statusCode: 403,
    message: 'Out of call volume quota. Quota will be replenished in 4.10:00:00.',
  });
  expect((await visitor.post('/token', simulator.credentials)).status).toBe(403);
  simulator.clock.set(Date.parse('2026-10-26T00:00:00Z'));
  expect(await visitor.logIn()).not.toBe('');
  expect(await left()).toBe(3);
});

test('a switch says how many calls are left this week', async () => {
  await visitor.logIn();
  simulator.faults.set({ quotaLeft: 1 });
  expect(simulator.faults.get().quotaLeft).toBeNull();
  expect((await visitor.get('/stations')).status).toBe(200);
  expect((await visitor.get('/stations')).status).toBe(403);
  simulator.faults.set({ quotaLeft: 1000 });
  expect(await left()).toBe(1000);
});
