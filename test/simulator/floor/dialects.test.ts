import { type DialectName, dialects } from '../../../src/simulator/floor/dialects.ts';
import { createFloorVisitor, type FloorVisitor } from './floor-visitor.ts';
import { startSampleFloor } from './sample-simulator.ts';

async function inDialect(dialect: DialectName, look: (visitor: FloorVisitor) => Promise<void>): Promise<void> {
  const simulator = await startSampleFloor({ dialect });
  const visitor = createFloorVisitor(simulator);
  await visitor.logIn();
  try {
    await look(visitor);
  } finally {
    visitor.close();
    await simulator.close();
  }
}

test('station-scoped: what a station has stands below the station, and nowhere else', () =>
  inDialect('station-scoped', async (visitor) => {
    const running = await visitor.get('/stations/11/workorders/in-progress');
    expect(running.items()).toMatchObject([{ workOrderNumber: 'WO-1042', unitsCompleted: 9 }]);
    const waiting = await visitor.get('/stations/11/workorders/queued');
    expect(waiting.items()).toMatchObject([{ workOrderNumber: 'WO-1043' }]);
    // What would be the path of the default dialect is taken for an order's id.
    expect((await visitor.get('/workorders/queued')).status).toBe(400);
  }));

test('pascal: the token is bare text', async () => {
  const simulator = await startSampleFloor({ dialect: 'pascal' });
  const visitor = createFloorVisitor(simulator);
  const answer = await visitor.post('/token', simulator.credentials);
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(answer.text).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  visitor.close();
  await simulator.close();
});

test('pascal: names begin with a capital, lists are wrapped, times are the plant’s, durations are seconds', () =>
  inDialect('pascal', async (visitor) => {
    expect((await visitor.get('/workorders/in-progress?StationID=12')).json()).toMatchObject({
      Items: [
        {
          Id: 88_001,
          WorkOrderNumber: 'WO-1042',
          Status: 'On Hold',
          UnitID: 301,
          StationIDs: [11, 12],
          StartDate: '2026-10-21T06:00:00',
          AppliedTime: 3600,
        },
      ],
      TotalCount: 1,
    });
    expect((await visitor.get('/units')).json()).toMatchObject({
      Items: [{ AverageBuildTime: 600, Steps: [{ Name: 'Scan serial', Order: 1 }, { AverageTime: 540 }] }, {}],
    });
    expect((await visitor.get('/workorders/88004')).json()).toMatchObject({ Id: 88_004, Status: 'Done' });
  }));

test('pascal: times without an offset that are asked for are the plant’s too', () =>
  inDialect('pascal', async (visitor) => {
    const search = (from: string, to: string) => visitor.get(`/workorders/search?StartDate=${from}&EndDate=${to}`);
    // WO-1045 ended on the 20th at 12:00 UTC, which is 05:00 there.
    const before = await search('2026-10-20T04:59:00', '2026-10-20T05:00:00');
    expect(before.json()).toMatchObject({ TotalCount: 3 });
    expect((await search('2026-10-20T05:01:00', '2026-10-20T05:02:00')).json()).toMatchObject({ TotalCount: 2 });
    expect((await search('2026-10-20T12:01:00Z', '2026-10-20T12:02:00Z')).json()).toMatchObject({ TotalCount: 2 });
  }));

test.each(Object.keys(dialects) as DialectName[])('%s has a path for every operation, each once', (name) => {
  const { operations } = dialects[name];
  const paths = Object.values(operations).map((operation) => operation?.path);
  expect(new Set(paths).size).toBe(paths.length);
});
