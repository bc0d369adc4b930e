import { indexByName } from '../index-by-name.ts';
import type { FloorWorld } from './floor-world.ts';

/** Checks that every station, unit and machine that a floor's world names is there. Throws an Error that names the path of the first wrong name. */
export function checkFloorReferences(world: FloorWorld): void {
  const { units = [], users = [], machines = [], maintenance = [], orders = [] } = world;
  const stations = indexByName(world.stations, 'stations', 'name', ({ name }) => name);
  indexByName(world.stations, 'stations', 'id', ({ id }) => id?.toString());
  const unitNames = indexByName(units, 'units', 'name', ({ name }) => name);
  indexByName(users, 'users', 'id', ({ id }) => `${id}`);
  const machineNames = indexByName(machines, 'machines', 'name', ({ name }) => name);
  indexByName(orders, 'orders', 'id', ({ id }) => id?.toString());

  const mustBe = (names: ReadonlyMap<string, unknown>, path: string, name: string | undefined): void => {
    const what = path.slice(path.lastIndexOf('.') + 1);
    if (name === undefined || names.has(name)) return;
    throw new Error(`${path}: no ${what} is called ${JSON.stringify(name)}`);
  };
  for (const [index, machine] of machines.entries()) mustBe(stations, `machines[${index}].station`, machine.station);
  for (const [index, request] of maintenance.entries()) {
    mustBe(machineNames, `maintenance[${index}].machine`, request.machine);
    mustBe(stations, `maintenance[${index}].station`, request.station);
  }
  for (const [index, order] of orders.entries()) {
    const at = `orders[${index}]`;
    mustBe(unitNames, `${at}.unit`, order.unit);
    for (const [n, { unit }] of (order.nested ?? []).entries()) mustBe(unitNames, `${at}.nested[${n}].unit`, unit);
    for (const [n, job] of order.jobs.entries()) {
      mustBe(stations, `${at}.jobs[${n}].station`, job.station);
      if (job.completedAt !== undefined && job.startedAt === undefined) {
        throw new Error(`${at}.jobs[${n}].startedAt: is missing`);
      }
    }
  }
}
