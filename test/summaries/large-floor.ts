import { hours, minutes, NOW } from '../fixtures/fake-fleet.ts';
import { type FloorFacts, fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';

const DAY = hours(24);
const PRODUCTS = [
  'Gearbox G4, left hand',
  'Cable Harness H-12',
  'Control Panel CP-7 (export)',
  'Valve Block VB-3 & manifold',
];
const units = PRODUCTS.map((name, i) => ({ id: i + 1, name, avgBuildSeconds: 840, steps: [] }));
const stations = Array.from({ length: 60 }, (_, i) =>
  fakeStation(i + 1, { name: `Sub Assembly ${i + 1}`, workArea: 'Sub Assembly' }),
);
const at = (i: number, status: 'active' | 'paused' | 'queued') =>
  Array.from({ length: 4 }, (_, n) => ({ id: ((i + n) % 60) + 1, status, completed: 17, quantity: 25 }));

/** A plant with 200 orders at 60 stations, 40 of them paused, 300 that wait, all late, 150 done in the last day, everything broken. */
export const floorFacts: FloorFacts = {
  stations,
  units,
  orders: Array.from({ length: 650 }, (_, i) => {
    const common = { number: `WO-${9_990_000 + i}`, units: [{ id: (i % 4) + 1 }], dueAt: NOW - DAY };
    if (i < 150) return fakeOrder(i, { ...common, status: 'completed', completedAt: NOW - i * minutes(9), scrap: 1 });
    if (i < 190)
      return fakeOrder(i, {
        ...common,
        status: 'paused',
        pausedAt: NOW - i * minutes(1),
        pauseReason: 'Missing Materials: brackets of the second delivery',
        stations: at(i, 'paused'),
      });
    if (i < 350) return fakeOrder(i, { ...common, stations: at(i, 'active') });
    return fakeOrder(i, { ...common, status: 'queued', sequence: i, stations: at(i, 'queued') });
  }),
  machines: stations.map(({ id }) => ({ id, name: `Hydraulic Press ${id}`, stationId: id, status: 'Down' })),
  maintenance: stations.map(({ id }) => ({
    id,
    machineId: id,
    title: `Hydraulic leak at the lower cylinder of press ${id}`,
    status: 'Open',
    openedAt: NOW - id * DAY,
  })),
};
