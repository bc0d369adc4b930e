import { Temporal } from 'temporal-polyfill';
import { UserError } from './errors.ts';
import type { EpochMs } from './reply.ts';
import type { Reading, Word } from './words.ts';

/** A half-open span of time, and the words for it, which read back as the same span ("yesterday", "since monday"). */
export interface TimeRange {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly label: string;
  /** The IANA zone whose days it was read by. */
  readonly zone: string;
}

type Zoned = Temporal.ZonedDateTime;
type Found = {
  readonly count: number;
  readonly range: (now: Zoned) => readonly [Zoned, Zoned];
  readonly label: string;
};

/** No word for a time is longer; what is longer is not worth looking through. */
const LONGEST_WORD = 40;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const UNITS: Readonly<Record<string, 'minutes' | 'hours' | 'days' | 'weeks'>> = {
  m: 'minutes',
  min: 'minutes',
  minute: 'minutes',
  minutes: 'minutes',
  h: 'hours',
  hr: 'hours',
  hour: 'hours',
  hours: 'hours',
  d: 'days',
  day: 'days',
  days: 'days',
  w: 'weeks',
  week: 'weeks',
  weeks: 'weeks',
};

const startOfWeek = (at: Zoned): Zoned => at.startOfDay().subtract({ days: at.dayOfWeek - 1 });
const startOfMonth = (at: Zoned): Zoned => at.with({ day: 1 }).startOfDay();
const clock = (day: Zoned, hour: number): Zoned => day.withPlainTime({ hour });

/** Spans with a name of one or two words. Weeks start on Monday; a night lasts from 18:00 to 06:00. */
const NAMED: Readonly<Record<string, Found['range']>> = {
  today: (now) => [now.startOfDay(), now.startOfDay().add({ days: 1 })],
  yesterday: (now) => [now.startOfDay().subtract({ days: 1 }), now.startOfDay()],
  tomorrow: (now) => [now.startOfDay().add({ days: 1 }), now.startOfDay().add({ days: 2 })],
  tonight: (now) => [clock(now, 18), clock(now.add({ days: 1 }), 6)],
  'last night': (now) => [clock(now.subtract({ days: 1 }), 18), clock(now, 6)],
  'this morning': (now) => [clock(now, 6), clock(now, 12)],
  'this week': (now) => [startOfWeek(now), startOfWeek(now).add({ weeks: 1 })],
  'last week': (now) => [startOfWeek(now).subtract({ weeks: 1 }), startOfWeek(now)],
  'this month': (now) => [startOfMonth(now), startOfMonth(now).add({ months: 1 })],
  'last month': (now) => [startOfMonth(now).subtract({ months: 1 }), startOfMonth(now)],
};

/** Takes the first span of time out of the words. Throws UserError for a date that does not exist or a span that ends before it starts. */
export async function readTimeRange(
  words: readonly Word[],
  now: EpochMs,
  zone: () => Promise<string>,
): Promise<Reading<TimeRange | undefined>> {
  for (let at = 0; at < words.length; at++) {
    const found = spanAt(words, at);
    if (found === undefined) continue;
    const readerZone = await zone();
    const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(readerZone);
    const [from, to] = found.range(here);
    if (Temporal.ZonedDateTime.compare(from, to) >= 0) throw new UserError(`"${found.label}" ends before it starts.`);
    const value = { from: from.epochMilliseconds, to: to.epochMilliseconds, label: found.label, zone: readerZone };
    return { value, rest: words.toSpliced(at, found.count) };
  }
  return { value: undefined, rest: words };
}

function spanAt(words: readonly Word[], at: number): Found | undefined {
  const lower = (offset: number): string => {
    const word = words[at + offset];
    if (word === undefined || word.quoted || word.text.length > LONGEST_WORD) return '';
    return word.lower.replace(/[,.?!]+$/, '');
  };
  return (
    namedSpan(lower(0), '', 1) ??
    namedSpan(lower(0), lower(1), 2) ??
    lastSpan(lower(0), lower(1), lower(2)) ??
    sinceSpan(lower(0), lower(1)) ??
    dateSpan(lower(0), lower(1))
  );
}

function namedSpan(first: string, second: string, count: 1 | 2): Found | undefined {
  const label = count === 1 ? first : `${first} ${second}`;
  const range = Object.hasOwn(NAMED, label) ? NAMED[label] : undefined;
  return range && { count, range, label };
}

/** `last 24h`, `last 7 days`, `past hour`. */
function lastSpan(first: string, second: string, third: string): Found | undefined {
  if (first !== 'last' && first !== 'past') return undefined;
  const together = /^(\d{1,4})([a-z]+)$/.exec(second);
  const [amount, word, count] = together
    ? [together[1], together[2], 2]
    : /^\d{1,4}$/.test(second)
      ? [second, third, 3]
      : ['1', second, 2];
  const unit = Object.hasOwn(UNITS, word ?? '') ? UNITS[word ?? ''] : undefined;
  if (unit === undefined || Number(amount) === 0) return undefined;
  const label = `last ${amount === '1' ? unit.slice(0, -1) : `${amount} ${unit}`}`;
  return { count, range: (now) => [now.subtract({ [unit]: Number(amount) }), now], label };
}

/** `since monday`, `since yesterday`, `since 06:00`, `since 2026-10-20`. */
function sinceSpan(first: string, second: string): Found | undefined {
  if (first !== 'since') return undefined;
  const start = momentOf(second);
  if (start === undefined)
    throw new UserError('Write `since monday`, `since yesterday`, `since 06:00` or `since 2026-10-20`.');
  return { count: 2, range: (now) => [start(now), now], label: `since ${second}` };
}

/** `2026-10-20`, `on 2026-10-20`, `2026-10-01..2026-10-07` (both days included), `on monday`. */
function dateSpan(first: string, second: string): Found | undefined {
  const word = first === 'on' ? second : first;
  const count = first === 'on' ? 2 : 1;
  const [start, end, more] = word.split('..');
  if (more !== undefined || start === undefined) return undefined;
  const isDate = /^\d{4}-\d\d-\d\d$/;
  if (WEEKDAYS.includes(start)) {
    const day = momentOf(start);
    return day && { count, range: (now) => [day(now), day(now).add({ days: 1 })], label: `on ${start}` };
  }
  if (!isDate.test(start) || (end !== undefined && !isDate.test(end))) return undefined;
  const from = dateOf(start);
  const to = dateOf(end ?? start);
  return {
    count,
    range: (now) => [from.toZonedDateTime(now.timeZoneId), to.add({ days: 1 }).toZonedDateTime(now.timeZoneId)],
    label: end === undefined ? start : word,
  };
}

function momentOf(word: string): ((now: Zoned) => Zoned) | undefined {
  const weekday = WEEKDAYS.findIndex((name) => name === word || name.slice(0, 3) === word);
  if (weekday >= 0) return (now) => now.startOfDay().subtract({ days: (now.dayOfWeek - 1 - weekday + 7) % 7 });
  if (word === 'today' || word === 'midnight') return (now) => now.startOfDay();
  if (word === 'yesterday') return (now) => now.startOfDay().subtract({ days: 1 });
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(word) ?? [];
  if (hour !== undefined) {
    return (now) => {
      const today = now.withPlainTime({ hour: Number(hour), minute: Number(minute) });
      return Temporal.ZonedDateTime.compare(today, now) <= 0 ? today : today.subtract({ days: 1 });
    };
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(word)) return undefined;
  const date = dateOf(word);
  return (now) => date.toZonedDateTime(now.timeZoneId);
}

function dateOf(word: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(word);
  } catch (cause) {
    throw new UserError(`There is no date ${word}. Write it as year-month-day, like 2026-10-20.`, { cause });
  }
}
