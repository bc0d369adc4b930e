import type { EpochMs } from '../entities.ts';
import { completedBy, haltAt, overlap, type Status, statusOf } from './job-state.ts';
import type { Job, OrderFacts, WorkOrder } from './plant.ts';

/** What is seen of a work order, or of what one station does for it. */
export interface OrderState {
  readonly status: Status;
  readonly quantity: number;
  readonly completed: number;
  readonly scrap: number;
  readonly userIds: readonly number[];
  readonly startedAt: EpochMs | undefined;
  readonly pausedAt: EpochMs | undefined;
  readonly pauseReason: string | undefined;
  /** When it was completed or cancelled. */
  readonly endedAt: EpochMs | undefined;
  readonly predictedEnd: EpochMs | undefined;
  readonly productivityPercent: number | undefined;
  readonly appliedMs: number;
}

/** The one that speaks for all: what runs comes before what stands still, and that before what waits. */
const RANK: readonly Status[] = ['Active', 'Setup', 'Paused', 'InActive', 'Queued', 'Completed', 'Cancelled'];

/** Whether anybody could know of the order by now. */
export function isKnown({ queuedAt }: OrderFacts, now: EpochMs): boolean {
  return queuedAt <= now;
}

/** Whether the job holds its station. */
export function isInProgress(job: Job, now: EpochMs): boolean {
  return job.startedAt <= now && now < job.endsAt && statusOf(job, now) !== 'Cancelled';
}

/** The whole order. */
export function stateOfOrder(order: WorkOrder, now: EpochMs): OrderState {
  return stateOf(order, order.jobs, order.quantity, now);
}

/** What one station does for its order, with the station's own counts. */
export function stateOfJob(job: Job, now: EpochMs): OrderState {
  return stateOf(job.order, [job], job.quantity, now);
}

/** The order's status, without counting anything. */
export function statusOfOrder(order: OrderFacts, jobs: readonly Job[], now: EpochMs): Status {
  if (order.cancelledAt !== undefined && order.cancelledAt <= now) return 'Cancelled';
  const statuses = new Set(jobs.map((job) => statusOf(job, now)));
  // Begun at one station and waiting at another: it is under way.
  if (statuses.has('Completed') && statuses.has('Queued') && statuses.size === 2) return 'InActive';
  return RANK.find((status) => statuses.has(status)) ?? 'Queued';
}

function stateOf(order: OrderFacts, jobs: readonly Job[], quantity: number, now: EpochMs): OrderState {
  const status = statusOfOrder(order, jobs, now);
  const completed = jobs.reduce((sum, job) => sum + completedBy(job, now), 0);
  const begun = jobs.filter(({ startedAt }) => startedAt <= now);
  const halts = begun.flatMap((job) => haltAt(job, now) ?? []);
  const paused = status === 'Paused' ? halts.find(({ reason }) => reason !== undefined) : undefined;
  const ended = status === 'Completed' || status === 'Cancelled';
  return {
    status,
    quantity,
    completed,
    scrap: Math.floor(completed * order.scrapRate),
    userIds: [...new Set(begun.flatMap(({ userIds }) => userIds))],
    startedAt: begun.length === 0 ? undefined : Math.min(...begun.map(({ startedAt }) => startedAt)),
    pausedAt: paused?.from,
    pauseReason: paused?.reason,
    endedAt: ended ? (order.cancelledAt ?? Math.max(...jobs.map(({ endsAt }) => endsAt))) : undefined,
    predictedEnd: ended || !order.predicted ? undefined : predict(jobs, now),
    productivityPercent: begun.length === 0 ? undefined : productivity(order, begun),
    appliedMs: begun.reduce(
      (sum, job) => sum + overlap({ from: job.startedAt, until: job.endsAt }, { from: 0, until: now }),
      0,
    ),
  };
}

/** When the last of its units should be done, at the unit's average build time; not told before everything has begun. */
function predict(jobs: readonly Job[], now: EpochMs): EpochMs | undefined {
  if (jobs.some(({ startedAt }) => now < startedAt)) return undefined;
  return Math.max(
    ...jobs.map((job) => {
      if (now >= job.endsAt) return job.endsAt;
      const left = job.quantity - completedBy(job, now);
      return Math.max(now, job.startedAt + job.setupMs) + left * job.order.unit.averageSeconds * 1000;
    }),
  );
}

function productivity({ unit }: OrderFacts, jobs: readonly Job[]): number {
  const pace = jobs.reduce((sum, { msPerUnit }) => sum + msPerUnit, 0) / jobs.length;
  return Math.round((100 * unit.averageSeconds * 1000) / pace);
}
