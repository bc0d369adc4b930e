import type { EpochMs } from '../../core/reply.ts';
import type { List, Run, RunQuery } from './fleet-client.ts';

/** The query parameters of `runs`. */
export function runParameters({ robot, mission, from, to }: RunQuery) {
  return {
    orderBy: 'newest',
    robotNickname: robot,
    // `missions` is a list with commas, so a name that has one can only be looked for here.
    missions: mission?.includes(',') ? undefined : mission,
    startTime: isoTime(from),
    endTime: isoTime(to),
  };
}

/** A moment as Scout takes it. */
export function isoTime(at: EpochMs | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

/** Whether a run is one of those asked for, whatever the server made of the names. */
export function isAskedFor({ robot, mission, from, to }: RunQuery): (run: Run) => boolean {
  return (run) =>
    (robot === undefined || run.robot === robot) &&
    (mission === undefined || run.mission === mission) &&
    isWithin(run.startedAt, { from, to });
}

interface Span {
  readonly from?: EpochMs | undefined;
  readonly to?: EpochMs | undefined;
}

/** Whether a moment is in a half-open span; one that is not reported is left to the server's own judgement. */
export function isWithin(at: EpochMs | undefined, { from, to }: Span): boolean {
  return at === undefined || ((from === undefined || at >= from) && (to === undefined || at < to));
}

const MINUTE_MS = 60_000;

/**
 * The same question on whole minutes, and a little wider: "the last 24 hours" asked twice within a minute is then one question for the cache.
 * A limited one stays as it is, because what is added at its end could push out what was asked for.
 */
export function onWholeMinutes<Q extends Span & { readonly limit?: number }>(query: Q): Q {
  if (query.limit !== undefined) return query;
  const { from, to } = query;
  return {
    ...query,
    ...(from !== undefined && { from: Math.floor(from / MINUTE_MS) * MINUTE_MS }),
    ...(to !== undefined && { to: Math.ceil(to / MINUTE_MS) * MINUTE_MS }),
  };
}

/** The wanted part of a list that may be wider. */
export function narrow<T>(list: List<T>, isWanted: (item: T) => boolean): List<T> {
  const items = list.items.filter(isWanted);
  if (items.length === list.items.length) return list;
  return { items, complete: list.complete, ...(list.complete && { total: items.length }) };
}

/** Newest first; runs without a start last. */
export function newestFirst(list: List<Run>): List<Run> {
  const startOf = (run: Run | undefined): number => run?.startedAt ?? Number.NEGATIVE_INFINITY;
  const isSorted = list.items.every((run, at) => at === 0 || startOf(list.items[at - 1]) >= startOf(run));
  return isSorted ? list : { ...list, items: list.items.toSorted((a, b) => startOf(b) - startOf(a)) };
}
