import { Unreachable } from '../../src/clients/errors.ts';
import type { Anomaly } from '../../src/clients/fleet/fleet-client.ts';
import { createCommands } from '../../src/commands/index.ts';
import type { SiteMap } from '../../src/floor/site-map.ts';
import { ask, askScouts } from '../fixtures/ask.ts';
import { createFakeFleet, type FakeFacts, fakeRun, hours, NOW, runningRun } from '../fixtures/fake-fleet.ts';
import { createFakeFloor, createFakePlant, type FloorFacts, fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';

const anomaly = (uuid: string, values: Partial<Anomaly>): Anomaly => ({
  uuid,
  title: 'Motor hot',
  status: 'open',
  at: NOW - hours(1),
  mission: 'Perimeter Patrol',
  ...values,
});
const siteMap: SiteMap = {
  assets: { 'Motor M-4': ['assembly 1'], 'Valve V-17': ['Assembly 2', 'Assembly 3'] },
  missions: { 'Thermal Sweep B': ['Assembly 1'] },
};
const robots: FakeFacts = {
  anomalies: [
    anomaly('a1', { asset: 'motor m-04', severity: 3 }),
    anomaly('a2', { title: 'Fence bent', asset: 'Fence post 3' }),
    anomaly('a3', { title: 'Leak', asset: 'Valve V-17', status: 'closed' }),
  ],
  runs: [
    fakeRun(1, { mission: 'Thermal Sweep B', robot: 'Spot-02', status: 'FAILURE', actionsDone: 4, actionsPlanned: 9 }),
    fakeRun(6, { mission: 'Thermal Sweep B', robot: 'Spot-02' }),
  ],
};
const at = (id: number) => ({ stations: [{ id, name: `Assembly ${id}`, status: 'active' as const }] });
const floor: FloorFacts = {
  stations: [fakeStation(1), fakeStation(2), fakeStation(3), fakeStation(4, { workArea: 'Rework' })],
  orders: [
    fakeOrder(42),
    fakeOrder(43, at(2)),
    fakeOrder(44, { status: 'completed', completedAt: NOW - hours(3) }),
    fakeOrder(45, { status: 'queued', stations: [] }),
    fakeOrder(46, { ...at(4), units: [{ id: 8, name: 'Valve Block' }] }),
  ],
};

interface Facts {
  readonly robots?: FakeFacts;
  readonly floor?: FloorFacts;
  readonly siteMap?: SiteMap;
}
const scouts = (facts: Facts = {}) => ({
  fleet: createFakeFleet(facts.robots ?? robots),
  plant: createFakePlant(facts.floor ?? floor),
  siteMap: facts.siteMap ?? siteMap,
});
const told = (line: string, facts?: Facts): Promise<string> => askScouts(line, scouts(facts));
const down = async (): Promise<never> => {
  throw new Unreachable('Scout plant 1 does not answer: connection cut.', 'connection cut');
};

test('an order is told with what was found at its stations, each with the station and what the map knows it by', async () => {
  const answer = await told('affected WO-1042');
  expect(answer).toMatch(/^WO-1042 may be affected: 1 open anomaly and 1 failed inspection at its stations\n/);
  expect(answer).toContain('It is in progress at Assembly 1.');
  expect(answer).toMatch(/^Assembly 1 +Motor hot \(severity 3\) +open anomaly +09:19 +asset Motor M-4$/m);
  expect(answer).toMatch(
    /^Assembly 1 +Thermal Sweep B on Spot-02: failed, 4 of 9 actions +failed inspection +09:19 +mission Thermal Sweep B$/m,
  );
  expect(answer).toContain('[Why did Thermal Sweep B fail?: run 00000001-0000-4000-8000-000000000000]');
  expect(answer).not.toMatch(/Fence bent|Leak|delay|late/);
});

test('an order that nothing touches is said to be so only as far as the map tells', async () => {
  const answer = await told('affected 1043');
  expect(answer).toMatch(
    /^Nothing the robots found touches the stations of WO-1043 \(as far as the map tells\)\nIt is in progress at Assembly 2\./,
  );
  expect(answer).toContain('1 open anomaly not in the map');
});

test('where the map names none of the stations it is said', async () => {
  expect(await told('affected WO-1046')).toContain('the map names nothing that stands by its stations');
  expect(await told('affected WO-1042')).not.toContain('the map names nothing');
});

test('a finished order is touched by nothing any more, and of one without a station it cannot be told', async () => {
  expect(await told('affected WO-1044')).toMatch(/^WO-1044 is done: what the robots find does not touch it any more\n/);
  expect(await told('affected WO-1045')).toMatch(
    /^What touches WO-1045 cannot be told: it is queued, its station not reported\n/,
  );
});

test('a station at which an order is done counts no more', async () => {
  const stations = [
    { id: 1, name: 'Assembly 1', status: 'completed' as const },
    { id: 2, name: 'Assembly 2', status: 'active' as const },
  ];
  expect(await told('affected WO-1042', { floor: { ...floor, orders: [fakeOrder(42, { stations })] } })).toMatch(
    /^Nothing the robots found touches the stations of WO-1042/,
  );
});

test('several orders have a row each', async () => {
  const answer = await told('affected Gearbox G4');
  expect(answer).toMatch(/^3 orders fit "Gearbox G4": 1 may be affected\n/);
  expect(answer).toMatch(/^WO-1042 +Gearbox G4 +Assembly 1 +1 open anomaly and 1 failed inspection$/m);
  expect(answer).toMatch(/^WO-1043 +Gearbox G4 +– +nothing$/m);
});

test('a station or a work area is told with the orders in progress at what was found', async () => {
  expect(await told('affected Assembly 1')).toMatch(
    /^1 open anomaly and 1 failed inspection at Assembly 1: WO-1042 may be affected\n/,
  );
  const area = await told('affected Assembly');
  expect(area).toMatch(/^1 open anomaly and 1 failed inspection at Assembly: WO-1042 may be affected\n/);
  expect(await told('affected Rework')).toMatch(
    /^Nothing the robots found touches Rework \(as far as the map tells\)\n/,
  );
});

test('without words every running order at risk has a row', async () => {
  const answer = await told('affected');
  expect(answer).toMatch(
    /^1 of 3 running orders may be affected: 1 open anomaly and 1 failed inspection at their stations\n/,
  );
  expect(answer).toMatch(/^WO-1042 .*1 open anomaly and 1 failed inspection$/m);
  expect(answer).not.toMatch(/^WO-1043/m);
  expect(answer).toContain('robots as of 10:18, 40 s ago · north · floor as of 10:18, 20 s ago · plant 1');
});

test('where nothing is at risk, or nothing runs, it is said', async () => {
  expect(await told('affected', { robots: { anomalies: [], runs: [] } })).toMatch(
    /^Nothing the robots found touches a station of the 3 running orders \(as far as the map tells\)\n/,
  );
  expect(await told('affected', { floor: { stations: floor.stations ?? [] } })).toMatch(
    /^No order is in progress, so none can be affected\n/,
  );
});

test('an anomaly whose asset the map does not name is where its mission is', async () => {
  const missions = { ...siteMap, missions: { 'Perimeter Patrol': ['Assembly 2'] } };
  const answer = await told('affected WO-1043', { siteMap: missions });
  expect(answer).toMatch(/^WO-1043 may be affected: 1 open anomaly at its stations\n/);
  expect(answer).toMatch(/Fence bent .*mission Perimeter Patrol$/m);
});

test('an asset that the map puts by no station touches none, whatever its mission', async () => {
  const off = { assets: { 'Fence post 3': [] }, missions: { 'Perimeter Patrol': ['Assembly 2'] } };
  const answer = await told('affected WO-1043', { siteMap: off });
  expect(answer).not.toContain('Fence bent');
  expect(answer).toMatch(/^WO-1043 may be affected: 1 open anomaly /);
});

test('an inspection that went well since has not failed, and one that goes on now has not ended', async () => {
  const sweep = { mission: 'Thermal Sweep B' };
  const well = { anomalies: [], runs: [fakeRun(1, sweep), fakeRun(2, { ...sweep, status: 'FAILURE' })] };
  expect(await told('affected WO-1042', { robots: well })).toMatch(/^Nothing the robots found/);
  const again = { anomalies: [], runs: [runningRun(5, sweep), fakeRun(2, { ...sweep, status: 'ERROR' })] };
  expect(await told('affected WO-1042', { robots: again })).toMatch(
    /^WO-1042 may be affected: 1 failed inspection at its stations\n/,
  );
});

test('a mission that is not among the newest runs is asked for by the name that the server has for it', async () => {
  const newer = Array.from({ length: 120 }, (_, i) => fakeRun(i + 1));
  const robotsOf = {
    anomalies: [],
    missions: [{ uuid: 'm', name: 'Thermal-Sweep B' }],
    runs: [...newer, fakeRun(300, { mission: 'Thermal-Sweep B', status: 'FAILURE' })],
  };
  expect(await told('affected WO-1042', { robots: robotsOf })).toMatch(/^WO-1042 may be affected: 1 failed inspection/);
});

test('a station of the map that the floor does not have is named, and so is a mission without a run', async () => {
  const wrong = { assets: { 'Motor M-4': ['Press Shop'] }, missions: { 'Night Walk': ['Assembly 1'] } };
  for (const line of ['affected', 'affected WO-1042', 'affected Assembly 1']) {
    const answer = await told(line, { siteMap: wrong });
    expect(answer).toContain('stations of the map that plant 1 does not have: Press Shop');
    expect(answer).toContain('no finished run is known of Night Walk');
  }
});

test('what of the robots cannot be read is said in the first line', async () => {
  const { anomalies: _, ...old } = robots;
  expect(await told('affected WO-1042', { robots: { ...old, version: '3.3.2' } })).toMatch(
    /^WO-1042 may be affected: 1 failed inspection at its stations \(Scout 3\.3\.2 does not report anomalies\)\n/,
  );
  const both = scouts();
  const noRuns = { ...both, fleet: { ...both.fleet, runs: down } };
  expect(await askScouts('affected WO-1043', noRuns)).toMatch(
    /^Nothing the robots found touches the stations of WO-1043 \(as far as the map tells; runs could not be read\)\n/,
  );
});

test('a Scout that does not answer at all is told as such', async () => {
  const both = scouts();
  const noFleet = { ...both, fleet: { ...both.fleet, runs: down, anomalies: down } };
  expect(await askScouts('affected', noFleet)).toMatch(/^Scout plant 1 does not answer: connection cut\./);
});

test('a station that could not be read is named', async () => {
  expect(await told('affected', { floor: { ...floor, unread: [3] } })).toContain('Assembly 3 could not be read');
});

test('the command is there only with both Scouts and a map', () => {
  const bot = { version: '1', startedAt: NOW };
  const { fleet, plant } = scouts();
  const has = (given: Parameters<typeof createCommands>[0]): boolean =>
    createCommands(given, bot).some(({ name }) => name === 'affected');
  expect([
    has({ fleet, plant, siteMap }),
    has({ fleet, plant }),
    has({ fleet, siteMap }),
    has({ plant, siteMap }),
  ]).toEqual([true, false, false, false]);
});

describe('anomalies', () => {
  test('each open one has the orders at its stations, and a closed one none', async () => {
    const answer = await told('anomalies all');
    expect(answer).toMatch(/Motor hot .* {2}WO-1042$/m);
    expect(answer).toMatch(/Fence bent .* {2}not in the map$/m);
    expect(answer).toMatch(/Leak .* {2}–$/m);
    expect(answer).toContain('[Orders at risk: affected]');
    expect(answer).toContain('floor as of 10:18, 20 s ago · plant 1');
  });

  test('an anomaly by a station that runs nothing has no order at risk', async () => {
    const open = { ...robots, anomalies: [anomaly('a3', { title: 'Leak', asset: 'Valve V-17' })] };
    const stations = floor.stations ?? [];
    expect(await told('anomalies', { robots: open, floor: { stations } })).toMatch(/Leak .* {2}none$/m);
  });

  test('a floor that fails costs the orders alone', async () => {
    const plant = { ...createFakePlant(), floor: { ...createFakeFloor(floor), sweep: down } };
    const answer = await askScouts('anomalies', { ...scouts(), plant });
    const alone = await ask('anomalies', robots);
    expect(answer).toBe(alone.replace('as of 10:18', 'orders at risk: Scout plant 1 could not be asked · as of 10:18'));
  });

  test('without a map it tells of the robots alone', async () => {
    const { fleet, plant } = scouts();
    expect(await askScouts('anomalies', { fleet, plant })).toBe(await ask('anomalies', robots));
  });

  test('closed ones have no orders at risk', async () => {
    expect(await told('anomalies closed')).toBe(await ask('anomalies closed', robots));
  });
});
