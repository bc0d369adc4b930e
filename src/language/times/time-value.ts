import { clockText } from './read-clocks.ts';
import { hoursOf, type Moment, pointOf } from './read-moments.ts';
import { type Range, rangeText } from './read-ranges.ts';
import type { TimeSource } from './time-source.ts';

/** A time in the vocabulary's grammar. */
export interface TimeValue {
  readonly text: string;
  /** What it means of things to come. */
  readonly ahead?: string;
  /** Said as an end: "until monday". */
  readonly isUntil?: true;
  /** Said as a bound: "before 9 pm". */
  readonly isBefore?: true;
  /** The hours of a day before a bound: "before noon today". */
  readonly upTo?: string;
  /** The times of day in it. */
  readonly clocks?: readonly string[];
  /** A day or a part of it without a time of day. */
  readonly day?: NamedDate;
  /** Its first moment, for those that were. */
  readonly begin?: string;
  /** Two times that may be set against each other: "between today and monday". */
  readonly ends?: readonly [TimeValue, TimeValue];
  /** How long it is, where that was said. */
  readonly span?: string;
}

/** A day that hours may be named for elsewhere in a sentence. */
export interface NamedDate {
  readonly past: string;
  readonly ahead: string;
  /** Its small hours are the next day's. */
  readonly isNight?: true;
}

/** A time that was read. */
export interface FoundTime {
  readonly value: TimeValue;
  /** The place behind it. */
  readonly end: number;
}

/** A stretch from one moment to another, as a value. */
export function rangeValue(range: Range, source: TimeSource): TimeValue {
  const clocks = [range.from, range.to].flatMap(clocksOf);
  const ends = clocks.length === 0 && { ends: [pointValue(range.from), pointValue(range.to)] as const };
  const isToToday = ends && range.to.day?.name === 'today';
  const text = isToToday ? `since:${pointOf(range.from, 'past')}` : `range:${rangeText(range, 'past')}`;
  return { text, ahead: `range:${rangeText(toCome(range, source), 'ahead')}`, clocks, ...ends };
}

/** Hours that are over today are tomorrow's, of things to come. */
function toCome({ from, to, end }: Range, { now, today }: TimeSource): Range {
  const isOver = to.clock !== undefined && clockText(to.clock, to.part) <= now;
  if (from.day || to.day || !isOver || from.clock === undefined) return { from, to, end };
  const date = clockText(from.clock, from.part) <= clockText(to.clock, to.part) ? today.add({ days: 1 }) : today;
  const day = { past: date, ahead: date, end };
  return { from: { ...from, day }, to: { ...to, day }, end };
}

/** The time of day in a moment. */
export const clocksOf = ({ clock, part }: Moment): readonly string[] => (clock ? [clockText(clock, part)] : []);

/** A day, a part of a day, or a time of day, alone. */
export function pointValue(moment: Moment): TimeValue {
  const { day, part, clock } = moment;
  if (clock !== undefined) {
    const [text, ahead] = [`at:${pointOf(moment, 'past')}`, `at:${pointOf(moment, 'ahead')}`];
    return { text, ahead, begin: pointOf(moment, 'past'), clocks: clocksOf(moment) };
  }
  if (day === undefined) return { text: '' };
  const days = {
    past: String(day.past),
    ahead: String(day.ahead),
    ...(part === 'night' && { isNight: true as const }),
  };
  const begin = part === undefined ? days.past : hoursOf(part, day.past).from;
  if (day.name !== undefined && day.part === part) return { text: day.name, begin, day: days };
  if (part === undefined) return { text: `on:${days.past}`, ahead: `on:${days.ahead}`, begin, day: days };
  const [past, ahead] = [hoursOf(part, day.past), hoursOf(part, day.ahead)];
  return { text: `range:${past.from}..${past.to}`, ahead: `range:${ahead.from}..${ahead.to}`, begin, day: days };
}
