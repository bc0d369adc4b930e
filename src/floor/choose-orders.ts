import { optional, present } from '../answers/optional.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type { FloorList, PlantSweep, Station, Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import type { Known } from '../clients/known.ts';
import type { EpochMs, Text } from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import { openOrders } from './find-orders.ts';
import { lateOrders } from './late-orders.ts';
import type { OrderFilter } from './order-filter.ts';
import { findScope } from './order-scope.ts';
import { inListOrder, newestFirst } from './orders-in-order.ts';
import type { Plant } from './plant.ts';
import { skippedRemark, sweepRemarks } from './sweep-remarks.ts';

/** Which orders are asked for; without a status and with a time, all that the server counts into it. */
export interface OrderQuestion {
  readonly filter?: OrderFilter | undefined;
  readonly time?: TimeRange | undefined;
  /** No more than so many, the newest. */
  readonly limit?: number | undefined;
  /** A station, a work area or a product. */
  readonly name?: string | undefined;
}

/** The orders asked for, in the order in which they are shown, and what is needed to tell of them. */
export interface ChosenOrders {
  readonly orders: readonly WorkOrder[];
  /** How many there were before the late ones were chosen. */
  readonly judged: number;
  /** Of how many of these the rule cannot tell whether they are late. */
  readonly untold: number;
  /** Of how many it is not reported when they were begun, queued or done, so that they may not belong to the time. */
  readonly untimed: number;
  /** Behind what is told of them: ` at Assembly 1`; nothing where all are meant. */
  readonly of: string;
  readonly stations: readonly Station[];
  readonly units: readonly Unit[];
  readonly facts: readonly Known<unknown>[];
  readonly background: readonly Known<unknown>[];
  readonly remarks: readonly Text[];
}

/** Where orders were looked for. */
interface Looked {
  readonly orders: readonly WorkOrder[];
  readonly stations: readonly Station[];
  readonly facts: readonly Known<unknown>[];
  readonly background: readonly Known<unknown>[];
  readonly remarks: readonly Text[];
}

/** Chooses orders. Throws UserError for a name that nothing bears. */
export async function chooseOrders(plant: Plant, question: OrderQuestion, now: EpochMs): Promise<ChosenOrders> {
  const { filter, time, limit, name } = question;
  const isPast = time !== undefined && (filter === 'done' || filter === undefined);
  const [looked, units] = await Promise.all([
    isPast ? lookBack(plant, time) : lookAround(plant, filter),
    optional(plant.floor.units()),
  ]);
  const known = { stations: looked.stations, units: units?.value.items ?? [] };
  const scope = name === undefined ? undefined : findScope(name, known);
  const scoped = scope === undefined ? looked.orders : looked.orders.filter(scope.includes);
  const timed = inTime(
    scoped.filter((order) => hasStatus(order, filter)),
    filter,
    time,
  );
  const moment = momentOf(looked.facts, now);
  const judgement =
    filter === 'late'
      ? lateOrders(timed.kept, plant, { units: known.units, now: moment })
      : { late: timed.kept, untold: 0 };
  const newest = limit === undefined ? judgement.late : newestFirst(judgement.late).slice(0, limit);
  return {
    orders: inListOrder(newest, filter, plant.late),
    judged: timed.kept.length,
    untold: judgement.untold,
    untimed: timed.untimed,
    of: scope?.label ?? '',
    ...known,
    facts: looked.facts,
    background: [...looked.background, ...present([units])],
    remarks: looked.remarks,
  };
}

/** The floor as it is now. */
async function lookAround({ floor }: Plant, filter: OrderFilter | undefined): Promise<Looked> {
  const sweep = await floor.sweep();
  const { stations } = sweep.value;
  return {
    orders: ofSweep(sweep.value, filter),
    stations,
    facts: [sweep],
    background: [],
    remarks: sweepRemarks(sweep.value),
  };
}

function ofSweep(sweep: PlantSweep, filter: OrderFilter | undefined): readonly WorkOrder[] {
  if (filter === 'in-progress' || filter === 'paused') return sweep.inProgress;
  return filter === 'queued' ? sweep.queued : openOrders(sweep);
}

/** What the server counts into a span of time. */
async function lookBack({ floor }: Plant, { from, to }: TimeRange): Promise<Looked> {
  const [found, stations] = await Promise.all([
    floor.search({ from, to }),
    optional<Known<FloorList<Station>>>(floor.stations()),
  ]);
  return {
    orders: found.value.items,
    stations: stations?.value.items ?? [],
    facts: [found],
    background: present([stations]),
    remarks: skippedRemark(found.value.skipped),
  };
}

function hasStatus({ status, stations }: WorkOrder, filter: OrderFilter | undefined): boolean {
  if (filter === 'done') return status === 'completed';
  if (filter === 'paused') return status === 'paused' || stations.some((station) => station.status === 'paused');
  return true;
}

/** The moment by which orders belong to a time. */
const MOMENTS: Readonly<Record<OrderFilter, (order: WorkOrder) => EpochMs | undefined>> = {
  open: ({ startedAt, queuedAt }) => startedAt ?? queuedAt,
  'in-progress': ({ startedAt }) => startedAt,
  queued: ({ queuedAt }) => queuedAt,
  done: ({ completedAt }) => completedAt,
  late: ({ dueAt }) => dueAt,
  paused: ({ pausedAt }) => pausedAt,
};

/** Those that belong to the time, and how many do not tell whether they do. */
function inTime(orders: readonly WorkOrder[], filter: OrderFilter | undefined, time: TimeRange | undefined) {
  if (time === undefined || filter === undefined) return { kept: orders, untimed: 0 };
  const at = MOMENTS[filter];
  const timed = orders.filter((order) => at(order) !== undefined);
  const kept = timed.filter((order) => {
    const moment = at(order) ?? 0;
    return moment >= time.from && moment < time.to;
  });
  return { kept, untimed: orders.length - timed.length };
}
