import type { EpochMs, JsonObject } from '../entities.ts';
import { existing, idOf, optionalId, spanOf } from './arguments.ts';
import { type FloorCall, Problem } from './floor-exchange.ts';
import { statusOf } from './job-state.ts';
import { isInProgress, isKnown, statusOfOrder } from './order-state.ts';
import { viewJob, viewOrder } from './order-view.ts';
import type { Plant, WorkOrder } from './plant.ts';

/** One work order that is known by now. Throws a 404. */
export function knownOrder(call: FloorCall): WorkOrder {
  const order = existing(call.plant.orders, idOf(call));
  if (!isKnown(order, call.now)) throw new Problem(404, 'Not Found');
  return order;
}

/** Work Order. */
export function workOrder(call: FloorCall): JsonObject {
  return viewOrder(knownOrder(call), call.now, call.write);
}

/** Work Order Search: orders that were queued or under way in the span; which date the real one compares is not known. */
export function searchWorkOrders(call: FloorCall): readonly JsonObject[] {
  const { plant, now, write } = call;
  const { from, until } = spanOf(call);
  return [...plant.orders.values()]
    .filter((order) => isKnown(order, now) && order.queuedAt < until && from <= goneAt(order, now))
    .map((order) => viewOrder(order, now, write));
}

/** Work Orders In-Progress: what one station has begun and not ended. */
export function workOrdersInProgress(call: FloorCall): readonly JsonObject[] {
  const { plant, now, write } = call;
  const stationId = optionalId(call, 'stationId') ?? 0;
  existing(plant.stations, stationId);
  return (plant.jobsAt.get(stationId) ?? [])
    .filter((job) => isInProgress(job, now))
    .map((job) => viewJob(job, plant.orders.get(job.order.id)?.jobs ?? [job], now, write));
}

/** Work Orders Queued: what no station has begun, of one station or of all, in the order in which it will be. */
export function workOrdersQueued(call: FloorCall): readonly JsonObject[] {
  const { plant, now, write } = call;
  const stationId = optionalId(call, 'stationId');
  if (stationId !== undefined) existing(plant.stations, stationId);
  const lines = stationId === undefined ? [...plant.stations.keys()] : [stationId];
  const seen = new Set<number>();
  return lines.flatMap((station) =>
    queueAt(plant, station, now).flatMap((order, index) => {
      if (seen.has(order.id)) return [];
      seen.add(order.id);
      return [{ ...viewOrder(order, now, write), sequence: index + 1 }];
    }),
  );
}

function queueAt({ jobsAt, orders }: Plant, stationId: number, now: EpochMs): readonly WorkOrder[] {
  return (jobsAt.get(stationId) ?? []).flatMap((job) => {
    const order = orders.get(job.order.id);
    const isWaiting = isKnown(job.order, now) && statusOf(job, now) === 'Queued';
    return isWaiting && order !== undefined && statusOfOrder(order, order.jobs, now) === 'Queued' ? [order] : [];
  });
}

/** When an order left the floor; now, while it is there. */
function goneAt(order: WorkOrder, now: EpochMs): EpochMs {
  const status = statusOfOrder(order, order.jobs, now);
  if (status === 'Cancelled') return order.cancelledAt ?? now;
  return status === 'Completed' ? Math.max(...order.jobs.map(({ endsAt }) => endsAt)) : now;
}
