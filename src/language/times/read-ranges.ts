import { Temporal } from 'temporal-polyfill';
import { numberAt } from './read-amounts.ts';
import { hourIn } from './read-clocks.ts';
import { type Direction, type Moment, momentAt, pointOf } from './read-moments.ts';
import { type Day, is, skip, type TimeSource } from './time-source.ts';

/** A stretch from one moment to another. */
export interface Range {
  readonly from: Moment;
  readonly to: Moment;
  /** The place behind it. */
  readonly end: number;
}

/** "Between 2 and 5", "from monday to friday", "14:00-18:00". */
export function rangeAt(source: TimeSource, at: number): Range | undefined {
  const isBetween = is(source, at, 'between');
  const isFrom = is(source, at, 'from', 'since');
  const start = isBetween || isFrom ? skip(source, at + 1) : at;
  const from = endAt(source, start, isBetween || isFrom);
  if (from === undefined || source.marks[from.end - 1]?.ends) return undefined;
  const place = overTo(source, from, isBetween, isFrom);
  const to = place === undefined ? undefined : endAt(source, place, true);
  const [first, last] = to ? alike(from, to) : [];
  if (!to || !first || !last || isBare(first) || isBare(last)) return undefined;
  const end = is(source, to.end, 'until') && is(source, from.end, 'since', 'from') ? to.end + 1 : to.end;
  return { from: first, to: last, end };
}

/** A moment, or a number that the other end tells the meaning of. */
interface End extends Moment {
  readonly number?: number;
}

/** A number that is neither a day nor an hour. */
const isBare = ({ number, clock }: End): boolean => number !== undefined && clock === undefined;

function endAt(source: TimeSource, at: number, bare: boolean): End | undefined {
  const moment = momentAt(source, at, bare);
  const number = numberAt(source.marks, at);
  if (moment) return moment.clock?.isNumber && number !== undefined ? { ...moment, number } : moment;
  return number !== undefined && number >= 1 && number <= 31 && Number.isInteger(number)
    ? { number, end: at + 1 }
    : undefined;
}

/** The place of a range's end, behind the word that ties it to the begin. */
function overTo(source: TimeSource, from: End, isBetween: boolean, isFrom: boolean): number | undefined {
  const { end } = from;
  const tie = skip(source, end);
  if (source.marks[end]?.joined && momentAt(source, end, true)) return end;
  if (is(source, tie, 'until')) return skip(source, tie + 1);
  if (isBetween && is(source, tie, 'and')) return skip(source, tie + 1);
  if (isBetween && tie > end) return tie;
  // "De 9h à 11h", "dalle 9 alle 11", "9時から11時".
  if (isFrom && is(source, tie - 1, 'at') && tie > end) return tie;
  return from.clock !== undefined && is(source, end, 'since', 'from') ? skip(source, end + 1) : undefined;
}

/** What is said of one end holds for the other: "between 2 and 4 pm", "from 5 to 9 October", "october 12 to 14". */
function alike(from: End, to: End): readonly [End, End] {
  const first = from.number !== undefined && !from.day && to.day?.isInMonth && !to.clock ? numbered(to, from) : from;
  const last = to.number !== undefined && !to.day && from.day?.isInMonth && !from.clock ? numbered(from, to) : to;
  const day = first.day ?? last.day;
  const part = first.part ?? last.part;
  const shared = { ...(day && { day }), ...(part && { part }) };
  const end = { ...shared, ...last };
  return [sameHalf({ ...shared, ...first }, end), pastNoon(first, end)];
}

/** A number that is a day of the other end's month. */
function numbered({ day }: Moment, { number: dayOfMonth = 1, end }: End): End {
  if (day === undefined || !(dayOfMonth >= 1 && dayOfMonth <= 31)) return { end };
  const of = (date: Day): Day => date.with({ day: dayOfMonth });
  return { end, day: { ...day, past: of(day.past), ahead: of(day.ahead) } };
}

/** The half of the day that is said at the end holds for the begin. */
function sameHalf(from: Moment, to: Moment): Moment {
  const { clock } = from;
  if (!clock?.isOpen || !to.clock || (to.clock.isOpen && !to.part)) return from;
  const isHalved = to.clock.isHalved === true || to.part !== undefined;
  const isPm = isHalved && (clock.hour % 12) + 12 < hourIn(to.clock, to.part);
  return isPm ? { ...from, clock: { ...clock, hour: (clock.hour % 12) + 12, isOpen: false } } : from;
}

/** "From 12 to 1" ends after noon. */
function pastNoon({ clock: from }: Moment, to: End): End {
  const { clock } = to;
  if (!clock?.isOpen || !from?.isOpen || from.hour !== 12 || clock.hour > 6) return to;
  return { ...to, clock: { ...clock, hour: clock.hour + 12, isOpen: false } };
}

/** Both ends in the vocabulary's grammar; an end before the begin is on the next day, a weekday in the same week. */
export function rangeText({ from, to }: Range, direction: Direction): string {
  const day = from.day?.[direction];
  const end = to.day?.[direction];
  if (day === undefined || end === undefined) return `${pointOf(from, direction)}..${pointOf(to, direction)}`;
  if (from.day === to.day)
    return `${pointOf(from, direction)}..${isOver(from, to) ? at(to, end.add({ days: 1 })) : pointOf(to, direction)}`;
  if (Temporal.PlainDate.compare(day, end) <= 0) return `${pointOf(from, direction)}..${pointOf(to, direction)}`;
  return direction === 'past'
    ? `${at(from, day.subtract({ weeks: 1 }))}..${pointOf(to, direction)}`
    : `${pointOf(from, direction)}..${at(to, end.add({ weeks: 1 }))}`;
}

/** Whether a range on one day ends after midnight. */
const isOver = (from: Moment, to: Moment): boolean =>
  from.part !== 'night' && minutesOf(to) !== undefined && (minutesOf(to) ?? 0) <= (minutesOf(from) ?? 0);

const minutesOf = ({ clock, part }: Moment): number | undefined => clock && hourIn(clock, part) * 60 + clock.minute;

const at = (moment: Moment, day: Day): string =>
  pointOf({ ...moment, day: { past: day, ahead: day, end: moment.end } }, 'past');
