import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import { listNames } from '../answers/quantities.ts';
import type { EpochMs } from '../core/reply.ts';
import type { Timetable } from '../storage/store.ts';

/** The names of the days, Monday first. */
export const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/**
 * The first planned moment after another. A time of day that the clocks jump over comes when they have jumped, one that occurs twice comes at
 * its first occurrence.
 */
export function nextTime(timetable: Timetable, after: EpochMs): EpochMs {
  const start = new Date(after);
  const next = Math.min(
    ...cronsOf(timetable).map((cron) => cron.nextRun(start)?.getTime() ?? Number.POSITIVE_INFINITY),
  );
  const jump = zoned(after, timetable.zone).getTimeZoneTransition('next');
  return jump !== null && isJumpOverMidnight(timetable, jump) ? Math.min(next, jump.epochMilliseconds) : next;
}

/** The last planned moment before another; see `nextTime`. */
export function previousTime(timetable: Timetable, before: EpochMs): EpochMs {
  const end = new Date(before);
  const previous = Math.max(
    ...cronsOf(timetable).map((cron) => cron.previousRuns(1, end)[0]?.getTime() ?? Number.NEGATIVE_INFINITY),
  );
  const jump = zoned(before, timetable.zone).getTimeZoneTransition('previous');
  return jump !== null && isJumpOverMidnight(timetable, jump) ? Math.max(previous, jump.epochMilliseconds) : previous;
}

/** The next planned moments after another, in order. */
export function nextTimes(timetable: Timetable, after: EpochMs, amount: number): readonly EpochMs[] {
  const times: EpochMs[] = [];
  for (let at = after; times.length < amount; ) {
    at = nextTime(timetable, at);
    times.push(at);
  }
  return times;
}

/** A timetable as people say it: `Monday to Friday at 07:00, Europe/Berlin time`. */
export function timetableText({ days, times, zone }: Timetable): string {
  return `${daysText(days)} at ${listNames(times, times.length)}, ${zone.replaceAll('_', ' ')} time`;
}

/** A moment as the clocks of a zone show it: `Thu 22 Oct, 07:00`. */
export function clockText(at: EpochMs, zone: string): string {
  const date = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const day = new Intl.DateTimeFormat('en-GB', { ...date, timeZone: zone }).format(at).replace(',', '');
  return `${day}, ${zoned(at, zone).toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** Days as people say them: `every day`, `Monday to Friday`, `every Monday`. */
export function daysText(days: readonly number[]): string {
  const [first = 1, ...others] = days;
  const last = others.at(-1) ?? first;
  if (days.length === 7) return 'every day';
  if (others.length === 0) return `every ${dayName(first)}`;
  if (days.length > 2 && last - first === others.length) return `${dayName(first)} to ${dayName(last)}`;
  const names = days.map((day) => (days.length === 2 ? dayName(day) : dayName(day).slice(0, 3)));
  return listNames(names, names.length);
}

const dayName = (day: number): string => DAY_NAMES[day - 1] ?? '';

const zoned = (at: EpochMs, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** One for each time of day: only with single values does croner follow the clock in the nights when it changes. */
function cronsOf({ days, times, zone }: Timetable): readonly Cron[] {
  return times.map((time) => {
    const [hour, minute] = time.split(':').map(Number);
    return new Cron(`${minute} ${hour} * * ${days.join(',')}`, { timezone: zone });
  });
}

/** Whether clocks go over a planned time into another day (Nuuk's, from 23:00 to 00:00): croner leaves such a day out. */
function isJumpOverMidnight({ days, times }: Timetable, jump: Temporal.ZonedDateTime): boolean {
  const before = jump.subtract({ nanoseconds: 1 });
  const day = before.toPlainDate();
  const isNewDay = Temporal.PlainDate.compare(day, jump.toPlainDate()) < 0;
  if (!isNewDay || !jump.toPlainTime().equals('00:00') || !days.includes(day.dayOfWeek)) return false;
  return times.some((time) => Temporal.PlainTime.compare(time, before.toPlainTime()) > 0);
}
