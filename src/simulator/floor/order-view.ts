import type { EpochMs, JsonObject } from '../entities.ts';
import type { Writer } from './dialects.ts';
import { type OrderState, stateOfJob, stateOfOrder } from './order-state.ts';
import type { Job, OrderFacts, WorkOrder } from './plant.ts';

/** A whole work order as the API gives it; its station is the first of them. */
export function viewOrder(order: WorkOrder, now: EpochMs, write: Writer): JsonObject {
  return view(order, order.jobs, order.jobs[0]?.station.id, stateOfOrder(order, now), write);
}

/** A work order as one of its stations has it: status, counts and people are that station's. */
export function viewJob(job: Job, jobs: readonly Job[], now: EpochMs, write: Writer): JsonObject {
  return view(job.order, jobs, job.station.id, stateOfJob(job, now), write);
}

function view(
  order: OrderFacts,
  jobs: readonly Job[],
  stationId: number | undefined,
  state: OrderState,
  write: Writer,
): JsonObject {
  const nested = [{ unit: order.unit, quantity: order.quantity }, ...order.nested];
  return {
    id: order.id,
    workOrderNumber: order.number,
    status: order.statusWord ?? write.status(state.status),
    unitID: order.unit.id,
    unitName: order.unit.name,
    ...(order.nested.length > 0 && {
      units: nested.map(({ unit, quantity }) => ({ unitID: unit.id, unitName: unit.name, quantity })),
    }),
    quantity: state.quantity,
    unitsCompleted: state.completed,
    scrap: state.scrap,
    stationID: stationId ?? null,
    stationIDs: jobs.map(({ station }) => station.id),
    userIDs: state.userIds,
    queuedDate: write.time(order.queuedAt),
    startDate: write.time(state.startedAt),
    pausedDate: write.time(state.pausedAt),
    endDate: write.time(state.endedAt),
    predictedEndDate: write.time(state.predictedEnd),
    dueDate: write.time(order.dueAt),
    pauseReason: state.pauseReason ?? null,
    productivity: state.productivityPercent ?? null,
    appliedTime: write.duration(state.appliedMs),
  };
}
