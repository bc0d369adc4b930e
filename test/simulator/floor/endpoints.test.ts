import { type DialectName, dialects } from '../../../src/simulator/floor/dialects.ts';
import { type FloorRoute, floorEndpoints } from '../../../src/simulator/floor/floor-endpoints.ts';
import type { FloorSimulator } from '../../../src/simulator/floor/floor-simulator.ts';
import { createFloorVisitor, type FloorVisitor } from './floor-visitor.ts';
import { startSampleFloor } from './sample-simulator.ts';

/** Ids that the sample has, by the operation; where one is not named it is a work order's. */
const IDS: Readonly<Partial<Record<FloorRoute['key'], number>>> = {
  stationAppliedHours: 11,
  unit: 301,
  user: 501,
  userAppliedHours: 501,
};

/** A call of an operation with everything that it can be told. */
function callOf({ key, path, parameters }: FloorRoute): string {
  const values = { id: IDS[key] ?? 88_001, from: '2026-10-14', to: '2026-10-21', stationId: 11, machineId: 71 };
  const query = new URLSearchParams();
  let filled = path;
  for (const [name, value] of Object.entries(values)) {
    const theirs = Object.entries(parameters).find(([ours]) => ours === name)?.[1];
    if (theirs === undefined) continue;
    if (filled.includes(`{${theirs}}`)) filled = filled.replace(`{${theirs}}`, `${value}`);
    else query.set(theirs, `${value}`);
  }
  return `${filled}?${query}`;
}

describe.each(Object.keys(dialects) as DialectName[])('dialect %s', (dialect) => {
  let simulator: FloorSimulator;
  let visitor: FloorVisitor;

  beforeAll(async () => {
    simulator = await startSampleFloor({ dialect });
    visitor = createFloorVisitor(simulator);
    await visitor.logIn();
  });

  afterAll(async () => {
    visitor.close();
    await simulator.close();
  });

  const questions = floorEndpoints(dialects[dialect]).filter(({ handle }) => handle !== undefined);

  test.each(questions.map((route) => [route.key, route] as const))('%s answers with records', async (key, route) => {
    const answer = await visitor.get(callOf(route));
    expect([key, answer.status]).toEqual([key, 200]);
    expect(simulator.requests.at(-1)?.operation).toBe(key);
    const body: unknown = answer.json();
    const [record] = dialect === 'pascal' && 'Items' in Object(body) ? Object(body).Items : answer.items();
    expect(Object.keys(record).length).toBeGreaterThanOrEqual(2);
  });

  test.each(questions.map((route) => [route.key, route] as const))('%s wants a token', async (_, route) => {
    const stranger = createFloorVisitor(simulator);
    expect((await stranger.get(callOf(route))).status).toBe(401);
    stranger.close();
  });

  test('a token is given out and renewed', async () => {
    expect((await visitor.post('/token', simulator.credentials)).status).toBe(200);
    expect((await visitor.post('/token/renew')).status).toBe(200);
  });
});
