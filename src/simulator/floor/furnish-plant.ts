import { createRandom } from '../random.ts';
import type { FloorWorld } from './floor-world.ts';
import type { Machine, MaintenanceRequest, OrderFacts, Plant, Station, Unit } from './plant.ts';
import { scheduleJobs } from './schedule.ts';

/** Ids begin here, each kind elsewhere, so that one taken for another is found by nobody. */
const FIRST_ID = { station: 11, unit: 301, step: 4001, machineType: 51, machine: 71, maintenance: 6001, order: 88_001 };

/** Fills in what a floor's world leaves out (ids, paces, when waiting jobs begin). */
export function furnishPlant(world: FloorWorld): Plant {
  const seed = world.seed ?? 1;
  const stations = world.stations.map(({ name, id, workArea, type }, index) => ({
    id: id ?? FIRST_ID.station + index,
    name,
    workArea,
    type,
  }));
  const stationOf = named(stations);
  const units = furnishUnits(world);
  const types = [...new Set((world.machines ?? []).map(({ type }) => type))];
  const machines = furnishMachines(world, types, stationOf);
  const facts = furnishOrders(world, named(units), seed);
  const { orders, jobsAt } = scheduleJobs(world, facts, stationOf, seed);
  return {
    seed,
    stations: byId(stations),
    units: byId(units),
    users: byId((world.users ?? []).map((user) => ({ ...user, active: user.active ?? true }))),
    machineTypes: new Map(types.map((type, index) => [FIRST_ID.machineType + index, type])),
    machines: byId(machines),
    maintenance: furnishMaintenance(world, named(machines), stationOf),
    orders: byId(orders),
    jobsAt,
  };
}

function furnishUnits({ units = [] }: FloorWorld): readonly Unit[] {
  let steps = 0;
  return units.map((unit, index) => {
    const furnished = unit.steps.map(({ name, seconds, averageSeconds = seconds, input }) => ({
      id: FIRST_ID.step + steps++,
      name,
      targetSeconds: seconds,
      averageSeconds,
      input,
    }));
    return {
      id: unit.id ?? FIRST_ID.unit + index,
      name: unit.name,
      description: unit.description,
      revision: unit.revision,
      steps: furnished,
      averageSeconds: furnished.reduce((sum, step) => sum + step.averageSeconds, 0),
    };
  });
}

function furnishMachines(
  { machines = [] }: FloorWorld,
  types: readonly string[],
  stationOf: ReadonlyMap<string, Station>,
): readonly Machine[] {
  return machines.map(({ name, id, type, station, stops = [] }, index) => ({
    id: id ?? FIRST_ID.machine + index,
    name,
    typeId: FIRST_ID.machineType + types.indexOf(type),
    station: stationOf.get(station ?? ''),
    stops: stops
      .map((stop) => ({ ...stop, until: stop.until ?? Number.POSITIVE_INFINITY }))
      .toSorted((a, b) => a.from - b.from),
  }));
}

function furnishMaintenance(
  { maintenance = [] }: FloorWorld,
  machineOf: ReadonlyMap<string, Machine>,
  stationOf: ReadonlyMap<string, Station>,
): readonly MaintenanceRequest[] {
  return maintenance.map(({ title, id, machine: machineName = '', station = '', openedAt, closedAt }, index) => {
    const machine = machineOf.get(machineName);
    return {
      id: id ?? FIRST_ID.maintenance + index,
      title,
      machine,
      station: stationOf.get(station) ?? machine?.station,
      openedAt,
      closedAt,
    };
  });
}

function furnishOrders(
  { orders = [] }: FloorWorld,
  unitOf: ReadonlyMap<string, Unit>,
  seed: number,
): readonly OrderFacts[] {
  const mustHave = (name: string): Unit => {
    const unit = unitOf.get(name);
    if (unit === undefined) throw new Error(`No unit is called ${JSON.stringify(name)}`);
    return unit;
  };
  return orders.map((order, index) => ({
    id: order.id ?? FIRST_ID.order + index,
    number: order.number,
    unit: mustHave(order.unit),
    nested: (order.nested ?? []).map(({ unit, quantity }) => ({ unit: mustHave(unit), quantity })),
    quantity: order.quantity,
    queuedAt: order.queuedAt,
    dueAt: order.dueAt,
    cancelledAt: order.cancelledAt,
    scrapRate: order.scrapRate ?? createRandom(`${seed}:scrap:${order.number}`).pick([0, 0, 0, 0.02, 0.04]),
    predicted: order.predicted ?? true,
    statusWord: order.statusWord,
  }));
}

function named<T extends { readonly name: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.name, thing]));
}

function byId<T extends { readonly id: number }>(things: readonly T[]): ReadonlyMap<number, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}
