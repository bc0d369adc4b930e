import type { Mark } from '../reading/mark.ts';
import { spanAt } from '../times/read-amounts.ts';
import type { TimeValue } from '../times/time-value.ts';
import { comparedIn } from './compared-times.ts';
import { slotsOf } from './intent-slots.ts';
import { quietHoursOf, restOf } from './quiet-hours.ts';
import { OF_DAYS, type Said, saidIn, timeIn } from './said-times.ts';
import { has, type SlotReaders, type SlotSource, some } from './slot-reader.ts';
import { ageIn, spansIn } from './span-slots.ts';

/** What is asked of these lies ahead: a weekday is the coming one. */
const AHEAD: readonly string[] = ['schedule_next', 'schedule_list', 'control_request', 'subscribe', 'unsubscribe'];

function timesOf(source: SlotSource): { readonly time?: string; readonly vs?: string } {
  const { marks, rule } = source;
  const said = saidIn(source);
  const isOfDst = rule.intent === 'schedule_explain' && some(marks, 'dst');
  const isAhead = isOfDst || AHEAD.includes(rule.intent);
  const textOf = ({ value }: Said): string => (isOfDst && dayOf(value)) || (isAhead && value.ahead) || value.text;
  if (slotsOf(rule.intent).includes('vs')) {
    const { time, vs } = comparedIn(source, said);
    return { ...(time && { time: textOf(time) }), ...(vs && { vs: textOf(vs) }) };
  }
  const asked = said.at(-1);
  return asked ? { time: textOf(asked) } : {};
}

/** Clocks change on a day: its hours tell nothing. */
const dayOf = ({ ahead = '', day }: TimeValue): string | undefined =>
  day ? `on:${day.ahead}` : /^at:\d{4}/.test(ahead) ? `on:${ahead.slice(3, 13)}` : undefined;

/** What a unit alone means where something is summed up: "wrap up the week". */
const WRAPPED_UP = [
  ['day', 'today'],
  ['week', 'this_week'],
  ['month', 'this_month'],
] as const;

/** A time that only its unit tells: "wrap up the week", "I missed a whole week", "a handover for days". */
function loneIn(marks: readonly Mark[], intent: string): string | undefined {
  if (intent === 'shift_handover') return marks.some(isDayShift) ? 'shift:day' : undefined;
  if (intent === 'summary_now') return WRAPPED_UP.find(([unit]) => some(marks, unit))?.[1];
  return intent === 'catch_up' && some(marks, 'week', 'fortnight')
    ? `last:${spansIn(marks)[0]?.span ?? '1w'}`
    : undefined;
}

/** Not "the last two days". */
const isDayShift = (mark: Mark, at: number, marks: readonly Mark[]): boolean =>
  has(mark, 'day') &&
  !has(mark, 'daily') &&
  spanAt(marks, at - 1) === undefined &&
  !has(marks[at - 1], 'all', 'last', 'this', 'per');

/** Of these the time of a span alone says nothing: "tell Rex to wait 5 min". */
const WITHOUT_SPAN: readonly string[] = [...OF_DAYS, 'problem_summary', 'control_request', 'summary_explain'];

function timeOf(source: SlotSource): string | undefined {
  const { marks, rule } = source;
  const takes = (slot: string): boolean => slotsOf(rule.intent).includes(slot);
  if (rule.intent === 'quiet_hours') return quietHoursOf(source);
  const hasAge = takes('min_age') && ageIn(source) !== undefined;
  if (hasAge && saidIn(source).every(({ value }) => value.span !== undefined)) return undefined;
  const { time, vs } = timesOf(source);
  if (time !== undefined) return time;
  const upTo = takes('until') ? undefined : upToOf(marks);
  if (upTo !== undefined || vs !== undefined || hasAge || WITHOUT_SPAN.includes(rule.intent)) return upTo;
  return loneIn(marks, rule.intent) ?? lastingIn(marks);
}

/** "Before noon today": the hours before. */
const upToOf = (marks: readonly Mark[]): string | undefined =>
  marks
    .filter((mark) => has(mark, '@until'))
    .map((mark) => timeIn(mark).upTo)
    .find((text) => text !== undefined);

/** A span alone is the last one: "I was away 3 days". */
function lastingIn(marks: readonly Mark[]): string | undefined {
  const at = marks.findIndex((_, i) => spanAt(marks, i) !== undefined);
  const span = at < 0 || has(marks[at - 1], 'in', 'all') ? undefined : spanAt(marks, at)?.span;
  return span && `last:${span}`;
}

/** When it ends; "not before" is an end too, and "until then" is the time that was named. */
function untilOf({ marks }: SlotSource): string | undefined {
  const ends = marks.filter((mark) => has(mark, '@until')).map(timeIn);
  const until = ends.find(({ isBefore }) => !isBefore) ?? ends[0];
  if (until) return until.text;
  const then = some(marks, 'until_then') ? marks.find((mark) => has(mark, '@time')) : undefined;
  return then && timeIn(then).ahead?.replace(/^(?:on|at):/, '');
}

/** When, until when, and against when. */
export const TIME_SLOTS: SlotReaders = {
  time: timeOf,
  vs: (source) => timesOf(source).vs,
  until: untilOf,
  rest: restOf,
};
