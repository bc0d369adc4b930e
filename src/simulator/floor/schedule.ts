import type { EpochMs } from '../entities.ts';
import { createRandom } from '../random.ts';
import type { FloorWorld } from './floor-world.ts';
import { momentOfWork } from './job-state.ts';
import type { Halt, Job, OrderFacts, Station, WorkOrder } from './plant.ts';

type WorldJob = NonNullable<FloorWorld['orders']>[number]['jobs'][number];
type Draft = Omit<Job, 'startedAt' | 'endsAt'> & { readonly startedAt: EpochMs | undefined; readonly said: WorldJob };

const MINUTE = 60_000;
/** A station stands empty so long between two jobs. */
const CHANGEOVER_MS = 2 * MINUTE;
/** Paces differ by so much from the unit's average. */
const SPREAD = 0.15;

/**
 * When every job begins and ends, decided once: a station takes its waiting jobs in the order of the world, one after the other. So what is
 * seen at a moment depends on that moment alone, and the clock may go back.
 */
export function scheduleJobs(
  { orders = [] }: FloorWorld,
  facts: readonly OrderFacts[],
  stationOf: ReadonlyMap<string, Station>,
  seed: number,
): { readonly orders: readonly WorkOrder[]; readonly jobsAt: ReadonlyMap<number, readonly Job[]> } {
  const drafts = new Map<Station, Draft[]>();
  let count = 0;
  for (const [index, order] of facts.entries()) {
    for (const said of orders[index]?.jobs ?? []) {
      const station = stationOf.get(said.station);
      if (station === undefined) throw new Error(`No station is called ${JSON.stringify(said.station)}`);
      const line = drafts.get(station) ?? [];
      drafts.set(station, line);
      line.push(draftOf(++count, order, station, said, seed));
    }
  }
  const jobsAt = new Map([...drafts].map(([station, line]) => [station.id, planLine(line)]));
  const jobsOf = Map.groupBy([...jobsAt.values()].flat(), ({ order }) => order.id);
  return {
    orders: facts.map((order) => ({ ...order, jobs: (jobsOf.get(order.id) ?? []).toSorted((a, b) => a.id - b.id) })),
    jobsAt,
  };
}

function draftOf(id: number, order: OrderFacts, station: Station, said: WorldJob, seed: number): Draft {
  const random = createRandom(`${seed}:job:${order.number}:${station.name}`);
  const pace = random.between(1 - SPREAD, 1 + SPREAD);
  const setupMinutes = random.integer(3, 12);
  return {
    id,
    order,
    station,
    said,
    quantity: said.quantity ?? order.quantity,
    startedAt: said.startedAt,
    setupMs: (said.setupMinutes ?? setupMinutes) * MINUTE,
    msPerUnit: 1000 * (said.secondsPerUnit ?? order.unit.averageSeconds * pace),
    halts: (said.halts ?? [])
      .map(({ from, until = Number.POSITIVE_INFINITY, reason }) => ({ from, until, reason }))
      .toSorted((a, b) => a.from - b.from),
    userIds: said.userIds ?? [],
  };
}

/** The jobs of one station: those with a time at their time, the others when all before them are done. */
function planLine(line: readonly Draft[]): readonly Job[] {
  const begun = line.filter(({ startedAt }) => startedAt !== undefined).map((draft) => planJob(draft, 0));
  const planned = [...begun];
  let free = Math.max(0, ...begun.map(({ endsAt }) => endsAt));
  for (const draft of line.filter(({ startedAt }) => startedAt === undefined)) {
    const job = planJob(draft, free);
    planned.push(job);
    free = Math.max(free, job.endsAt);
  }
  return planned.toSorted((a, b) => a.startedAt - b.startedAt || a.id - b.id);
}

function planJob({ said, ...draft }: Draft, free: EpochMs): Job {
  const { order, setupMs, quantity } = draft;
  const cancelledAt = order.cancelledAt ?? Number.POSITIVE_INFINITY;
  const wanted = draft.startedAt ?? Math.max(free, order.queuedAt) + CHANGEOVER_MS;
  // A job that would begin after its order is cancelled never does, and keeps nobody waiting.
  if (wanted >= cancelledAt) return { ...draft, startedAt: Number.POSITIVE_INFINITY, endsAt: 0 };
  const { completedAt } = said;
  const msPerUnit =
    completedAt === undefined
      ? draft.msPerUnit
      : Math.max(1, completedAt - wanted - setupMs - haltedMs(draft.halts)) / Math.max(1, quantity);
  const started = { ...draft, startedAt: wanted, msPerUnit, endsAt: Number.POSITIVE_INFINITY };
  return { ...started, endsAt: Math.min(Math.ceil(momentOfWork(started, quantity * msPerUnit)), cancelledAt) };
}

function haltedMs(halts: readonly Halt[]): number {
  return halts.reduce((sum, { from, until }) => sum + until - from, 0);
}
