import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFloorWorld, readFloorWorld } from '../../../src/simulator/floor/floor-world.ts';
import { furnishPlant } from '../../../src/simulator/floor/furnish-plant.ts';
import { samplePlant } from './sample-plant.ts';

/** The sample with one value of it changed. */
function broken(path: string, value: unknown): string {
  const world = structuredClone(samplePlant);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), world);
  Reflect.set(Object(holder), last, value);
  return JSON.stringify(world);
}

test.each([
  ['stations.1.name', 'Assembly 1', 'stations[1].name: "Assembly 1" is there twice'],
  ['stations.1.colour', 'red', 'stations[1].colour: unknown field'],
  ['units.0.steps.0.input', 'Guess', 'units[0].steps[0].input: expected Unit Identifier, Material Verification,'],
  ['users.1.id', 501, 'users[1].id: "501" is there twice'],
  ['orders.0.unit', 'Gearbox G5', 'orders[0].unit: no unit is called "Gearbox G5"'],
  ['orders.5.nested.0.unit', 'Bolt', 'orders[5].nested[0].unit: no unit is called "Bolt"'],
  ['orders.0.jobs.1.station', 'Hall', 'orders[0].jobs[1].station: no station is called "Hall"'],
  ['orders.0.queuedAt', 'today', 'orders[0].queuedAt: expected a time such as 2026-10-21T14:20:00Z'],
  ['orders.1.jobs.0.completedAt', '2026-10-21T14:20:00Z', 'orders[1].jobs[0].startedAt: is missing'],
  ['machines.0.station', 'Hall', 'machines[0].station: no station is called "Hall"'],
  ['maintenance.0.machine', 'Press 9', 'maintenance[0].machine: no machine is called "Press 9"'],
])('%s of %j is told by its place', (path, value, message) => {
  expect(() => parseFloorWorld(broken(path, value))).toThrow(message);
});

test('a plant may have stations alone', () => {
  const plant = furnishPlant(parseFloorWorld('{"stations":[{"name":"Bench"}]}'));
  expect([plant.stations.size, plant.orders.size]).toEqual([1, 0]);
  expect(() => parseFloorWorld('{}')).toThrow('stations: is missing');
});

test('a file with a mistake is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plant-'));
  const file = join(folder, 'plant.json');
  writeFileSync(file, '{"stations":[{}]}');
  expect(() => readFloorWorld(file)).toThrow(`${file}: stations[0].name: is missing`);
  rmSync(folder, { recursive: true });
});
