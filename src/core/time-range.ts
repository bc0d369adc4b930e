import { Temporal } from 'temporal-polyfill';
import { UserError } from './errors.ts';
import { type Direction, NAMED_SPANS, type SpanFinder, shiftSpan } from './named-spans.ts';
import type { EpochMs } from './reply.ts';
import { momentOf, readPoint, readPoints, spanOf, type TimePoint } from './time-point.ts';
import type { Reading, Word } from './words.ts';

/** A half-open span of time, and the words for it, which read back as the same span ("yesterday", "since monday"). */
export interface TimeRange {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly label: string;
  /** The IANA zone whose days it was read by. */
  readonly zone: string;
}

interface Found {
  /** How many words it took. */
  readonly count: number;
  readonly range: SpanFinder;
  readonly label: string;
}

/** No word for a time is longer; what is longer is not worth looking through. */
const LONGEST_WORD = 40;
/** No time has more words. */
const MOST_WORDS = 4;
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

/**
 * Takes the first span of time out of the words; `direction` says where one lies that they leave open. Throws UserError for a date that does
 * not exist or a span that ends before it starts.
 */
export async function readTimeRange(
  words: readonly Word[],
  now: EpochMs,
  zone: () => Promise<string>,
  direction: Direction = 'past',
): Promise<Reading<TimeRange | undefined>> {
  for (let at = 0; at < words.length; at++) {
    const found = spanAt(words.slice(at, at + MOST_WORDS).map(plainWord), direction);
    if (found === undefined) continue;
    const readerZone = await zone();
    const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(readerZone);
    const [from, to] = found.range(here, direction);
    if (Temporal.ZonedDateTime.compare(from, to) >= 0) throw new UserError(`"${found.label}" ends before it starts.`);
    const value = { from: from.epochMilliseconds, to: to.epochMilliseconds, label: found.label, zone: readerZone };
    return { value, rest: words.toSpliced(at, found.count) };
  }
  return { value: undefined, rest: words };
}

/** A word as times are written; nothing for one in quotes, which is a name. */
function plainWord({ lower, text, quoted }: Word): string {
  return quoted || text.length > LONGEST_WORD ? '' : lower.replace(/[,.?!]+$/, '');
}

function spanAt(words: readonly string[], direction: Direction): Found | undefined {
  const [first = ''] = words;
  if (first === '') return undefined;
  return (
    sinceSpan(words) ?? betweenSpan(words) ?? pointSpan(words) ?? namedSpan(words) ?? countedSpan(words, direction)
  );
}

function namedSpan([first = '', second = '', third = '']: readonly string[]): Found | undefined {
  for (const [label, count] of [
    [first, 1],
    [`${first} ${second}`, 2],
  ] as const) {
    const range = Object.hasOwn(NAMED_SPANS, label) ? NAMED_SPANS[label] : undefined;
    if (range) return { count, range, label };
  }
  const shift = second === 'shift' ? shiftSpan(first) : undefined;
  if (shift === undefined) return undefined;
  const { hours, range } = shift;
  const label = hours === undefined ? `${first} shift` : `${first} shift ${hours}`;
  return { count: third === hours ? 3 : 2, range, label };
}

/** `last 24h`, `last 7 days`, `past hour`, `next 4h`; ahead also `4h` alone. */
function countedSpan(words: readonly string[], direction: Direction): Found | undefined {
  const [first = ''] = words;
  const isLast = first === 'last' || first === 'past';
  const isAlone = direction === 'ahead' && /^\d/.test(first);
  if (!isLast && first !== 'next' && !isAlone) return undefined;
  const [second = '', third = ''] = isAlone ? words : words.slice(1);
  const together = /^(\d{1,4})([a-z]+)$/.exec(second);
  const [amount = '', word = '', count] = together
    ? [together[1], together[2], 1]
    : /^\d{1,4}$/.test(second)
      ? [second, third, 2]
      : ['1', second, 1];
  const unit = Object.hasOwn(UNITS, word) ? UNITS[word] : undefined;
  if (unit === undefined || Number(amount) === 0) return undefined;
  const span = { [unit]: Number(amount) };
  const said = amount === '1' ? unit.slice(0, -1) : `${amount} ${unit}`;
  return {
    count: isAlone ? count : count + 1,
    range: (now) => (isLast ? [now.subtract(span), now] : [now, now.add(span)]),
    label: `${isLast ? 'last' : 'next'} ${said}`,
  };
}

/** `since monday`, `since yesterday`, `since 06:00`, `since 2026-10-20 06:00`. */
function sinceSpan([first, ...words]: readonly string[]): Found | undefined {
  if (first !== 'since') return undefined;
  const said = pointIn(words);
  if (said === undefined)
    throw new UserError('Write `since monday`, `since yesterday`, `since 06:00` or `since 2026-10-20 06:00`.');
  const { point, count, text } = said;
  return { count: count + 1, range: (now) => [momentOf(point, now, 'past'), now], label: `since ${text}` };
}

/** `2026-10-01..2026-10-07` (both days included), `2026-10-20 14:00..18:00`, `22:00..06:00`. */
function betweenSpan(words: readonly string[]): Found | undefined {
  for (const count of [3, 2, 1]) {
    const text = words.slice(0, count).join(' ');
    const points = words.length < count ? undefined : readPoints(text);
    if (points) return { count, range: (now, direction) => spanOf(points, now, direction), label: text };
  }
  return undefined;
}

/** A day, `2026-10-20` or `on monday`, or half an hour before and after a time, `at 15:00`. */
function pointSpan(words: readonly string[]): Found | undefined {
  const [first = ''] = words;
  const isTied = first === 'on' || first === 'at';
  const said = pointIn(isTied ? words.slice(1) : words);
  if (said === undefined) return undefined;
  const { point, text } = said;
  const isDay = point.clock === undefined && point.day !== 'midnight';
  // Alone, a time of day may be a number, and a short weekday a name.
  const isTime =
    isTied || (isDay ? /^\d|day$/.test(text) && !Object.hasOwn(NAMED_SPANS, text) : point.day !== undefined);
  if (!isTime || (text === 'midnight' && first !== 'at')) return undefined;
  const count = said.count + (isTied ? 1 : 0);
  const range: SpanFinder = (now, direction) => {
    const moment = momentOf(point, now, direction);
    const half = { minutes: 30 };
    return isDay ? [moment, moment.add({ days: 1 })] : [moment.subtract(half), moment.add(half)];
  };
  if (!isDay) return { count, range, label: `at ${text}` };
  return { count, range, label: /^\d/.test(text) ? text : `on ${text}` };
}

/** The point that the first words tell: a day and a time of day, or one of them. */
function pointIn(
  words: readonly string[],
): { readonly point: TimePoint; readonly count: number; readonly text: string } | undefined {
  for (const count of [2, 1]) {
    const text = words.slice(0, count).join(' ');
    const point = words.length < count ? undefined : readPoint(text);
    if (point) return { point, count, text };
  }
  return undefined;
}
