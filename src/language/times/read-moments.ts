import { type Clock, clockAt, clockText, type DayPart, hourIn, isJoined } from './read-clocks.ts';
import { dayAt, type NamedDay } from './read-days.ts';
import { type Day, is, skip, type TimeSource } from './time-source.ts';

/** Which of the days a word may mean: the one that was, or the one to come. */
export type Direction = 'past' | 'ahead';

/** What somebody names: a day, a part of it, a time of day, or several of these. */
export interface Moment {
  readonly day?: NamedDay;
  readonly part?: DayPart;
  readonly clock?: Clock;
  /** The place behind it. */
  readonly end: number;
}

/** A day with what follows it, or a time of day with the day behind it; `bare`: a number alone is an hour. */
export function momentAt(source: TimeSource, at: number, bare: boolean): Moment | undefined {
  const day = dayAt(source, at);
  if (day) return withClock(source, withPart(source, { day, end: day.end, ...(day.part && { part: day.part }) }), bare);
  const part = partAt(source, at);
  const clock = clockAt(source, at, bare) ?? (part && clockAt(source, skip(source, at + 1), false));
  if (clock === undefined) return undefined;
  const alone = withPart(source, { clock, end: clock.end, ...(part && !clock.isHalved && { part }) });
  const behind =
    endsAt(source, alone.end) || isJoined(source, alone.end) ? undefined : dayAt(source, skip(source, alone.end));
  if (behind === undefined || behind.clock !== undefined) return alone;
  return withPart(source, { ...alone, day: behind, end: behind.end, ...(behind.part && { part: behind.part }) });
}

const endsAt = ({ marks }: TimeSource, end: number): boolean => marks[end - 1]?.ends === true;

/** "Yesterday evening", "tomorrow in the morning". */
function withPart(source: TimeSource, moment: Moment): Moment {
  if (moment.part !== undefined || endsAt(source, moment.end)) return moment;
  const at = skip(source, moment.end);
  const part = partAt(source, at);
  const isHalf = is(source, at, 'am', 'pm') && clockAt(source, at, false) !== undefined;
  const isVerb = at > moment.end && is(source, at, 'am') && is(source, at, 'filler');
  return part === undefined || isHalf || isVerb ? moment : { ...moment, part, end: at + 1 };
}

function partAt(source: TimeSource, at: number): DayPart | undefined {
  if (is(source, at, 'morning')) return 'morning';
  if (is(source, at, 'afternoon')) return 'afternoon';
  if (is(source, at, 'evening')) return 'evening';
  if (is(source, at, 'last_night') && source.marks[at]?.text.includes(' ') === false) return 'night';
  if (is(source, at, 'am')) return 'morning';
  return is(source, at, 'pm') ? 'afternoon' : undefined;
}

function withClock(source: TimeSource, moment: Moment, bare: boolean): Moment {
  if (endsAt(source, moment.end)) return moment;
  const written = moment.day?.clock?.split(':').map(Number);
  if (written) {
    const [hour = 0, minute = 0] = written;
    return { ...moment, clock: { hour, minute, isOpen: false, isNumber: false, end: moment.end } };
  }
  const behind = skip(source, moment.end);
  const clock = clockAt(source, behind, is(source, behind - 1, 'at', 'around') || bare);
  if (clock === undefined || (clock.isNumber && moment.day?.isInMonth && !is(source, behind - 1, 'at', 'around')))
    return moment;
  return withPart(source, { ...moment, clock, end: clock.end });
}

/** A moment as a point of the vocabulary's time grammar. */
export function pointOf(moment: Moment, direction: Direction): string {
  const { day, part, clock } = moment;
  const date = day && dateIn(moment, day[direction]);
  return [date?.toString(), clock && clockText(clock, part)].filter((text) => text !== undefined).join('T');
}

/** The small hours of a night are the next day's. */
function dateIn({ part, clock }: Moment, date: Day): Day {
  return part === 'night' && clock !== undefined && hourIn(clock, part) < 12 ? date.add({ days: 1 }) : date;
}

const HOURS = {
  morning: ['06:00', '12:00'],
  afternoon: ['12:00', '18:00'],
  evening: ['18:00', '22:00'],
  night: ['18:00', '06:00'],
} as const;

/** When a part of a day begins and ends. */
export function hoursOf(part: DayPart, day: Day): { readonly from: string; readonly to: string } {
  const [from, to] = HOURS[part];
  return { from: `${day}T${from}`, to: `${part === 'night' ? day.add({ days: 1 }) : day}T${to}` };
}
