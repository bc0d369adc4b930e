import type { EpochMs } from '../core/reply.ts';
import type { Advance, Subscription, Timetable } from '../storage/store.ts';
import { nextTime } from '../subscriptions/timetable.ts';

/** Of a long time without the bot, so many planned times are noted at most. */
const MOST_MISSED = 100;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** How a due subscription goes on: of the planned times that have passed, the last is delivered if it is not too late for that, and the others are missed. */
export function advance({ nextAt, timetable }: Subscription, now: EpochMs, maxLateMs: number): Advance {
  const passed: EpochMs[] = [];
  const earliest = now - WEEK_MS * (1 + MOST_MISSED / (timetable.days.length * timetable.times.length));
  let next = nextAt ?? plannedAfter(timetable, now);
  // Through years with many times a day would take minutes, and everything else waits.
  if (next < earliest) next = plannedAfter(timetable, earliest);
  while (next <= now) {
    passed.push(next);
    if (passed.length > MOST_MISSED) passed.shift();
    next = plannedAfter(timetable, next);
  }
  const last = passed.at(-1);
  if (last === undefined || now - last > maxLateMs) return { missed: passed, nextAt: next };
  return { deliver: last, missed: passed.slice(0, -1), nextAt: next };
}

/** The first planned moment after another. In a zone that this machine does not know any more it goes on by days: who reads it is told so, and nobody else waits for it. */
export function plannedAfter(timetable: Timetable, after: EpochMs): EpochMs {
  try {
    return nextTime(timetable, after);
  } catch {
    return after + DAY_MS;
  }
}
