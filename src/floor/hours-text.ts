import { duration } from '../answers/quantities.ts';

const HOUR = 3_600;

/** Working time in hours, because its days do not have 24: `40 min`, `6 h 12 min`, `112 h`. */
export function hoursText(seconds: number): string {
  return seconds < 24 * HOUR ? duration(seconds * 1_000) : `${Math.round(seconds / HOUR)} h`;
}
