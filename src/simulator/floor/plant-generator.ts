import type { EpochMs } from '../entities.ts';
import { createRandom, type Random } from '../random.ts';
import type { FloorWorld } from './floor-world.ts';
import { people, UNITS } from './plant-catalog.ts';

type Order = NonNullable<FloorWorld['orders']>[number];
type Stops = NonNullable<NonNullable<FloorWorld['machines']>[number]['stops']>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const AREAS = ['Kitting', 'Sub Assembly', 'Assembly', 'Welding', 'Machining', 'Painting', 'Test', 'Packing'];
const FIRST_NUMBER = 300_001;

/** An order for one station that nobody has begun. */
export function waitingOrder(
  random: Random,
  said: { readonly number: string; readonly unit: string; readonly station: string; readonly queuedAt: EpochMs },
): Order {
  const { station, ...order } = said;
  return {
    ...order,
    quantity: random.integer(8, 40),
    dueAt: said.queuedAt + random.integer(20, 90) * HOUR,
    jobs: [{ station, userIds: [random.integer(501, 514)] }],
  };
}

/** When a machine did not run in the eight days before; it runs in the last hour. */
export function machineStops(seed: number, name: string, now: EpochMs): Stops {
  const random = createRandom(`${seed}:stops:${name}`);
  const stops: Stops = [];
  let at = now - 8 * 24 * HOUR;
  while (true) {
    at += random.integer(150, 540) * MINUTE;
    const until = at + random.integer(5, 50) * MINUTE;
    if (until > now - HOUR) return stops;
    stops.push({ from: at, until, status: random.pick(['Idle', 'Idle', 'Down', 'Setup']) });
    at = until;
  }
}

export interface LargePlantOptions {
  readonly stations: number;
  readonly orders: number;
  /** 1 without it. */
  readonly seed?: number;
}

/** A plant of any size: nine stations in ten have an order in progress, about as many orders are done as wait. */
export function createLargePlant(
  now: EpochMs,
  { stations: stationCount, orders, seed = 1 }: LargePlantOptions,
): FloorWorld {
  const at = Math.floor(now / MINUTE) * MINUTE;
  const random = createRandom(`${seed}:large`);
  const stations = Array.from({ length: stationCount }, (_, index) => {
    const area = AREAS[index % AREAS.length] ?? 'Assembly';
    return { name: `${area} ${Math.floor(index / AREAS.length) + 1}`, workArea: area, type: `${area} Station` };
  });
  const userCount = Math.max(15, 2 * stationCount);
  const perStation = Math.ceil(orders / Math.max(1, stationCount));
  const all = stations.flatMap(({ name }, line) => {
    const isBusy = line % 10 !== 9;
    const before = Math.floor((perStation - 1) / 2);
    // The end of the latest order of the past, and of those before it in turn.
    let endedAt = at - 6 * HOUR;
    return Array.from({ length: perStation }, (_, index): Order => {
      const said = {
        number: `WO-${FIRST_NUMBER + line + index * stationCount}`,
        unit: random.pick(UNITS).name,
        quantity: random.integer(10, 60),
      };
      const job = { station: name, userIds: [501 + random.integer(0, userCount - 1)] };
      if (index === before && isBusy) return running(said, job, at, random);
      if (index >= before && isBusy) return waiting(said, job, at, random);
      const startedAt = endedAt - random.integer(2, 10) * HOUR;
      const order = past(said, { ...job, startedAt, completedAt: endedAt });
      endedAt = startedAt - HOUR;
      return order;
    });
  });
  return { seed, stations, units: UNITS, users: people(userCount), orders: all.slice(0, orders) };
}

type Said = Pick<Order, 'number' | 'unit' | 'quantity'>;
type Job = Order['jobs'][number];

function running(said: Said, job: Job, now: EpochMs, random: Random): Order {
  const startedAt = now - random.integer(5, 200) * MINUTE;
  const halts = random.chance(0.15)
    ? [{ from: now - 4 * MINUTE, reason: random.pick(['Missing Materials', 'Tool Issue', 'Break']) }]
    : [];
  return {
    ...said,
    quantity: said.quantity + 60,
    queuedAt: startedAt - 24 * HOUR,
    dueAt: now + random.integer(-6, 40) * HOUR,
    jobs: [{ ...job, startedAt, halts }],
  };
}

function waiting(said: Said, job: Job, now: EpochMs, random: Random): Order {
  return {
    ...said,
    queuedAt: now - random.integer(1, 72) * HOUR,
    dueAt: now + random.integer(-2, 200) * HOUR,
    jobs: [job],
  };
}

function past(said: Said, job: Job & { readonly startedAt: EpochMs; readonly completedAt: EpochMs }): Order {
  return { ...said, queuedAt: job.startedAt - 12 * HOUR, dueAt: job.completedAt + 5 * HOUR, jobs: [job] };
}
