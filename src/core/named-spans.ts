import type { Temporal } from 'temporal-polyfill';

type Zoned = Temporal.ZonedDateTime;

/** Where a time lies that words leave open: what was, or what is to come. */
export type Direction = 'past' | 'ahead';

/** Finds a span from the moment and the zone of the reader. */
export type SpanFinder = (now: Zoned, direction: Direction) => readonly [Zoned, Zoned];

const startOfWeek = (at: Zoned): Zoned => at.startOfDay().subtract({ days: at.dayOfWeek - 1 });
const startOfMonth = (at: Zoned): Zoned => at.with({ day: 1 }).startOfDay();
const clock = (day: Zoned, hour: number): Zoned => day.withPlainTime({ hour });

/** Spans with a name of one or two words. Weeks start on Monday; a night lasts from 18:00 to 06:00. */
export const NAMED_SPANS: Readonly<Record<string, SpanFinder>> = {
  today: (now) => [now.startOfDay(), now.startOfDay().add({ days: 1 })],
  yesterday: (now) => [now.startOfDay().subtract({ days: 1 }), now.startOfDay()],
  tomorrow: (now) => [now.startOfDay().add({ days: 1 }), now.startOfDay().add({ days: 2 })],
  tonight: (now) => [clock(now, 18), clock(now.add({ days: 1 }), 6)],
  'last night': (now) => [clock(now.subtract({ days: 1 }), 18), clock(now, 6)],
  'this morning': (now) => [clock(now, 6), clock(now, 12)],
  'this week': (now) => [startOfWeek(now), startOfWeek(now).add({ weeks: 1 })],
  'last week': (now) => [startOfWeek(now).subtract({ weeks: 1 }), startOfWeek(now)],
  'next week': (now) => [startOfWeek(now).add({ weeks: 1 }), startOfWeek(now).add({ weeks: 2 })],
  'this weekend': (now) => [startOfWeek(now).add({ days: 5 }), startOfWeek(now).add({ weeks: 1 })],
  'last weekend': (now) => [startOfWeek(now).subtract({ days: 2 }), startOfWeek(now)],
  'this month': (now) => [startOfMonth(now), startOfMonth(now).add({ months: 1 })],
  'last month': (now) => [startOfMonth(now).subtract({ months: 1 }), startOfMonth(now)],
};

/** The usual hours of three shifts; Scout knows none, so a label shows them. */
const SHIFTS = [
  { name: 'day', hours: [6, 14] },
  { name: 'swing', hours: [14, 22] },
  { name: 'night', hours: [22, 6] },
] as const;

type Shift = (typeof SHIFTS)[number];

/** A shift of a day; the night's ends on the next. */
const shiftOn = (day: Zoned, { hours: [from, to] }: Shift): readonly [Zoned, Zoned] => [
  clock(day, from),
  clock(from < to ? day : day.add({ days: 1 }), to),
];

/** The shifts of yesterday, today and tomorrow, in order. */
const shiftsAround = (now: Zoned, shifts: readonly Shift[] = SHIFTS) =>
  [-1, 0, 1].flatMap((days) => shifts.map((shift) => shiftOn(now.add({ days }), shift)));

const hasBegun =
  (now: Zoned) =>
  ([from]: readonly [Zoned, Zoned]) =>
    from.epochMilliseconds <= now.epochMilliseconds;
const isNotOver =
  (now: Zoned) =>
  ([, to]: readonly [Zoned, Zoned]) =>
    to.epochMilliseconds > now.epochMilliseconds;

/** `night shift`, `last shift`: the newest that has begun, or the first that is not over; the words behind it tell its hours. */
export function shiftSpan(word: string): { readonly range: SpanFinder; readonly hours?: string } | undefined {
  if (word === 'current' || word === 'this' || word === 'last')
    return {
      range: (now) => {
        const begun = shiftsAround(now).filter(hasBegun(now));
        return begun.at(word === 'last' ? -2 : -1) ?? shiftOn(now, SHIFTS[0]);
      },
    };
  const shift = SHIFTS.find(({ name }) => name === word);
  if (shift === undefined) return undefined;
  const [from, to] = shift.hours.map((hour) => `${String(hour).padStart(2, '0')}:00`);
  return {
    hours: `(${from}..${to})`,
    range: (now, direction) => {
      const all = shiftsAround(now, [shift]);
      const found = direction === 'past' ? all.findLast(hasBegun(now)) : all.find(isNotOver(now));
      return found ?? shiftOn(now, shift);
    },
  };
}
