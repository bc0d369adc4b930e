import { Temporal } from 'temporal-polyfill';
import type { Concept } from '../concepts.ts';
import { type Span, spanAt, unitSpanAt } from './read-amounts.ts';
import { isNightShift, yearAt } from './read-days.ts';
import { type Day, is, MONTHS, mondayOf, nameAt, skip, type TimeSource } from './time-source.ts';

/** A stretch of time that has a name, in the vocabulary's grammar. */
export interface Period {
  readonly text: string;
  /** What it means of things to come. */
  readonly ahead?: string;
  /** Its first moment. */
  readonly begin?: string;
  /** How long it is, where that was said. */
  readonly span?: string;
  /** The place behind it. */
  readonly end: number;
}

/** What the vocabulary calls what words mean. */
export const NAMED: Partial<Record<Concept, string>> = {
  this_week: 'this_week',
  last_week: 'last_week',
  this_month: 'this_month',
  last_month: 'last_month',
  night_shift: 'shift:night',
  day_shift: 'shift:day',
  swing_shift: 'shift:swing',
  last_shift: 'shift:last',
  current_shift: 'shift:current',
};

/** The period at a place: "this week", "last 3 days", "over the weekend", "october". */
export function periodAt(source: TimeSource, at: number): Period | undefined {
  return (
    weekendAt(source, at) ?? shiftAt(source, at) ?? countedAt(source, at) ?? weekAt(source, at) ?? monthAt(source, at)
  );
}

/** The days of a range, in the vocabulary's grammar. */
const days = (from: Day, to: Day): string => `range:${from}..${to}`;

/** The weekend: the one that was or has begun, or the one to come. */
function weekendAt(source: TimeSource, at: number): Period | undefined {
  const isLast = is(source, at, 'last');
  const start = isLast ? at + 1 : at;
  if (!is(source, start, 'weekend', 'this_weekend')) return undefined;
  if (is(source, start, 'this_weekend') && !isLast) return { text: 'this_weekend', end: start + 1 };
  const saturday = mondayOf(source).add({ days: 5 });
  const hasBegun = source.today.dayOfWeek > 5 && !isLast;
  const from = hasBegun ? saturday : saturday.subtract({ weeks: 1 });
  const text = days(from, from.add({ days: 1 }));
  return { text, ...(!isLast && { ahead: 'this_weekend' }), begin: String(from), end: start + 1 };
}

/** "The night shift", "the night crew", "the previous shift". */
function shiftAt(source: TimeSource, at: number): Period | undefined {
  // The handover is a word of its own.
  if (isNightShift(source, at)) return { text: 'shift:night', end: is(source, at + 1, 'handover') ? at + 1 : at + 2 };
  if (!is(source, at + 1, 'shift') || is(source, at + 2, 'summary') || source.marks[at]?.ends) return undefined;
  return is(source, at, 'last', 'before_it') ? { text: 'shift:last', end: at + 2 } : undefined;
}

/** "Last 24 hours", "past hour", "the 3 last days", "next 2 h". */
function countedAt(source: TimeSource, at: number): Period | undefined {
  const { marks } = source;
  const counted = (direction: string, { span, end }: Span): Period => ({ text: `${direction}:${span}`, span, end });
  const direction = directionAt(source, at);
  if (direction !== undefined && !marks[at]?.ends) {
    const behind = skip(source, at + 1);
    const span = spanAt(marks, behind) ?? unitSpanAt(marks, behind);
    return span && counted(direction, span);
  }
  const between = directionAt(source, at + 1);
  const number = between === undefined ? undefined : spanAt([...marks.slice(at, at + 1), ...marks.slice(at + 2)], 0);
  return between && number && counted(between, { span: number.span, end: at + 3 });
}

const directionAt = (source: TimeSource, at: number): 'last' | 'next' | undefined =>
  is(source, at, 'last') ? 'last' : is(source, at, 'next') ? 'next' : undefined;

function weekAt(source: TimeSource, at: number): Period | undefined {
  if (is(source, at, 'next_week')) {
    const next = mondayOf(source).add({ weeks: 1 });
    return { text: days(next, next.add({ days: 6 })), begin: String(next), end: at + 1 };
  }
  const name = (Object.keys(NAMED) as Concept[]).find((concept) => is(source, at, concept));
  const text = name && NAMED[name];
  if (text === undefined) return undefined;
  const monday = mondayOf(source);
  const first = source.today.with({ day: 1 });
  const begins: Partial<Record<string, Day>> = {
    this_week: monday,
    last_week: monday.subtract({ weeks: 1 }),
    this_month: first,
    last_month: first.subtract({ months: 1 }),
  };
  const begin = begins[text];
  return { text, ...(begin && { begin: String(begin) }), end: at + 1 };
}

/** "October", "september 2025": a month by its name, the last one that has begun. */
function monthAt(source: TimeSource, at: number): Period | undefined {
  const month = nameAt(source, at, MONTHS);
  if (month < 0 || is(source, at, 'filler')) return undefined;
  const year = yearAt(source, at + 1);
  const end = year === undefined ? at + 1 : at + 2;
  const of = (each: number): Day => Temporal.PlainDate.from({ year: each, month: month + 1, day: 1 });
  const { today } = source;
  const now = of(year ?? today.year);
  const isToCome = Temporal.PlainDate.compare(now, today) > 0;
  const first = isToCome && year === undefined ? of(today.year - 1) : now;
  const whole = (from: Day): string => days(from, from.add({ months: 1 }).subtract({ days: 1 }));
  const back = first.until(today.with({ day: 1 }), { largestUnit: 'months' }).months;
  const text = back === 0 ? 'this_month' : back === 1 ? 'last_month' : whole(first);
  return { text, ...(isToCome && { ahead: whole(now) }), begin: String(first), end };
}
