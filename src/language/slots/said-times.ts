import { Temporal } from 'temporal-polyfill';
import { goesOn, has, type Mark } from '../reading/mark.ts';
import type { NamedDate, TimeValue } from '../times/time-value.ts';
import { slotsOf } from './intent-slots.ts';
import type { SlotSource } from './slot-reader.ts';

/** These are asked of now or of a day: other times tell why somebody asks, "customer tour at five". */
export const OF_DAYS: readonly string[] = ['fleet_status', 'station_status', 'schedule_next'];

/** A time and the place of its mark. */
export interface Said {
  readonly value: TimeValue;
  readonly at: number;
}

/** What a mark of a time means. */
export const timeIn = (mark: Mark): TimeValue => mark.value as TimeValue;

/** The times a question is about. */
export function saidIn(source: SlotSource): readonly Said[] {
  const { marks } = source;
  const said = marks.flatMap((mark, at) =>
    has(mark, '@time') && !isReason(source, at) ? [{ value: timeIn(mark), at }] : [],
  );
  const since = said.findIndex(({ value, at }) => isPoint(value) && isSince(marks, at));
  if (since >= 0) return said.slice(since).map((each, i) => (i > 0 ? each : { ...each, value: asSince(each.value) }));
  return withDay(marks, said);
}

/** "Today … between 9 and 12": the hours are of the day. */
function withDay(marks: readonly Mark[], said: readonly Said[]): readonly Said[] {
  const named = said.find(({ value }) => value.day !== undefined);
  const hours = said.find(({ value }) => isHours(value));
  const day = named?.value.day;
  if (named === undefined || day === undefined || hours === undefined) return said;
  // "It fell at noon. What did Rex do today?" asks about the day.
  if (hours.at < named.at && marks.slice(hours.at, named.at).some(({ ends }) => ends)) return said;
  return said
    .filter(({ value }) => value.day === undefined)
    .map((each) => (each === hours ? { ...each, value: onDay(each.value, day) } : each));
}

/** Whether a time only tells why something is asked, or of whom it is: "my 5 pm meeting", "before I start my shift". */
function isReason(source: SlotSource, at: number): boolean {
  const { marks, rule } = source;
  const mark = marks[at];
  if (mark === undefined) return false;
  const { text, clocks = [] } = timeIn(mark);
  // "My shift report" is a kind of summary.
  const isOfShift = text === 'shift:current' && (has(marks[at + 1], 'summary') || has(marks[at - 1], 'start'));
  // "Now, not on monday".
  const isRefused = has(marks[at - 1], 'onward') && has(marks[at - 2], 'not');
  if (has(marks[at - 1], 'mine') || isOfShift || isRefused) return true;
  if (OF_DAYS.includes(rule.intent) && /^(?:at|last|shift):/.test(text)) return true;
  return clocks.length > 0 && (isOfOther(source, mark, at) || isName(rule.intent));
}

/** Whether a time of day belongs to something else: "the 6 am cleaner", "the 5 pm meeting", "move it to 6". */
function isOfOther({ marks, rule }: SlotSource, mark: Mark, at: number): boolean {
  const isIntroduced = has(marks[at - 1], 'at', 'around', 'since');
  const isOwned = goesOn(mark) && has(marks[at + 1], '@unknown') && !isIntroduced;
  if (isOwned && timeIn(mark).text.startsWith('at:')) return true;
  const isTarget = rule.intent === 'control_request' && has(marks[at - 1], 'until');
  return isTarget || has(marks[at + 1], 'offtopic');
}

/** Whether a time of day tells which summary is meant: "the 7:00 report". */
const isName = (intent: string): boolean => slotsOf(intent).includes('selector') || intent === 'shift_handover';

const isPoint = ({ text, day }: TimeValue): boolean => text.startsWith('at:') || day !== undefined;

/** "Since I left yesterday at 17:00", "I left on the 9th … since then", "since the round this morning, say 8". */
function isSince(marks: readonly Mark[], at: number): boolean {
  const since = marks.findIndex((mark) => has(mark, 'since', 'since_then') || isBegun(mark));
  if (since < 0 || since === at) return false;
  return since < at ? !marks.slice(since, at).some(({ ends }) => ends) : has(marks[since], 'since_then');
}

const isBegun = (mark: Mark): boolean => has(mark, '@time') && timeIn(mark).text.startsWith('since:');

const asSince = (value: TimeValue): TimeValue => ({
  text: `since:${value.text.startsWith('at:') ? value.text.slice(3) : (value.day?.past ?? value.text)}`,
});

/** Whether a time is hours of any day. */
const isHours = ({ text, clocks = [] }: TimeValue): boolean => clocks.length > 0 && !/\d{4}-\d\d/.test(text);

/** Hours on a day that is named elsewhere. */
function onDay(value: TimeValue, { past, ahead, isNight }: NamedDate): TimeValue {
  const dateOf = (date: string, clock: string): string =>
    isNight && clock < '12:00' ? Temporal.PlainDate.from(date).add({ days: 1 }).toString() : date;
  const on = (date: string): string => value.text.replace(/\d\d:\d\d/g, (clock) => `${dateOf(date, clock)}T${clock}`);
  return { ...value, text: on(past), ahead: on(ahead) };
}
