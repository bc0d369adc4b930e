import type { EpochMs } from '../core/reply.ts';
import type { Advance, Subscription } from '../storage/store.ts';
import { nextTime } from '../subscriptions/timetable.ts';

/** Of a long time without the bot, so many planned times are noted at most. */
const MOST_MISSED = 100;

/** How a due subscription goes on: of the planned times that have passed, the last is delivered if it is not too late for that, and the others are missed. */
export function advance({ nextAt, timetable }: Subscription, now: EpochMs, maxLateMs: number): Advance {
  const passed: EpochMs[] = [];
  let next = nextAt ?? nextTime(timetable, now);
  while (next <= now) {
    passed.push(next);
    if (passed.length > MOST_MISSED) passed.shift();
    next = nextTime(timetable, next);
  }
  const last = passed.at(-1);
  if (last === undefined || now - last > maxLateMs) return { missed: passed, nextAt: next };
  return { deliver: last, missed: passed.slice(0, -1), nextAt: next };
}
