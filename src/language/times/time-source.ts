import type { Temporal } from 'temporal-polyfill';
import type { Concept } from '../concepts.ts';
import type { Mark } from '../reading/mark.ts';
import type { Sign } from '../rule.ts';

/** A day of the calendar. */
export type Day = Temporal.PlainDate;

/** The marks of a question. */
export interface Marked {
  readonly marks: readonly Mark[];
}

/** What times are read from: the marks of a question, and the reader's clock. */
export interface TimeSource extends Marked {
  readonly today: Day;
  /** The reader's time of day, HH:MM. */
  readonly now: string;
  /** The reader's IANA zone. */
  readonly zone: string;
}

/** The days of the week, Monday first. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly Concept[];

/** The months, January first. */
export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const satisfies readonly Concept[];

/** Words that may stand between the words of a time, and those that tie two times together. */
const BETWEEN: readonly Sign[] = ['filler', 'at', 'around', 'what'];
const TYING: readonly Sign[] = ['until', 'since', 'between', 'and', 'now', 'am', 'pm'];

/** Whether the mark at a place has one of the signs. */
export const is = ({ marks }: Marked, at: number, ...signs: readonly Sign[]): boolean =>
  marks[at]?.signs.some((sign) => signs.includes(sign)) === true;

/** Whether a sentence ends right before a place. */
export const isBegin = ({ marks }: TimeSource, at: number): boolean => at <= 0 || marks[at - 1]?.ends === true;

/** Over small words, unless a sentence ends. */
export function skip(source: TimeSource, at: number): number {
  let next = at;
  const isHour = (): boolean => is(source, next, 'one') && is(source, next + 1, 'oclock', 'am', 'pm');
  while (!isBegin(source, next) && is(source, next, ...BETWEEN) && !is(source, next, ...TYING) && !isHour()) next++;
  return next;
}

/** Which of the names the mark at a place bears, -1 for none. */
export const nameAt = ({ marks }: TimeSource, at: number, names: readonly Concept[]): number =>
  names.findIndex((name) => marks[at]?.signs.includes(name));

/** The Monday of the reader's week. */
export const mondayOf = ({ today }: TimeSource): Day => today.subtract({ days: today.dayOfWeek - 1 });
