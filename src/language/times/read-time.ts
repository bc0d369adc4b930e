import type { Concept } from '../concepts.ts';
import type { Sign } from '../rule.ts';
import { NUMBERS } from './numbers.ts';
import { spanAt, unitSpanAt } from './read-amounts.ts';
import { beforeAt, sinceAt, untilAt } from './read-bounds.ts';
import { momentAt } from './read-moments.ts';
import { NAMED, periodAt } from './read-periods.ts';
import { rangeAt } from './read-ranges.ts';
import { inZone, zoneAt } from './time-in-zone.ts';
import { is, isBegin, MONTHS, skip, type TimeSource, WEEKDAYS } from './time-source.ts';
import { type FoundTime, pointValue, rangeValue, type TimeValue } from './time-value.ts';

/** With what a time can begin; other marks need not be looked at. */
const BEGINS: ReadonlySet<Sign> = new Set<Sign>([
  ...(['@date', '@clock', '@span', '@number', 'today', 'yesterday', 'tomorrow', 'day_before_yesterday'] as const),
  ...([
    'last_night',
    'tonight',
    'this_morning',
    'this_afternoon',
    'morning',
    'afternoon',
    'evening',
    'am',
    'pm',
  ] as const),
  ...(['noon', 'midnight', 'half', 'half_past', 'half_to', 'quarter_past', 'quarter_to', 'quarter_hour'] as const),
  ...(['minute', 'hour', 'day', 'week', 'fortnight', 'month', 'weekend', 'this_weekend', 'next_week'] as const),
  ...(['last', 'next', 'first', 'second', 'before_it', 'ago', 'since', 'from', 'until', 'before', 'between'] as const),
  ...WEEKDAYS,
  ...MONTHS,
  ...(Object.keys(NAMED) as Concept[]),
  ...(Object.keys(NUMBERS) as Concept[]),
]);

/** The time that begins at a place. */
export function timeAt(source: TimeSource, at: number): FoundTime | undefined {
  if (!source.marks[at]?.signs.some((sign) => BEGINS.has(sign))) return undefined;
  const found = readAt(source, at);
  if (found === undefined) return undefined;
  const zone = zoneAt(source, found.end);
  return zone === undefined ? found : { value: inZone(found.value, zone, source), end: found.end };
}

function readAt(source: TimeSource, at: number): FoundTime | undefined {
  return (
    overEach(source, at) ??
    stretchAt(source, at) ??
    sinceAt(source, at) ??
    untilAt(source, at) ??
    beforeAt(source, at) ??
    agoAt(source, at) ??
    pointAt(source, at) ??
    named(source, at)
  );
}

/** "Week over week", "month on month". */
function overEach(source: TimeSource, at: number): FoundTime | undefined {
  const unit = is(source, at, 'week') ? 'week' : is(source, at, 'month') ? 'month' : undefined;
  if (unit === undefined || !is(source, at + 1, 'over', 'filler') || !is(source, at + 2, unit)) return undefined;
  const ends: readonly [TimeValue, TimeValue] = [
    { text: `last_${unit}`, begin: '0' },
    { text: `this_${unit}`, begin: '1' },
  ];
  return { value: { text: `this_${unit}`, ends }, end: at + 3 };
}

function stretchAt(source: TimeSource, at: number): FoundTime | undefined {
  const range = rangeAt(source, at);
  return range && { value: rangeValue(range, source), end: range.end };
}

/** "2 hours ago", "vor 2 stunden"; days and weeks ago are days. */
function agoAt(source: TimeSource, at: number): FoundTime | undefined {
  const isFirst = is(source, at, 'ago');
  const start = isFirst ? at + 1 : at;
  const { marks } = source;
  const span = spanAt(marks, start) ?? unitSpanAt(marks, skip(source, start));
  if (span === undefined || !/[mh]$/.test(span.span) || !(isFirst || is(source, span.end, 'ago'))) return undefined;
  return { value: { text: `last:${span.span}` }, end: isFirst ? span.end : span.end + 1 };
}

function pointAt(source: TimeSource, at: number): FoundTime | undefined {
  const isIntroduced = !isBegin(source, at) && is(source, at - 1, 'at', 'around');
  // "The round from 9 this morning".
  const isOfDay = is(source, at - 1, 'from') && momentAt(source, at, true)?.day !== undefined;
  const moment = momentAt(source, at, isIntroduced || isOfDay);
  if (moment === undefined) return undefined;
  const next =
    !moment.clock && is(source, moment.end, 'and') ? momentAt(source, skip(source, moment.end + 1), false) : undefined;
  const isPair = moment.day && !moment.part && !next?.clock && next?.day?.past.equals(moment.day.past.add({ days: 1 }));
  const range = isPair && next ? rangeValue({ from: moment, to: next, end: next.end }, source) : undefined;
  return range ? { value: range, end: next?.end ?? moment.end } : { value: pointValue(moment), end: moment.end };
}

function named(source: TimeSource, at: number): FoundTime | undefined {
  const period = periodAt(source, at);
  if (period === undefined) return undefined;
  const { end, ...value } = period;
  return { value, end };
}
