import type { Blackout, CalendarEntry, EpochMs } from './entities.ts';

const WEEK = 7 * 86_400_000;
/** 1970-01-04 00:00 UTC, a Sunday: weeks of blackouts begin there. */
const FIRST_SUNDAY = 3 * 86_400_000;

/** The first time after `after` that an entry means to start; undefined when it has none left. */
export function nextSlot({ timeMs, repeatMs }: CalendarEntry, after: EpochMs): EpochMs | undefined {
  if (timeMs > after) return timeMs;
  if (repeatMs <= 0) return undefined;
  return timeMs + (Math.floor((after - timeMs) / repeatMs) + 1) * repeatMs;
}

/** The last time up to `until` that an entry meant to start. */
export function latestSlot({ timeMs, repeatMs }: CalendarEntry, until: EpochMs): EpochMs {
  return repeatMs <= 0 || timeMs > until ? timeMs : timeMs + Math.floor((until - timeMs) / repeatMs) * repeatMs;
}

/** The first moment from `at` on that no blackout covers; undefined when they cover the whole week. */
export function firstAllowed(at: EpochMs, blackouts: readonly Blackout[]): EpochMs | undefined {
  let moment = at;
  while (moment - at <= WEEK) {
    const offset = (((moment - FIRST_SUNDAY) % WEEK) + WEEK) % WEEK;
    const covering = blackouts.find((blackout) => covers(blackout, offset));
    if (covering === undefined) return moment;
    moment += covering.endMs > offset ? covering.endMs - offset : WEEK - offset + covering.endMs;
  }
  return undefined;
}

/** A span whose end is before its start goes over the end of the week. */
function covers({ startMs, endMs }: Blackout, offset: number): boolean {
  return startMs <= endMs ? startMs <= offset && offset < endMs : startMs <= offset || offset < endMs;
}
