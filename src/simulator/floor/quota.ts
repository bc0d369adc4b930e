import type { EpochMs } from '../entities.ts';
import { createWriter, dialects } from './dialects.ts';
import { Refusal } from './floor-exchange.ts';

const WEEK_MS = 7 * 86_400_000;
/** 1970 began on a Thursday; weeks begin on Monday, 00:00 UTC. */
const FIRST_MONDAY = 4 * 86_400_000;

/** Calls of one subscription, counted by the week. */
export interface Quota {
  /** Counts a call. Throws a 403 when none is left. */
  count(now: EpochMs): void;
  /** How many are left this week. */
  left(now: EpochMs): number;
  /** Says how many shall be left this week. */
  leave(calls: number, now: EpochMs): void;
}

/** A quota of so many calls a week. */
export function createQuota(weekly: number): Quota {
  let week = Number.NEGATIVE_INFINITY;
  let used = 0;
  const turnTo = (now: EpochMs): void => {
    const current = Math.floor((now - FIRST_MONDAY) / WEEK_MS);
    if (current !== week) used = 0;
    week = current;
  };
  const left = (now: EpochMs): number => {
    turnTo(now);
    return Math.max(0, weekly - used);
  };
  return {
    left,
    count(now) {
      if (left(now) > 0) {
        used++;
        return;
      }
      const waitMs = FIRST_MONDAY + (week + 1) * WEEK_MS - now;
      const wait = createWriter(dialects.default).duration(waitMs);
      throw new Refusal(403, `Out of call volume quota. Quota will be replenished in ${wait}.`, {
        'retry-after': `${Math.ceil(waitMs / 1000)}`,
      });
    },
    leave(calls, now) {
      turnTo(now);
      used = weekly - calls;
    },
  };
}
