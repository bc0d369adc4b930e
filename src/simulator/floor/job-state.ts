import type { EpochMs } from '../entities.ts';
import type { Halt, Job } from './plant.ts';

/** What a job can be seen doing, in the words of the vendor's own screens. */
export type Status = 'Queued' | 'Setup' | 'Active' | 'Paused' | 'InActive' | 'Completed' | 'Cancelled';

/** What a job is doing at this moment. */
export function statusOf(job: Job, now: EpochMs): Status {
  const { order, startedAt, setupMs, endsAt } = job;
  if (order.cancelledAt !== undefined && order.cancelledAt <= now && order.cancelledAt <= endsAt) return 'Cancelled';
  if (now < startedAt) return order.cancelledAt !== undefined && order.cancelledAt <= now ? 'Cancelled' : 'Queued';
  if (now >= endsAt) return 'Completed';
  const halt = haltAt(job, now);
  if (halt !== undefined) return halt.reason === undefined ? 'InActive' : 'Paused';
  return now < startedAt + setupMs ? 'Setup' : 'Active';
}

/** Where the job stands still at this moment. */
export function haltAt({ halts, startedAt, endsAt }: Job, now: EpochMs): Halt | undefined {
  if (now < startedAt || now >= endsAt) return undefined;
  return halts.find(({ from, until }) => from <= now && now < until);
}

/** Units that are done by this moment. */
export function completedBy(job: Job, now: EpochMs): number {
  if (now < job.startedAt + job.setupMs) return 0;
  // Moments are whole milliseconds, so the last unit may lack a part of one.
  const done = Math.floor(workedMs(job, Math.min(now, job.endsAt)) / job.msPerUnit + 1e-6);
  return Math.min(job.quantity, Math.max(0, done));
}

/** Work on units, without setup and halts, from the start until this moment. */
function workedMs(job: Job, until: EpochMs): number {
  const from = job.startedAt + job.setupMs;
  if (until <= from) return 0;
  const halted = job.halts.reduce((sum, halt) => sum + overlap(halt, { from, until }), 0);
  return until - from - halted;
}

/** When so much work on units is done: the other way round. Infinity when a halt without an end stands before it. */
export function momentOfWork(job: Pick<Job, 'startedAt' | 'setupMs' | 'halts'>, work: number): EpochMs {
  let at = job.startedAt + job.setupMs;
  let left = work;
  for (const halt of job.halts) {
    if (halt.until <= at) continue;
    const free = Math.max(0, halt.from - at);
    if (left <= free) break;
    left -= free;
    at = halt.until;
  }
  return at + left;
}

/** How much of one span lies in another, in milliseconds. */
export function overlap(
  one: { readonly from: EpochMs; readonly until: EpochMs },
  other: { readonly from: EpochMs; readonly until: EpochMs },
): number {
  return Math.max(0, Math.min(one.until, other.until) - Math.max(one.from, other.from));
}
