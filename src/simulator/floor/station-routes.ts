import type { EpochMs, JsonObject } from '../entities.ts';
import { existing, idOf, spanOf } from './arguments.ts';
import type { FloorCall } from './floor-exchange.ts';
import { haltAt, overlap, statusOf } from './job-state.ts';
import { isInProgress } from './order-state.ts';
import type { Job, Plant, Span } from './plant.ts';

/** The pause that counts as a break. */
const BREAK = 'Break';

/** Stations. */
export function stations({ plant, now, write }: FloorCall): readonly JsonObject[] {
  return [...plant.stations.values()].map((station) => ({
    id: station.id,
    name: station.name,
    workArea: station.workArea ?? null,
    stationType: station.type ?? null,
    status: stationWord(plant.jobsAt.get(station.id) ?? [], now, write),
  }));
}

function stationWord(jobs: readonly Job[], now: EpochMs, write: FloorCall['write']): string {
  const current = jobs.filter((job) => isInProgress(job, now));
  const statuses = new Set(current.map((job) => statusOf(job, now)));
  const status = (['Active', 'Setup', 'Paused'] as const).find((word) => statuses.has(word)) ?? 'InActive';
  const isBreak = status === 'Paused' && current.some((job) => haltAt(job, now)?.reason === BREAK);
  return isBreak ? BREAK : write.status(status);
}

/** Station Applied Hours: where one station's time in the span went. */
export function stationAppliedHours(call: FloorCall): JsonObject {
  const { id } = existing(call.plant.stations, idOf(call));
  const span = untilNow(call);
  const jobs = call.plant.jobsAt.get(id) ?? [];
  const hours = hoursOf(jobs, span);
  const idle = Math.max(0, length(span) - hours.active - hours.setup - hours.paused - hours.breaks - hours.inactive);
  return viewHours(id, span, { ...hours, inactive: hours.inactive + idle }, call.write);
}

/** User Applied Hours: the time in the span of all jobs that a person was signed in to, counted twice at two stations. */
export function userAppliedHours(call: FloorCall): JsonObject {
  const { id } = existing(call.plant.users, idOf(call));
  const span = untilNow(call);
  return viewHours(id, span, hoursOf(jobsOf(call.plant, id), span), call.write);
}

interface Hours {
  readonly active: number;
  readonly setup: number;
  readonly paused: number;
  readonly breaks: number;
  readonly inactive: number;
}

/** How much of a span these jobs spent on what, in milliseconds. */
function hoursOf(jobs: readonly Job[], span: Span): Hours {
  const sum = (pick: (job: Job) => number): number => jobs.reduce((total, job) => total + pick(job), 0);
  const halted = (isWanted: (reason: string | undefined) => boolean): number =>
    sum((job) =>
      job.halts
        .filter(({ reason }) => isWanted(reason))
        .reduce((total, halt) => total + overlap(clip(halt, job), span), 0),
    );
  const breaks = halted((reason) => reason === BREAK);
  const inactive = halted((reason) => reason === undefined);
  const paused = halted((reason) => reason !== BREAK && reason !== undefined);
  const setup = sum((job) => overlap(setupOf(job), span));
  const whole = sum((job) => overlap({ from: job.startedAt, until: job.endsAt }, span));
  return { active: Math.max(0, whole - setup - paused - breaks - inactive), setup, paused, breaks, inactive };
}

function setupOf({ startedAt, setupMs, endsAt }: Job): Span {
  return { from: startedAt, until: Math.min(startedAt + setupMs, endsAt) };
}

function clip({ from, until }: Span, { startedAt, setupMs, endsAt }: Job): Span {
  return { from: Math.max(from, startedAt + setupMs), until: Math.min(until, endsAt) };
}

function jobsOf({ jobsAt }: Plant, userId: number): readonly Job[] {
  return [...jobsAt.values()].flat().filter(({ userIds }) => userIds.includes(userId));
}

function untilNow(call: FloorCall): Span {
  const { from, until } = spanOf(call);
  return { from: Math.min(from, call.now), until: Math.min(until, call.now) };
}

const length = ({ from, until }: Span): number => until - from;

function viewHours(id: number, span: Span, hours: Hours, write: FloorCall['write']): JsonObject {
  const total = Object.values(hours).reduce((sum: number, part: number) => sum + part, 0);
  return {
    id,
    startDate: write.time(span.from),
    endDate: write.time(span.until),
    ...Object.fromEntries(Object.entries(hours).map(([name, ms]) => [name, write.duration(ms)])),
    total: write.duration(total),
  };
}
