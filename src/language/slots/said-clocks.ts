import type { Mark } from '../reading/mark.ts';
import { numberAt, spanAt } from '../times/read-amounts.ts';
import { clockAt, clockText } from '../times/read-clocks.ts';
import { WEEKDAYS } from '../times/time-source.ts';
import type { TimeValue } from '../times/time-value.ts';
import { has } from './slot-reader.ts';

/** A time of day that is said, and the place of its mark. */
export interface SaidClock {
  readonly clock: string;
  readonly at: number;
}

/** Behind these a number alone is an hour. */
const BEFORE_HOUR = ['at', 'until', 'since', 'around', 'daily', 'weekdays', ...WEEKDAYS] as const;

/** Every time of day in a sentence; `tied`: also two numbers tied by "to". */
export function clocksIn(marks: readonly Mark[], tied: boolean): readonly SaidClock[] {
  return marks.flatMap((mark, at) => {
    if (has(mark, '@time', '@until')) return ((mark.value as TimeValue).clocks ?? []).map((clock) => ({ clock, at }));
    if (numberAt(marks, at) === undefined && !has(mark, '@span')) return [];
    const isTied =
      tied &&
      (has(marks[at + 1], 'until', '@until') || marks[at + 1]?.joined || mark.joined || has(marks[at - 1], 'until'));
    const isHour =
      isTied || isOfSummary(marks, at) || [marks[at - 1], marks[at - 2]].some((each) => has(each, ...BEFORE_HOUR));
    const isSpan = spanAt(marks, at) !== undefined && !has(mark, '@span');
    const clock = isHour && !isSpan ? clockAt({ marks }, at, true) : undefined;
    return clock ? [{ clock: clockText(clock), at }] : [];
  });
}

/** "Le résumé de 7h", "il riepilogo delle 8". */
const isOfSummary = (marks: readonly Mark[], at: number): boolean =>
  has(marks[at], '@number', '@span') &&
  has(marks[at - 2], 'summary') &&
  has(marks[at - 1], 'from', 'filler') &&
  !has(marks[at + 1], 'robot', 'mission', 'run', 'unit');
