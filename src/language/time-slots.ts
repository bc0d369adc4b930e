import { Temporal } from 'temporal-polyfill';
import { slotsOf } from './intent-slots.ts';
import { goesOn, type Mark } from './mark.ts';
import { spanAt, unitSpanAt } from './read-amounts.ts';
import { clocksIn } from './said-clocks.ts';
import { has, reader, type SlotReaders, type SlotSource, some } from './slot-reader.ts';
import type { NamedDate, TimeValue } from './time-value.ts';

/** What is asked of these lies ahead: a weekday is the coming one. */
const AHEAD: readonly string[] = ['schedule_next', 'schedule_list', 'control_request', 'subscribe', 'unsubscribe'];
/** These are asked of now or of a day: other times tell why somebody asks, "customer tour at five". */
const OF_DAYS: readonly string[] = ['fleet_status', 'robot_status', 'station_status', 'bot_health', 'schedule_next'];
/** Words that set one time against another. */
const AGAINST = ['compare', 'than', 'over', 'under'] as const;
/** What a period is set against where only "the last" is said. */
const BEFORE: Readonly<Record<string, string>> = {
  this_week: 'last_week',
  this_month: 'last_month',
  today: 'yesterday',
  'shift:current': 'shift:last',
};

/** A time and the place of its mark. */
interface Said {
  readonly value: TimeValue;
  readonly at: number;
}

const timeIn = (mark: Mark): TimeValue => mark.value as TimeValue;

/** The times a question is about. */
function saidIn(source: SlotSource): readonly Said[] {
  const { marks } = source;
  const said = marks.flatMap((mark, at) =>
    has(mark, '@time') && !isReason(source, at) ? [{ value: timeIn(mark), at }] : [],
  );
  const since = said.findIndex(({ value, at }) => isPoint(value) && isSince(marks, at));
  if (since >= 0) return said.slice(since).map((each, i) => (i > 0 ? each : { ...each, value: asSince(each.value) }));
  const day = said.find(({ value }) => value.day !== undefined);
  const hours = said.find(({ value }) => isHours(value));
  if (day?.value.day === undefined || hours === undefined) return said;
  // "It fell at noon. What did Rex do today?" asks about the day.
  if (hours.at < day.at && marks.slice(hours.at, day.at).some(({ ends }) => ends)) return said;
  const { day: named } = day.value;
  return said
    .filter(({ value }) => value.day === undefined)
    .map((each) => (each === hours ? { ...each, value: onDay(each.value, named) } : each));
}

/** Whether a time only tells why it is asked, or which summary is meant: "my 5pm meeting", "the 7:00 report". */
function isReason({ marks, rule }: SlotSource, at: number): boolean {
  const mark = marks[at];
  if (mark === undefined) return false;
  // "My shift report" is a kind of summary.
  const { text, clocks = [] } = timeIn(mark);
  const isKind = text === 'shift:current' && (has(marks[at + 1], 'summary') || has(marks[at - 1], 'start'));
  if (has(marks[at - 1], 'mine') || isKind) return true;
  if (OF_DAYS.includes(rule.intent) && /^(?:at|last|shift):/.test(text)) return true;
  if (clocks.length === 0) return false;
  // "The 6 am cleaner".
  const isOwners = goesOn(mark) && has(marks[at + 1], '@unknown') && !has(marks[at - 1], 'at', 'around', 'since');
  if (isOwners && text.startsWith('at:')) return true;
  const isName = slotsOf(rule.intent).includes('selector') || rule.intent === 'shift_handover';
  const isTarget = rule.intent === 'control_request' && has(marks[at - 1], 'until');
  return isName || isTarget || has(marks[at + 1], 'offtopic');
}

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

/** Hours on a day that is named elsewhere: "today … between 9 and 12". */
function onDay(value: TimeValue, { past, ahead, isNight }: NamedDate): TimeValue {
  const dateOf = (date: string, clock: string): string =>
    isNight && clock < '12:00' ? Temporal.PlainDate.from(date).add({ days: 1 }).toString() : date;
  const on = (date: string): string => value.text.replace(/\d\d:\d\d/g, (clock) => `${dateOf(date, clock)}T${clock}`);
  return { ...value, text: on(past), ahead: on(ahead) };
}

function timesOf(source: SlotSource): { readonly time?: string; readonly vs?: string } {
  const { marks, rule } = source;
  const said = saidIn(source);
  const isAhead = AHEAD.includes(rule.intent) || (rule.intent === 'schedule_explain' && some(marks, 'dst'));
  const textOf = ({ value }: Said): string => (isAhead && value.ahead) || value.text;
  if (slotsOf(rule.intent).includes('vs')) {
    const { time, vs } = comparedIn(source, said);
    return { ...(time && { time: textOf(time) }), ...(vs && { vs: textOf(vs) }) };
  }
  const asked = said.at(-1);
  return asked ? { time: textOf(asked) } : {};
}

interface Compared {
  readonly time?: Said;
  readonly vs?: Said;
}

/** Which time is asked about, and which it is set against. */
function comparedIn({ marks, rule }: SlotSource, said: readonly Said[]): Compared {
  const isAgainst = marks.some((mark, at) => at < (said.at(-1)?.at ?? 0) && has(mark, ...AGAINST));
  const isCompared = rule.intent.endsWith('_compare') || isAgainst;
  const isSplit = isCompared && said.length === 1;
  const times = said.flatMap(({ value, at }) =>
    ((isSplit && value.ends) || [value]).map((each) => ({ value: each, at })),
  );
  const [first, second] = times.slice(-2);
  if (first === undefined) return {};
  if (second !== undefined) return isCompared ? pairOf(marks, first, second) : { time: second };
  const previous = previousOf(marks, first);
  if (previous) return { time: first, vs: previous };
  const robots = new Set(marks.flatMap((mark) => (has(mark, '@robot') ? [String(mark.value)] : [])));
  const isLasting = first.value.text.startsWith('since:') || first.value.span !== undefined;
  return isLasting || robots.size > 1 || !isCompared ? { time: first } : { vs: first };
}

/** Of two times the earlier one is what the other is set against, or the one behind "than". */
function pairOf(marks: readonly Mark[], first: Said, second: Said): Compared {
  if (first.value.text === 'last_week' && second.value.text === 'last_week')
    return { time: first, vs: weekBefore(first) };
  const isAgainst = marks.slice(first.at, second.at).some((mark) => has(mark, 'compare', 'than'));
  const isLater = (second.value.begin ?? '') > (first.value.begin ?? '');
  return !isAgainst && isLater ? { time: second, vs: first } : { time: first, vs: second };
}

/** "Last week against the week before". */
function weekBefore({ value, at }: Said): Said {
  const begin = Temporal.PlainDate.from(value.begin ?? '1970-01-05').subtract({ weeks: 1 });
  return { value: { text: `range:${begin}..${begin.add({ days: 6 })}` }, at };
}

/** "This week against last". */
function previousOf(marks: readonly Mark[], { value, at }: Said): Said | undefined {
  const against = marks.findIndex((mark) => has(mark, 'compare', 'than'));
  const isLast =
    against >= 0 && some(marks.slice(Math.max(against, at) + 1, Math.max(against, at) + 4), 'last', 'before_it');
  const text = BEFORE[value.text];
  return isLast && text !== undefined ? { value: { text }, at: against } : undefined;
}

/** Spans in a sentence, counted or else a unit alone: "for 3 days", "a week", "the next 2 hours". */
function spansIn(marks: readonly Mark[]): readonly { readonly span: string; readonly at: number }[] {
  const counted = marks.flatMap((mark, at) => {
    const span = spanAt(marks, at)?.span ?? (has(mark, '@time') ? timeIn(mark).span : undefined);
    return span === undefined || has(marks[at - 1], 'all') ? [] : [{ span, at }];
  });
  if (counted.length > 0) return counted;
  return marks.flatMap((mark, at) => {
    const span = has(marks[at - 1], 'all') || has(mark, 'per') ? undefined : unitSpanAt(marks, at)?.span;
    return span === undefined ? [] : [{ span, at }];
  });
}

/** How old at least: "older than a week", "not moved in 24 hours". */
function ageIn({ marks }: SlotSource): string | undefined {
  const [first] = spansIn(marks);
  if (first === undefined || some(marks, 'not', 'nothing', 'stuck')) return first?.span;
  return has(marks[first.at], '@time') || has(marks[first.at - 1], 'in') ? undefined : first.span;
}

/** The hours of silence: "from 22 to 6", "nothing before 6:30 or after 21:00". */
function hoursOf({ marks }: SlotSource): string | undefined {
  const clocks = clocksIn(marks, true).filter(({ at }) => !isDigest(marks, at));
  const whole = clocks.findIndex(({ at }, i) => clocks[i + 1]?.at === at);
  const [first, second] = clocks.slice(Math.max(0, whole));
  if (first === undefined || second === undefined) return undefined;
  const isBefore = (at: number): boolean => has(marks[at], '@until') && timeIn(marks[at] as Mark).isBefore === true;
  const [from, to] = isBefore(first.at) && !isBefore(second.at) ? [second, first] : [first, second];
  return `range:${from.clock}..${to.clock}`;
}

const tonightIn = (source: SlotSource): string | undefined =>
  saidIn(source).find(({ value }) => value.text === 'tonight')?.value.text;

/** Whether a time of day is that of a digest: "digest at 6:15". */
const isDigest = (marks: readonly Mark[], at: number): boolean =>
  some(marks.slice(Math.max(0, at - 3), at), 'summary') && !has(marks[at], '@until');

/** "Wrap up the week", "I missed a whole week". */
function loneIn(marks: readonly Mark[], intent: string): string | undefined {
  if (intent === 'shift_handover') return marks.some(isDayShift) ? 'shift:day' : undefined;
  if (intent === 'summary_now') return LONE.find(([unit]) => some(marks, unit))?.[1];
  return intent === 'catch_up' && some(marks, 'week', 'fortnight')
    ? `last:${spansIn(marks)[0]?.span ?? '1w'}`
    : undefined;
}

/** "A handover for days", not "the last two days". */
const isDayShift = (mark: Mark, at: number, marks: readonly Mark[]): boolean =>
  has(mark, 'day') && !has(mark, 'daily') && spanAt(marks, at - 1) === undefined && !has(marks[at - 1], 'all', 'last', 'this', 'per');

const LONE = [
  ['day', 'today'],
  ['week', 'this_week'],
  ['month', 'this_month'],
] as const;

/** Of these the time of a span alone says nothing: "tell Rex to wait 5 min". */
const WITHOUT_SPAN: readonly string[] = [...OF_DAYS, 'problem_summary', 'control_request', 'summary_explain'];

const upToOf = (marks: readonly Mark[]): string | undefined =>
  marks
    .filter((mark) => has(mark, '@until'))
    .map((mark) => timeIn(mark).upTo)
    .find((text) => text !== undefined);

function timeOf(source: SlotSource): string | undefined {
  const { marks, rule } = source;
  if (rule.intent === 'quiet_hours') return hoursOf(source) ?? tonightIn(source);
  const hasAge = slotsOf(rule.intent).includes('min_age') && ageIn(source) !== undefined;
  if (hasAge && saidIn(source).every(({ value }) => value.span !== undefined)) return undefined;
  const { time, vs } = timesOf(source);
  const upTo = time === undefined && !slotsOf(rule.intent).includes('until') ? upToOf(marks) : undefined;
  if (upTo !== undefined) return upTo;
  if (time !== undefined || vs !== undefined || hasAge || WITHOUT_SPAN.includes(rule.intent)) return time;
  const lone = loneIn(marks, rule.intent);
  if (lone) return lone;
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

const lasting = ['@span', '@number', '@time', 'minute', 'hour', 'day', 'week', 'fortnight', 'half'] as const;

/** When, how long, and against when. */
export const TIME_SLOTS: SlotReaders = {
  time: reader(['@time', '@span'], timeOf),
  vs: reader(['@time'], (source) => timesOf(source).vs),
  until: reader(['@until', 'until', 'until_then'], untilOf),
  duration: reader(lasting, ({ marks, words }) =>
    marks.some((mark) => has(mark, 'until') && !has(mark, 'filler'))
      ? undefined
      : (spansIn(marks)[0] ?? spansIn(words)[0])?.span,
  ),
  min_age: reader(lasting, ageIn),
  grace: reader(lasting, ({ marks }) => (some(marks, 'missed', 'late') ? spansIn(marks)[0]?.span : undefined)),
  rest: reader(['summary', '@clock'], ({ marks }) => {
    const digest = clocksIn(marks, false).find(({ at }) => isDigest(marks, at));
    return digest && `digest@${digest.clock}`;
  }),
};
