import { Temporal } from 'temporal-polyfill';
import { has } from '../reading/mark.ts';
import { MOST_UNITS, numberAt } from './read-amounts.ts';
import type { DayPart } from './read-clocks.ts';
import { type Day, is, MONTHS, mondayOf, nameAt, skip, type TimeSource, WEEKDAYS } from './time-source.ts';

/** A day somebody names. */
export interface NamedDay {
  readonly past: Day;
  /** What it means of things to come. */
  readonly ahead: Day;
  /** The hours it is about, "tonight". */
  readonly part?: DayPart;
  /** What the vocabulary calls it with these hours. */
  readonly name?: string;
  /** Named by its number in the month, which another number may follow. */
  readonly isInMonth?: true;
  /** The time of day in the same word. */
  readonly clock?: string;
  /** The place behind it. */
  readonly end: number;
}

/** The day at a place. */
export function dayAt(source: TimeSource, at: number): NamedDay | undefined {
  return (
    namedAt(source, at) ?? writtenAt(source, at) ?? weekdayAt(source, at) ?? monthDayAt(source, at) ?? agoAt(source, at)
  );
}

const plain = (day: Day, end: number): NamedDay => ({ past: day, ahead: day, end });

/** "Today", "yesterday", "last night". */
function namedAt(source: TimeSource, at: number): NamedDay | undefined {
  const { today } = source;
  const before = today.subtract({ days: 1 });
  if (is(source, at, 'today')) return { ...plain(today, at + 1), name: 'today' };
  if (is(source, at, 'yesterday')) return { ...plain(before, at + 1), name: 'yesterday' };
  if (is(source, at, 'tomorrow')) return { ...plain(today.add({ days: 1 }), at + 1), name: 'tomorrow' };
  if (is(source, at, 'day_before_yesterday')) return plain(today.subtract({ days: 2 }), at + 1);
  if (is(source, at, 'last_night') && !isNightShift(source, at))
    return { ...plain(before, at + 1), part: 'night', name: 'last_night' };
  if (is(source, at, 'tonight')) return { ...plain(today, at + 1), part: 'night', name: 'tonight' };
  if (is(source, at, 'this_morning')) return { ...plain(today, at + 1), part: 'morning', name: 'this_morning' };
  return is(source, at, 'this_afternoon') ? { ...plain(today, at + 1), part: 'afternoon' } : undefined;
}

/** "The night shift", "night handover", not "the night shift summary". */
export const isNightShift = (source: TimeSource, at: number): boolean =>
  is(source, at, 'last_night') &&
  (is(source, at + 1, 'handover') || (is(source, at + 1, 'shift') && !is(source, at + 2, 'summary')));

/** "2026-10-20", "2026-10-20T14:00". */
function writtenAt(source: TimeSource, at: number): NamedDay | undefined {
  const mark = source.marks[at];
  if (!mark?.signs.includes('@date')) return undefined;
  const [text = '', clock] = String(mark.value).split('t');
  const day = text.includes('/') ? nearestOf(text, source.today) : dateOf(text);
  return day && { ...plain(day, at + 1), ...(clock !== undefined && { clock }) };
}

/** "10/12" is the twelfth of October or the tenth of December, whichever is nearer. */
function nearestOf(text: string, today: Day): Day | undefined {
  const [first = 0, second = 0] = text.split('/').map(Number);
  const days = [dateOf(today.year, first, second), dateOf(today.year, second, first)].filter(
    (day) => day !== undefined,
  );
  const distance = (day: Day): number => Math.abs(today.until(day).days);
  return days.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** A date in figures as the calendar writes it, "20.10.2026", "3/10/2026": the day first, unless it cannot be. */
export function figuresOf(text: string): string | undefined {
  const [, first, second, year] = /^(\d{1,2})[./](\d{1,2})[./](20\d\d)$/.exec(text) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const [day, month] = Number(second) > 12 ? [second, first] : [first, second];
  return dateOf(Number(year), Number(month), Number(day))?.toString();
}

/** "Monday", "last monday", "next monday", "monday next week". */
function weekdayAt(source: TimeSource, at: number): NamedDay | undefined {
  const isOther = is(source, at, 'last', 'next');
  const start = isOther ? at + 1 : at;
  const weekday = nameAt(source, start, WEEKDAYS);
  if (weekday < 0) return undefined;
  const ofWeek = mondayOf(source).add({ days: weekday });
  if (is(source, start + 1, 'next_week')) return plain(ofWeek.add({ weeks: 1 }), start + 2);
  if (is(source, start + 1, 'last_week')) return plain(ofWeek.subtract({ weeks: 1 }), start + 2);
  const { today } = source;
  const back = (today.dayOfWeek - 1 - weekday + 7) % 7;
  const forth = (weekday - today.dayOfWeek + 1 + 7) % 7;
  return {
    past: today.subtract({ days: back === 0 && isOther ? 7 : back }),
    ahead: today.add({ days: forth === 0 && isOther ? 7 : forth }),
    end: start + 1,
  };
}

/** "20 October", "October 20th 2026", "first of october", "10月20日", "the 12th". */
function monthDayAt(source: TimeSource, at: number): NamedDay | undefined {
  const { marks } = source;
  const named = nameAt(source, at, MONTHS);
  if (named >= 0) return inMonth(source, named, dayNumber(source, at + 1), at + 2);
  const month = numberAt(marks, at);
  if (month !== undefined && is(source, at + 1, 'month') && numberAt(marks, at + 2) !== undefined)
    return inMonth(source, month - 1, numberAt(marks, at + 2), is(source, at + 3, 'day') ? at + 4 : at + 3);
  const number = dayNumber(source, at);
  if (number === undefined || marks[at]?.ends) return ordinalAt(source, at);
  const behind = skip(source, at + 1);
  if (is(source, at, 'first') && behind > at + 1 && is(source, behind, 'month'))
    return firstOfMonth(source, behind + 1);
  const later = nameAt(source, behind, MONTHS);
  return later < 0 ? ordinalAt(source, at) : inMonth(source, later, number, behind + 1);
}

const dayNumber = (source: TimeSource, at: number): number | undefined =>
  numberAt(source.marks, at) ?? (is(source, at, 'first') ? 1 : is(source, at, 'second') ? 2 : undefined);

/** The day of a month: in the year that is said, else the last one that was and the first one to come. */
function inMonth(source: TimeSource, month: number, number: number | undefined, end: number): NamedDay | undefined {
  if (number === undefined || number < 1 || number > 31) return undefined;
  const year = yearAt(source, end);
  const of = (each: number): Day | undefined => dateOf(each, month + 1, number);
  if (year !== undefined) {
    const day = of(year);
    return day && { ...plain(day, end + 1), isInMonth: true };
  }
  const { today } = source;
  const day = of(today.year);
  if (day === undefined) return undefined;
  const days = today.until(day).days;
  return {
    past: (days > HALF_A_YEAR && of(today.year - 1)) || day,
    ahead: (days < -HALF_A_YEAR && of(today.year + 1)) || day,
    end,
    isInMonth: true,
  };
}

const HALF_A_YEAR = 183;

/** A year said behind a month. */
export function yearAt(source: TimeSource, at: number): number | undefined {
  const year = source.marks[at - 1]?.ends ? undefined : numberAt(source.marks, at);
  return year !== undefined && year >= 2000 && year < 2100 ? year : undefined;
}

/** "The 12th": the last one that was, or the next. */
function ordinalAt({ marks, today }: TimeSource, at: number): NamedDay | undefined {
  const [, digits] = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(marks[at]?.text.toLowerCase() ?? '') ?? [];
  // "The 2nd last run" is no day.
  if (digits === undefined || has(marks[at + 1], 'last')) return undefined;
  const of = (months: number): Day | undefined => {
    const { year, month } = today.add({ months });
    return dateOf(year, month, Number(digits));
  };
  const now = of(0);
  const isOver = now !== undefined && Temporal.PlainDate.compare(now, today) < 0;
  const past = now && (isOver || now.equals(today)) ? now : of(-1);
  const ahead = now && !isOver ? now : of(1);
  const [first, second] = [past ?? ahead, ahead ?? past];
  return first && second && { past: first, ahead: second, isInMonth: true, end: at + 1 };
}

/** "The first of the month". */
function firstOfMonth({ today }: TimeSource, end: number): NamedDay {
  const past = today.with({ day: 1 });
  return { past, ahead: today.day === 1 ? past : past.add({ months: 1 }), isInMonth: true, end };
}

/** "Two days ago", "vor 2 tagen", "three nights ago". */
function agoAt(source: TimeSource, at: number): NamedDay | undefined {
  const isFirst = is(source, at, 'ago');
  const start = isFirst ? at + 1 : at;
  const counted = numberAt(source.marks, start);
  const number = counted ?? 1;
  if (number > MOST_UNITS) return undefined;
  const unit = counted === undefined ? skip(source, start) : start + 1;
  if (!isFirst && !is(source, unit + 1, 'ago')) return undefined;
  const end = isFirst ? unit + 1 : unit + 2;
  if (is(source, unit, 'last_night', 'night_shift'))
    return { ...plain(source.today.subtract({ days: number }), end), part: 'night' };
  if (is(source, unit, 'day')) return plain(source.today.subtract({ days: number }), end);
  return is(source, unit, 'week') ? plain(source.today.subtract({ weeks: number }), end) : undefined;
}

function dateOf(text: string): Day | undefined;
function dateOf(year: number, month: number, day: number): Day | undefined;
function dateOf(year: string | number, month = 1, day = 1): Day | undefined {
  try {
    return Temporal.PlainDate.from(typeof year === 'string' ? year : { year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
