import type { Mark } from '../reading/mark.ts';
import { numberAt, spanAt } from './read-amounts.ts';
import { is, type Marked } from './time-source.ts';

/** Parts of a day that tell which hours are meant. */
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

/** A time of day. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** It may as well be twelve hours later: "at 2". */
  readonly isOpen: boolean;
  /** Only a number: perhaps a day of a month. */
  readonly isNumber: boolean;
  /** Before or after noon was said. */
  readonly isHalved?: true;
  /** The place behind it. */
  readonly end: number;
}

/** Up to four digits, "7", "7:30", "6h30", "0545"; behind them what a clock is called. */
const WRITTEN = /^(\d{1,2})(?:[:.h](\d\d))?(am|pm|uhr|h)?(?:ish)?$/;
const FOUR_DIGITS = /^([01]\d|2[0-3])([0-5]\d)$/;

/** Whether a word is a time of day whatever stands around it. */
export function isClockText(text: string): boolean {
  const [, hour, minute, half] = WRITTEN.exec(text) ?? [];
  if (hour === undefined) return /^0\d[0-5]\d$/.test(text);
  const isMarked = (half !== undefined && half !== 'h') || (minute !== undefined && !text.includes('.'));
  return isMarked && Number(hour) < 25 && Number(minute ?? 0) < 60;
}

/** The time of day at a place; `alone`: a number alone is an hour. */
export function clockAt(source: Marked, at: number, alone: boolean): Clock | undefined {
  const bare = alone || isJoined(source, at + 1);
  if (is(source, at, 'noon')) return exact(12, 0, at + 1);
  if (is(source, at, 'midnight')) return exact(0, 0, at + 1);
  return minutesFirst(source, at) ?? halfFirst(source, at) ?? hourFirst(source, at, bare);
}

/** Whether a hyphen ties a number to the one before it: "9-11". */
export const isJoined = (source: Marked, at: number): boolean =>
  source.marks[at]?.joined === true && (is(source, at, '@clock', '@span') || numberAt(source.marks, at) !== undefined);

const exact = (hour: number, minute: number, end: number): Clock => ({
  hour,
  minute,
  isOpen: false,
  isNumber: false,
  end,
});

/** "Half past seven", "half seven", "halb acht", "quarter to eight". */
function minutesFirst(source: Marked, at: number): Clock | undefined {
  const minutes = minutesOf(source, at);
  if (minutes === undefined || spanAt(source.marks, at)) return undefined;
  const start = is(source, at + 1, 'filler') ? at + 2 : at + 1;
  const hour = hourFirst(source, start, true);
  return hour && hour.minute === 0 ? moved(hour, minutes, hour.end) : undefined;
}

/** Minutes that a word adds to the hour it stands at. */
function minutesOf(source: Marked, at: number): number | undefined {
  if (is(source, at, 'half_to')) return -30;
  if (is(source, at, 'half_past', 'half')) return 30;
  if (is(source, at, 'quarter_past')) return 15;
  return is(source, at, 'quarter_to') ? -15 : undefined;
}

function moved(clock: Clock, minutes: number, end: number): Clock {
  const all = (clock.hour * 60 + clock.minute + minutes + 1440) % 1440;
  return { ...clock, hour: Math.floor(all / 60), minute: all % 60, isNumber: false, end };
}

/** "午後3時半": the half of the day before the hour. */
function halfFirst(source: Marked, at: number): Clock | undefined {
  if (!is(source, at, 'am', 'pm') || is(source, at, 'filler')) return undefined;
  const clock = hourFirst(source, at + 1, false);
  return clock?.isOpen ? halved(clock, is(source, at, 'pm'), clock.end) : undefined;
}

const halved = (clock: Clock, isPm: boolean, end: number): Clock => ({
  ...clock,
  hour: (clock.hour % 12) + (isPm ? 12 : 0),
  isOpen: false,
  isNumber: false,
  isHalved: true,
  end,
});

/** "7", "7:30 pm", "7 o'clock", "7 uhr 30", "7 e mezza". */
function hourFirst(source: Marked, at: number, bare: boolean): Clock | undefined {
  const mark = source.marks[at];
  const read = mark && numberOf(mark, source.marks, at, bare);
  if (mark === undefined || read === undefined || isMeasured(source, read)) return undefined;
  const hasHour =
    !read.isNumber || bare || is(source, at + 1, 'am', 'pm', 'oclock', 'half_past', 'quarter_past', 'quarter_to');
  if (!hasHour || (read.isNumber && !mark.ends && spanAt(source.marks, at) && !is(source, at + 1, 'oclock')))
    return undefined;
  if (mark.ends) return read;
  const clock = behindHour(source, read);
  return is(source, clock.end, 'am', 'pm') && !source.marks[clock.end - 1]?.ends && clock.hour <= 12
    ? halved(clock, is(source, clock.end, 'pm'), clock.end + 1)
    : clock;
}

/** "6 bar" is no hour. */
const isMeasured = (source: Marked, { isNumber, end }: Clock): boolean =>
  isNumber && source.marks[end - 1]?.ends === false && is(source, end, 'bar', 'celsius', 'fahrenheit', 'decibel');

/** What follows an hour: "o'clock", minutes, "and a half". */
function behindHour(source: Marked, clock: Clock): Clock {
  const isHour = is(source, clock.end, 'oclock');
  const end = isHour ? clock.end + 1 : clock.end;
  const hour = isHour ? { ...clock, isNumber: false, end } : clock;
  if (clock.minute > 0) return hour;
  const isBehind = is(source, end, 'half_past', 'quarter_past', 'quarter_to') || (isHour && is(source, end, 'half'));
  if (isBehind) return moved(hour, minutesOf(source, end) ?? 0, end + 1);
  const minute = isHour ? numberAt(source.marks, end) : undefined;
  if (minute === undefined || minute > 59 || !/^\d\d$/.test(source.marks[end]?.text ?? '')) return hour;
  return { ...hour, minute, end: is(source, end + 1, 'minute') ? end + 2 : end + 1 };
}

/** The digits of a time, or a number that may be an hour. */
function numberOf(mark: Mark, marks: readonly Mark[], at: number, bare: boolean): Clock | undefined {
  const text = mark.text.toLowerCase();
  const isCode = mark.signs.some((sign) => sign === '@clock' || sign === '@number' || (bare && sign === '@span'));
  const [, h, m] = (isCode && FOUR_DIGITS.exec(text)) || [];
  if (h !== undefined && (bare || text.startsWith('0') || is({ marks }, at + 1, 'until')))
    return exact(Number(h), Number(m), at + 1);
  const [, hours, minutes, half] = (isCode && WRITTEN.exec(text)) || [];
  const number = hours === undefined ? numberAt(marks, at) : Number(hours);
  if (number === undefined || !Number.isInteger(number) || number > 24 || Number(minutes ?? 0) > 59) return undefined;
  const isNumber = half === undefined && !mark.signs.includes('@clock');
  if (minutes !== undefined && isNumber && !bare && !marks[at + 1]?.signs.includes('oclock')) return undefined;
  const isOpen = half === undefined && number >= 1 && number <= 12 && !text.startsWith('0');
  const clock = { hour: number % 24, minute: Number(minutes ?? 0), isOpen, isNumber, end: at + 1 };
  return half === 'am' || half === 'pm' ? halved(clock, half === 'pm', at + 1) : clock;
}

/** The hour of a clock in a part of the day: two in the afternoon is 14. */
export function hourIn({ hour, isOpen }: Clock, part: DayPart | undefined): number {
  if (!isOpen) return hour;
  if (part === 'night') return hour >= 6 && hour < 12 ? hour + 12 : hour % 12;
  return (part === 'afternoon' || part === 'evening') && hour < 12 ? hour + 12 : hour;
}

/** As HH:MM. */
export const clockText = (clock: Clock, part?: DayPart): string =>
  `${String(hourIn(clock, part)).padStart(2, '0')}:${String(clock.minute).padStart(2, '0')}`;
