import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../core/reply.ts';
import type { Concept } from './concepts.ts';
import { clockAt, numberAt, spanAt, UNITS } from './read-amounts.ts';
import type { Mark } from './read-marks.ts';
import type { Sign } from './rule.ts';

/** A time in the vocabulary's grammar; `ahead` is what it means of things to come. */
export interface TimeValue {
  readonly text: string;
  readonly ahead?: string;
  /** Said as an end: "until monday". */
  readonly isUntil?: true;
}

type Day = Temporal.PlainDate;

/** A moment somebody names: a day, a time of day, or both. */
interface Moment {
  readonly past?: Day;
  readonly ahead?: Day;
  readonly clock?: string;
  /** The place behind it. */
  readonly end: number;
}

type Found = TimeValue & { readonly end: number };

const DAYS: readonly Concept[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS: readonly Concept[] = [
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
];
const SPANS: Partial<Record<Concept, string>> = {
  last_night: 'last_night',
  this_morning: 'this_morning',
  tonight: 'tonight',
  this_week: 'this_week',
  last_week: 'last_week',
  this_month: 'this_month',
  last_month: 'last_month',
  this_weekend: 'this_weekend',
  today: 'today',
  yesterday: 'yesterday',
  tomorrow: 'tomorrow',
  night_shift: 'shift:night',
  day_shift: 'shift:day',
  swing_shift: 'shift:swing',
  last_shift: 'shift:last',
  current_shift: 'shift:current',
};
/** Words that may stand between the words of a time. */
const BETWEEN: readonly Concept[] = ['filler', 'at', 'around', 'what'];

/** Puts the marks of a time together; the marks of the words stay in `marks` for those who read days and hours by themselves. */
export function readTimes(marks: readonly Mark[], now: EpochMs, zone: string): readonly Mark[] {
  const reader = createReader(
    marks,
    Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate(),
  );
  const read: Mark[] = [];
  for (let at = 0; at < marks.length; ) {
    const mark = marks[at];
    if (mark === undefined) break;
    const found = reader.timeAt(at);
    if (found === undefined) {
      read.push(mark);
      at++;
      continue;
    }
    const last = marks[found.end - 1] ?? mark;
    const { end, ...value } = found;
    const text = marks
      .slice(at, end)
      .map((each) => each.text)
      .join(' ');
    const days = marks.slice(at, end).flatMap(({ signs }) => signs.filter((sign) => DAYS.some((day) => day === sign)));
    const clock: readonly Sign[] = value.text.startsWith('at:') ? ['@clock'] : [];
    read.push({
      signs: [value.isUntil ? '@until' : '@time', ...days, ...clock],
      text,
      from: mark.from,
      to: last.to,
      value,
      joined: false,
      ends: last.ends,
    });
    at = end;
  }
  return read;
}

function createReader(marks: readonly Mark[], today: Day) {
  const has = (at: number, ...signs: readonly Sign[]): boolean =>
    marks[at]?.signs.some((sign) => signs.includes(sign)) === true;
  const nameAt = <T extends Concept>(at: number, names: readonly T[]): number =>
    names.findIndex((name) => marks[at]?.signs.includes(name));

  /** Over small words, unless a sentence ends. */
  function skip(at: number): number {
    let next = at;
    while (
      next > 0 &&
      !marks[next - 1]?.ends &&
      marks[next]?.signs.some((sign) => BETWEEN.some((word) => word === sign))
    )
      next++;
    return next;
  }

  const monday = (): Day => today.subtract({ days: today.dayOfWeek - 1 });

  function dayAt(at: number): Moment | undefined {
    if (has(at, 'today')) return { past: today, ahead: today, end: at + 1 };
    if (has(at, 'yesterday')) return both(today.subtract({ days: 1 }), at + 1);
    if (has(at, 'tomorrow')) return both(today.add({ days: 1 }), at + 1);
    if (has(at, 'day_before_yesterday')) return both(today.subtract({ days: 2 }), at + 1);
    if (has(at, '@date')) {
      const [day, clock] = String(marks[at]?.value).split('t');
      const date = dateOf(day ?? '');
      return date && { past: date, ahead: date, end: at + 1, ...(clock !== undefined && { clock }) };
    }
    const weekday = nameAt(at, DAYS);
    if (weekday >= 0) return weekdayOf(weekday, at + 1, false);
    const named = nameAt(at + 1, DAYS);
    if (named >= 0 && has(at, 'last')) return weekdayOf(named, at + 2, true);
    if (named >= 0 && has(at, 'next')) return weekdayOf(named, at + 2, true);
    return monthDayAt(at);
  }

  const both = (day: Day, end: number): Moment => ({ past: day, ahead: day, end });

  /** The last one, today included unless another was asked for; ahead the next one. */
  function weekdayOf(weekday: number, end: number, isOther: boolean): Moment {
    const back = (today.dayOfWeek - 1 - weekday + 7) % 7;
    const forth = (weekday - today.dayOfWeek + 1 + 7) % 7;
    return {
      past: today.subtract({ days: back === 0 && isOther ? 7 : back }),
      ahead: today.add({ days: forth === 0 && isOther ? 7 : forth }),
      end,
    };
  }

  /** "20 October", "October 20". */
  function monthDayAt(at: number): Moment | undefined {
    const first = nameAt(at, MONTHS);
    const month = first >= 0 ? first : nameAt(skip(at + 1), MONTHS);
    const number = first >= 0 ? numberAt(marks, at + 1) : numberAt(marks, at);
    if (month < 0 || number === undefined || number > 31 || number < 1) return undefined;
    const date = dateOf(`${today.year}-${String(month + 1).padStart(2, '0')}-${String(number).padStart(2, '0')}`);
    return date && { past: date, ahead: date, end: first >= 0 ? at + 2 : skip(at + 1) + 1 };
  }

  /** A day, a time of day, or both in either order. `bare`: a number alone is an hour. */
  function momentAt(at: number, bare: boolean): Moment | undefined {
    const day = dayAt(at);
    if (day) {
      if (marks[day.end - 1]?.ends) return day;
      const behind = skip(day.end);
      const clock = clockAt(marks, behind, has(behind - 1, 'at', 'around') || bare);
      return clock ? { ...day, clock: clock.clock, end: clock.end } : day;
    }
    const clock = clockAt(marks, at, bare);
    if (clock === undefined) return undefined;
    const behind = marks[clock.end - 1]?.ends ? undefined : dayAt(skip(clock.end));
    return behind ? { ...behind, clock: clock.clock } : { clock: clock.clock, end: clock.end };
  }

  const written = (day: Day | undefined, clock: string | undefined): string =>
    [day?.toString(), clock].filter((part) => part !== undefined).join('T');

  function sinceAt(at: number): Found | undefined {
    if (!has(at, 'since')) return undefined;
    const start = skip(at + 1);
    const isSpan = isSince(marks[at]?.text.toLowerCase() ?? '');
    if (isSpan && has(start, 'last_night'))
      return { text: `since:${today.subtract({ days: 1 })}T18:00`, end: start + 1 };
    if (isSpan && has(start, 'this_morning')) return laterClock(start) ?? { text: 'since:06:00', end: start + 1 };
    if (isSpan && has(start, 'this_week')) return { text: `since:${monday()}`, end: start + 1 };
    if (isSpan && has(start, 'last_week')) return { text: `since:${monday().subtract({ weeks: 1 })}`, end: start + 1 };
    const ago = agoAt(start);
    if (ago && isSpan) return { text: ago.text.replace(/^(?:on|at):/, 'since:'), end: ago.end };
    const isPlainFrom = !isSince(marks[at]?.text.toLowerCase() ?? '');
    const moment = momentAt(start, true);
    if (moment === undefined) return undefined;
    const until = skip(moment.end);
    if (has(until, 'until')) {
      const to = momentAt(skip(until + 1), true);
      if (to) return rangeOf(moment, to);
    }
    if (isPlainFrom) return undefined;
    return { text: `since:${written(moment.past, moment.clock)}`, end: moment.end };
  }

  /** "This morning's round, say 8am". */
  function laterClock(at: number): Found | undefined {
    for (let i = at + 1; i < Math.min(at + 5, marks.length); i++) {
      const clock = clockAt(marks, i, false);
      if (clock) return { text: `since:${clock.clock}`, end: clock.end };
    }
    return undefined;
  }

  function betweenAt(at: number): Found | undefined {
    if (!has(at, 'between')) return undefined;
    const from = momentAt(skip(at + 1), true);
    const to = from && momentAt(skip(overTo(from.end)), true);
    return from && to && rangeOf(from, to);
  }

  const overTo = (at: number): number => (has(at, 'until', 'filler', 'and') ? at + 1 : at);

  function rangeOf(from: Moment, to: Moment): Found {
    const day = from.past ?? (to.clock !== undefined ? to.past : undefined);
    const end = to.past ?? from.past;
    return { text: `range:${written(day, from.clock)}..${written(end, to.clock)}`, end: to.end };
  }

  /** "last 24 hours", "past hour", "the 3 last days", "next 2 h". */
  function countedAt(at: number): Found | undefined {
    const direction = has(at, 'last') ? 'last' : has(at, 'next') ? 'next' : undefined;
    if (direction !== undefined && !marks[at]?.ends) {
      const span = spanAt(marks, skip(at + 1)) ?? unitSpan(skip(at + 1));
      if (span) return { text: `${direction}:${span.span}`, end: span.end };
    }
    const number = numberAt(marks, at);
    if (number !== undefined && has(at + 1, 'last', 'next')) {
      const unit = unitSpan(at + 2);
      if (unit)
        return { text: `${has(at + 1, 'last') ? 'last' : 'next'}:${number}${unit.span.slice(1)}`, end: unit.end };
    }
    return undefined;
  }

  function unitSpan(at: number): { span: string; end: number } | undefined {
    for (const [name, letter] of Object.entries(UNITS)) {
      if (has(at, name as Concept)) return { span: `1${letter}`, end: at + 1 };
    }
    return has(at, 'month') ? { span: '30d', end: at + 1 } : undefined;
  }

  function agoAt(at: number): Found | undefined {
    const span = spanAt(marks, at) ?? unitSpan(skip(at));
    if (span === undefined || !has(span.end, 'ago')) return undefined;
    const [, amount = '0', unit = ''] = /^(\d+)(.)$/.exec(span.span) ?? [];
    if (unit === 'd') return { text: `on:${today.subtract({ days: Number(amount) })}`, end: span.end + 1 };
    if (unit === 'w') return { text: `on:${today.subtract({ weeks: Number(amount) })}`, end: span.end + 1 };
    return { text: `last:${span.span}`, end: span.end + 1 };
  }

  function dayPartAt(at: number): Found | undefined {
    const day = dayAt(at);
    if (day?.past === undefined || marks[day.end - 1]?.ends) return undefined;
    const part = marks[skip(day.end)]?.text.toLowerCase() ?? '';
    const hours = { morning: '06:00 12:00', mornings: '06:00 12:00', afternoon: '12:00 18:00', evening: '18:00 22:00' }[
      part
    ];
    if (hours === undefined) return undefined;
    const [from, to] = hours.split(' ');
    const range = (of: Day | undefined): string => `range:${written(of, from)}..${written(of, to)}`;
    return { text: range(day.past), ahead: range(day.ahead), end: skip(day.end) + 1 };
  }

  function spanNamedAt(at: number): Found | undefined {
    if (has(at, 'last') && has(at + 1, 'this_weekend')) {
      const saturday = monday().subtract({ days: 2 });
      return { text: `range:${saturday}..${saturday.add({ days: 1 })}`, end: at + 2 };
    }
    if (has(at, 'this_afternoon')) return { text: `range:${today}T12:00..${today}T18:00`, end: at + 1 };
    if (has(at, 'next_week')) {
      const start = monday().add({ weeks: 1 });
      return { text: `range:${start}..${start.add({ days: 6 })}`, end: at + 1 };
    }
    const name = marks[at]?.signs.find((sign) => Object.hasOwn(SPANS, sign));
    const text = name === undefined ? undefined : Object.entries(SPANS).find(([key]) => key === name)?.[1];
    return text === undefined ? undefined : { text, end: at + 1 };
  }

  function untilAt(at: number): Found | undefined {
    if (!has(at, 'until') || marks[at]?.text === 'to') return undefined;
    const start = skip(at + 1);
    if (has(start, 'next_run', 'next_shift')) {
      return { text: has(start, 'next_run') ? 'next_run' : 'next_shift', isUntil: true, end: start + 1 };
    }
    const week = spanNamedAt(start);
    if (week && has(start, 'next_week'))
      return { text: String(monday().add({ weeks: 1 })), isUntil: true, end: week.end };
    const moment = momentAt(start, true);
    if (moment === undefined) return undefined;
    return { text: written(moment.ahead, moment.clock), isUntil: true, end: moment.end };
  }

  function pointAt(at: number): Found | undefined {
    const isIntroduced = has(at - 1, 'at', 'around') && !marks[at - 1]?.ends;
    const moment = momentAt(at, isIntroduced);
    if (moment === undefined) return undefined;
    const { past, ahead, clock, end } = moment;
    if (clock !== undefined && has(end, 'until')) {
      const to = momentAt(skip(end + 1), true);
      if (to) return rangeOf(moment, to);
    }
    if (clock !== undefined) return { text: `at:${written(past, clock)}`, ahead: `at:${written(ahead, clock)}`, end };
    if (end === at + 1 && has(at, 'today', 'yesterday', 'tomorrow')) return undefined;
    return { text: `on:${past}`, ahead: `on:${ahead}`, end };
  }

  const patterns = [sinceAt, betweenAt, untilAt, countedAt, agoAt, dayPartAt, pointAt, spanNamedAt];
  return {
    timeAt: (at: number): Found | undefined => {
      for (const pattern of patterns) {
        const found = pattern(at);
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** "From" says where something comes from; only with an end it begins a span. */
const isSince = (word: string): boolean => !/^(?:from|de|von|da|van|od|z|fra|des|du|del)$/.test(word);

function dateOf(text: string): Day | undefined {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}
