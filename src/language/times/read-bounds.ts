import { spanAt } from './read-amounts.ts';
import { clockText } from './read-clocks.ts';
import { hoursOf, type Moment, momentAt, pointOf } from './read-moments.ts';
import { periodAt } from './read-periods.ts';
import { is, isBegin, skip, type TimeSource } from './time-source.ts';
import { clocksOf, type FoundTime, rangeValue, type TimeValue } from './time-value.ts';

/** "Since monday", "from monday on", "since 3 days", "昨日から". */
export function sinceAt(source: TimeSource, at: number): FoundTime | undefined {
  const isSince = is(source, at, 'since');
  if (!isSince && !is(source, at, 'from')) return sinceBehind(source, at);
  const start = skip(source, at + 1);
  const begun = startAt(source, start) ?? beginAt(source, start) ?? (isSince ? lastingAt(source, start) : undefined);
  if (begun === undefined) return undefined;
  const isOnward = is(source, begun.end, 'onward') && !source.marks[begun.end - 1]?.ends;
  if (!isSince && !isOnward) return undefined;
  return isOnward ? { ...begun, end: begun.end + 1 } : begun;
}

/** "The start of the week": this week; "the start of last week" begins with it. */
function startAt(source: TimeSource, at: number): FoundTime | undefined {
  if (!is(source, at, 'start')) return undefined;
  const unit = skip(source, at + 1);
  const named = STARTING.find(([concept]) => is(source, unit, concept));
  return named ? { value: { text: named[1] }, end: unit + 1 } : beginAt(source, unit);
}

const STARTING = [
  ['today', 'today'],
  ['day', 'today'],
  ['week', 'this_week'],
  ['month', 'this_month'],
  ['shift', 'shift:current'],
  ['current_shift', 'shift:current'],
] as const;

/** Since the begin of what is named. */
function beginAt(source: TimeSource, at: number): FoundTime | undefined {
  const said = momentAt(source, at, spanAt(source.marks, at) === undefined);
  const period = said === undefined ? periodAt(source, at) : undefined;
  if (period?.begin) return { value: { text: `since:${period.begin}` }, end: period.end };
  const moment = said && justOver(source, said);
  return moment && { value: { text: `since:${beginOf(moment)}`, clocks: clocksOf(moment) }, end: moment.end };
}

/** "Since one o'clock" is the last one. */
function justOver({ now }: TimeSource, moment: Moment): Moment {
  const { clock, day, part } = moment;
  if (!clock?.isOpen || day !== undefined || part !== undefined || clock.hour > 5) return moment;
  const later = { ...clock, hour: clock.hour + 12, isOpen: false };
  return clockText(later) <= now ? { ...moment, clock: later } : moment;
}

function beginOf(moment: Moment): string {
  const { day, part, clock } = moment;
  if (clock !== undefined || day === undefined || part === undefined) return pointOf(moment, 'past');
  return day.name === 'this_morning' ? '06:00' : hoursOf(part, day.past).from;
}

/** "Since 3 days", "since 2 hours ago". */
function lastingAt(source: TimeSource, at: number): FoundTime | undefined {
  const span = spanAt(source.marks, at);
  const end = span && is(source, span.end, 'ago') ? span.end + 1 : span?.end;
  return span && end !== undefined ? { value: { text: `last:${span.span}`, span: span.span }, end } : undefined;
}

/** Languages that say it behind. */
function sinceBehind(source: TimeSource, at: number): FoundTime | undefined {
  const begun = isBegin(source, at) || !is(source, at - 1, 'until') ? beginAt(source, at) : undefined;
  const isBehind = begun !== undefined && !source.marks[begun.end - 1]?.ends && is(source, begun.end, 'since');
  const isDay = momentAt(source, at, false) !== undefined;
  const isNow =
    isDay && begun !== undefined && is(source, begun.end, 'until') && is(source, skip(source, begun.end + 1), 'now');
  if (begun === undefined || !(isNow || isBehind)) return undefined;
  if (isNow) return { ...begun, end: skip(source, begun.end + 1) + 1 };
  // "Yesterday since 2": what follows belongs to the next word.
  return momentAt(source, skip(source, begun.end + 1), true) ? undefined : { ...begun, end: begun.end + 1 };
}

export function untilAt(source: TimeSource, at: number): FoundTime | undefined {
  // "A run through on Sunday" goes through.
  if (!is(source, at, 'until') || is(source, at + 1, 'onward')) return undefined;
  const start = skip(source, at + 1);
  const next = nextAt(source, start);
  if (next) return next;
  const period = periodAt(source, start);
  if (period?.begin && is(source, start, 'next_week'))
    return { value: { text: period.begin, isUntil: true }, end: period.end };
  const moment = momentAt(source, start, true);
  const isOver = moment?.day?.ahead.until(source.today).days === 0 || moment?.day?.name === 'yesterday';
  if (moment === undefined || is(source, at, 'filler') || (isOver && !moment.clock && moment.day?.name))
    return undefined;
  return { value: endValue(source, moment), end: moment.end };
}

/** "The next run", "the next shift", as an end. */
function nextAt(source: TimeSource, at: number): FoundTime | undefined {
  if (is(source, at, 'next_shift')) return { value: { text: 'next_shift', isUntil: true }, end: at + 1 };
  if (is(source, at, 'next_run')) return { value: { text: 'next_run', isUntil: true }, end: at + 1 };
  const isRun = is(source, at, 'next') && is(source, at + 1, 'run', 'mission', '@mission');
  return isRun ? { value: { text: 'next_run', isUntil: true }, end: at + 2 } : undefined;
}

/** An end lies ahead: today's weekday is next week's, and a time of day that is over is tomorrow's. */
function endValue({ today, now }: TimeSource, moment: Moment): TimeValue {
  const { day, clock } = moment;
  const isOver = clock !== undefined && clockText(clock, moment.part) <= now;
  const isToday =
    day !== undefined && day.name === undefined && day.ahead.equals(today) && (clock === undefined || isOver);
  const date = day === undefined ? today.add({ days: isOver ? 1 : 0 }) : isToday ? today.add({ weeks: 1 }) : day.ahead;
  const coming = { ...moment, day: { past: date, ahead: date, end: moment.end } };
  const isPart = clock === undefined && moment.part !== undefined && day !== undefined && day.part === undefined;
  const text = isPart && moment.part ? hoursOf(moment.part, date).from : pointOf(coming, 'ahead');
  return { text, isUntil: true, clocks: clocksOf(moment) };
}

/** "Before 9 pm", "tomorrow before noon". */
export function beforeAt(source: TimeSource, at: number): FoundTime | undefined {
  if (is(source, at, 'before') && !is(source, at, 'filler')) {
    const next = nextAt(source, skip(source, at + 1));
    if (next) return { value: { ...next.value, isBefore: true }, end: next.end };
    const moment = momentAt(source, skip(source, at + 1), true);
    const period = moment === undefined ? periodAt(source, skip(source, at + 1)) : undefined;
    if (period) return { value: { text: period.begin ?? '', isUntil: true, isBefore: true }, end: period.end };
    if (moment === undefined) return undefined;
    const upTo = moment.day && moment.clock && { upTo: `range:${moment.day.past}T00:00..${pointOf(moment, 'past')}` };
    return { value: { ...endValue(source, moment), isBefore: true, ...upTo }, end: moment.end };
  }
  const day = momentAt(source, at, false);
  if (day?.day === undefined || day.clock || !is(source, day.end, 'before')) return undefined;
  const to = momentAt(source, skip(source, day.end + 1), true);
  if (to?.clock === undefined || to.day) return undefined;
  const from = { ...day, clock: { hour: 0, minute: 0, isOpen: false, isNumber: false, end: day.end } };
  return { value: rangeValue({ from, to: { ...to, day: day.day }, end: to.end }, source), end: to.end };
}
