import { Temporal } from 'temporal-polyfill';
import { UserError } from './errors.ts';
import type { Direction } from './named-spans.ts';

type Zoned = Temporal.ZonedDateTime;

/** A day, a time of day, or both, as words say it. */
export interface TimePoint {
  readonly day?: string;
  readonly clock?: string;
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const CLOCK = '(?:[01]?\\d|2[0-3]):[0-5]\\d';
const DATE = '\\d{4}-\\d\\d-\\d\\d';
const DAY = `${DATE}|today|midnight|yesterday|tomorrow|${WEEKDAYS.join('|')}|mon|tue|wed|thu|fri|sat|sun`;
const POINT = `(?:(${DAY}))?(?:(?:(?<=.)[ t])?(${CLOCK}))?`;
const ONE = new RegExp(`^${POINT}$`);
const TWO = new RegExp(`^${POINT}\\.\\.${POINT}$`);

const pointOf = (day: string | undefined, clock: string | undefined): TimePoint => ({
  ...(day !== undefined && { day }),
  ...(clock !== undefined && { clock }),
});

/** Reads `monday`, `08:00`, `2026-10-20 08:00`, in lower case. */
export function readPoint(text: string): TimePoint | undefined {
  const [, day, clock] = ONE.exec(text) ?? [];
  return day === undefined && clock === undefined ? undefined : pointOf(day, clock);
}

/** Reads two points with `..` between them: `2026-10-01..2026-10-07`, `2026-10-20 14:00..18:00`, `22:00..06:00`. */
export function readPoints(text: string): readonly [TimePoint, TimePoint] | undefined {
  const [, day, clock, endDay, endClock] = TWO.exec(text) ?? [];
  const [from, to] = [pointOf(day, clock), pointOf(endDay, endClock)];
  const isWhole = [from, to].every((point) => Object.keys(point).length > 0);
  return isWhole ? [from, to] : undefined;
}

/** The moment of a point; a day is its begin, and a time of day without one the newest that was or the first to come. Throws UserError for a date that does not exist. */
export function momentOf({ day, clock }: TimePoint, now: Zoned, direction: Direction): Zoned {
  if (day !== undefined) return onDay(dayOf(day, now, direction), clock);
  const today = onDay(now, clock);
  const isBehind = Temporal.ZonedDateTime.compare(today, now);
  if (direction === 'past') return isBehind > 0 ? onDay(now.subtract({ days: 1 }), clock) : today;
  return isBehind < 0 ? onDay(now.add({ days: 1 }), clock) : today;
}

/** The moment of a time of day on the day of another moment, or its begin. */
function onDay(day: Zoned, clock: string | undefined): Zoned {
  if (clock === undefined) return day.startOfDay();
  const [hour, minute] = clock.split(':').map(Number);
  return day.withPlainTime({ hour: hour ?? 0, minute: minute ?? 0 });
}

function dayOf(day: string, now: Zoned, direction: Direction): Zoned {
  if (day === 'today' || day === 'midnight') return now.startOfDay();
  if (day === 'yesterday') return now.startOfDay().subtract({ days: 1 });
  if (day === 'tomorrow') return now.startOfDay().add({ days: 1 });
  const weekday = WEEKDAYS.findIndex((name) => name.startsWith(day));
  if (weekday < 0) return dateOf(day).toZonedDateTime(now.timeZoneId);
  const since = (now.dayOfWeek - 1 - weekday + 7) % 7;
  return direction === 'past'
    ? now.startOfDay().subtract({ days: since })
    : now.startOfDay().add({ days: (7 - since) % 7 });
}

/** The half-open span between two points; an end that is a day is included, and one that is a time of day is the next behind the begin. */
export function spanOf(
  [from, to]: readonly [TimePoint, TimePoint],
  now: Zoned,
  direction: Direction,
): readonly [Zoned, Zoned] {
  if (to.day !== undefined) {
    const end = momentOf(to, now, direction);
    const last = to.clock === undefined ? end.add({ days: 1 }) : end;
    if (from.day !== undefined) return [momentOf(from, now, direction), last];
    const begin = onDay(end, from.clock);
    return [
      Temporal.ZonedDateTime.compare(begin, last) < 0 ? begin : onDay(end.subtract({ days: 1 }), from.clock),
      last,
    ];
  }
  if (from.day === undefined && direction === 'ahead') {
    const end = momentOf(to, now, 'ahead');
    const begin = onDay(end, from.clock);
    return [Temporal.ZonedDateTime.compare(begin, end) < 0 ? begin : onDay(end.subtract({ days: 1 }), from.clock), end];
  }
  const begin = momentOf(from, now, direction);
  const end = onDay(begin, to.clock);
  return [begin, Temporal.ZonedDateTime.compare(begin, end) < 0 ? end : onDay(begin.add({ days: 1 }), to.clock)];
}

function dateOf(word: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(word);
  } catch (cause) {
    throw new UserError(`There is no date ${word}. Write it as year-month-day, like 2026-10-20.`, {
      isCertain: true,
      cause,
    });
  }
}
