import type { Mark } from '../reading/mark.ts';
import type { Sign } from '../rule.ts';
import { slotsOf } from './intent-slots.ts';
import { has, type SlotReaders, type SlotSource, some } from './slot-reader.ts';

/** What is named by which words, the most telling first. */
type Meanings = readonly (readonly [Sign, string])[];

const READINGS: Meanings = [
  ['temperature', 'temperature'],
  ['celsius', 'temperature'],
  ['fahrenheit', 'temperature'],
  ['pressure', 'pressure'],
  ['bar', 'pressure'],
  ['sound_level', 'sound_level'],
];
/** A floor's plan is what it is measured against. */
const FLOOR: Meanings = [
  ['yield', 'first_pass_yield'],
  ['pace', 'pace_vs_plan'],
  ['schedule', 'pace_vs_plan'],
  ['late', 'pace_vs_plan'],
  ['production', 'units_done'],
  ['unit', 'units_done'],
];
const RUNS: Meanings = [
  ['rate', 'success_rate'],
  ['distance', 'distance_m'],
  ['how_far', 'distance_m'],
  ['motors_on', 'motors_on_s'],
  ['how_long', 'duration_s'],
  ['duration', 'duration_s'],
];
/** What a rule watches is named by a noun: neither "hotter" nor "90 dB" is one. */
const WATCHED = READINGS.filter(([sign]) => ['temperature', 'pressure', 'sound_level'].includes(sign));
const NO_NOUN: readonly Sign[] = ['more', 'less', 'over', 'under', 'celsius', 'fahrenheit', 'bar', 'decibel'];

const meaningIn = (marks: readonly Mark[], meanings: Meanings): string | undefined =>
  meanings.find(([sign]) => some(marks, sign))?.[1];

const isFloor = (intent: string): boolean => /^(?:wo|station)_/.test(intent);
const isRuns = (intent: string): boolean => intent === 'run_stats' || intent === 'run_compare';

/** "How many runs and how long": what "and" joins may name two quantities. */
function clausesOf(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  const ends = marks.flatMap((mark, i) => (has(mark, 'and') ? [i] : []));
  return [0, ...ends].map((from, i) => marks.slice(from, ends[i] ?? marks.length));
}

function quantityIn(marks: readonly Mark[], intent: string): string | undefined {
  if (isRuns(intent)) return quantityOfRuns(marks);
  if (isFloor(intent)) return meaningIn(marks, FLOOR);
  if (slotsOf(intent).includes('event') || intent === 'subscription_list')
    return meaningIn(
      marks.filter((mark) => !has(mark, ...NO_NOUN)),
      WATCHED,
    );
  return meaningIn(marks, READINGS);
}

function quantityOfRuns(marks: readonly Mark[]): string | undefined {
  const isCounted = some(marks, 'how_many', 'how_often');
  if (some(marks, 'rate') && !(isCounted && some(marks, 'failed', 'error'))) return 'success_rate';
  if (isCounted && some(marks, 'hour', 'minute')) return some(marks, 'motors_on') ? 'motors_on_s' : 'duration_s';
  // "Failed walks" are missions.
  const named = meaningIn(some(marks, 'failed') ? marks.filter((mark) => !has(mark, 'mission')) : marks, RUNS);
  if (some(marks, 'failed', 'error') && (named === undefined || isCounted)) return 'failures';
  return named ?? (isNumberOfRuns(marks) ? 'count' : undefined);
}

const RUN_WORDS = ['run', 'mission', 'done', '@mission'] as const;

/** "How many runs", "who ran the most", "fewer missions than": not "is it going better". */
function isNumberOfRuns(marks: readonly Mark[]): boolean {
  if (some(marks, 'how_many', 'how_often', 'total', 'per', 'most', 'least')) return some(marks, ...RUN_WORDS);
  return marks.some((mark, i) => has(mark, 'more', 'less') && some(marks.slice(i + 1, i + 3), ...RUN_WORDS));
}

/** Stops of machines, and hours that people put in, are no units. */
const isOfStops = (marks: readonly Mark[]): boolean =>
  some(marks, 'down', 'stop', 'stopped', 'idle', 'applied', 'broken') ||
  (some(marks, 'machine') && !some(marks, 'per', 'which'));

/** The quantity that is asked for, or several of them. */
export function metricOf({ marks, rule: { intent } }: SlotSource): string | readonly string[] | undefined {
  const named = [...new Set(clausesOf(marks).flatMap((clause) => quantityIn(clause, intent) ?? []))];
  if (named.length > 1) return named;
  const whole = quantityIn(marks, intent);
  if (whole !== undefined) return whole;
  // Floor figures are units made unless another is named; what runs are asked for by "how many" is their number.
  if (isFloor(intent)) return isOfStops(marks) ? undefined : 'units_done';
  return isRuns(intent) && some(marks, 'how_many', 'how_often') ? 'count' : undefined;
}

const DAYS: Meanings = [
  ['day', 'day'],
  ['daily', 'day'],
];
const FLOOR_GROUPS: Meanings = [['station', 'station'], ['machine', 'station'], ['dock', 'station'], ...DAYS];
const READING_GROUPS: Meanings = [
  ['asset', 'asset'],
  ['machine', 'asset'],
  ['gauge', 'asset'],
];
const RUN_GROUPS: Meanings = [
  ['robot', 'robot'],
  ['bot', 'robot'],
  ['mission', 'mission'],
  ['asset', 'asset'],
  ...DAYS,
];

function groupsOf(intent: string): Meanings {
  if (isFloor(intent)) return FLOOR_GROUPS;
  return intent.startsWith('reading_') ? READING_GROUPS : RUN_GROUPS;
}

const SUPERLATIVES = ['most', 'least', 'worst'] as const;

/** What is set side by side: "per robot", "which station", "the best day". */
function groupOf({ marks, rule: { intent } }: SlotSource): string | undefined {
  const groups = groupsOf(intent);
  const firstOf = (some: readonly Mark[]): string | undefined =>
    some.flatMap((mark) => groups.find(([sign]) => has(mark, sign))?.[1] ?? [])[0];
  const near = (sign: Sign): string | undefined => {
    const at = marks.findIndex((mark) => has(mark, sign));
    return at < 0 ? undefined : firstOf(marks.slice(at, at + 4));
  };
  const told = near('per') ?? near('which');
  if (told !== undefined) return told;
  // Only robots walk: "which one went the furthest".
  if (
    groups === RUN_GROUPS &&
    some(marks, 'which') &&
    some(marks, 'most', 'least') &&
    some(marks, 'distance', 'how_far')
  )
    return 'robot';
  if (some(marks, 'daily')) return firstOf(marks.filter((mark) => has(mark, 'daily')));
  if (some(marks, 'who') && groups === RUN_GROUPS) return 'robot';
  // "The highest of all assets" is one number.
  const single = marks.filter((_, i) => !has(marks[i - 1], 'all'));
  return some(marks, ...SUPERLATIVES) ? firstOf(single) : undefined;
}

/** Of these less is better, so the worst is the highest. */
const LESS_IS_BETTER = ['failures', 'duration_s', 'temperature', 'pressure', 'sound_level'];

function extremeOf(source: SlotSource): 'max' | 'min' | undefined {
  const { marks } = source;
  const isBattery = source.rule.intent === 'robot_battery';
  if (some(marks, 'worst')) return LESS_IS_BETTER.includes(String(metricOf(source))) ? 'max' : 'min';
  // "Closest to empty", "flat first", "furthest down", "furthest behind the plan".
  const isLow = isBattery ? some(marks, 'low', 'down') : isFloor(source.rule.intent) && some(marks, 'late');
  if (isLow && some(marks, 'most', 'first')) return 'min';
  if (some(marks, 'most')) return 'max';
  return some(marks, 'least') ? 'min' : undefined;
}

const isList = (intent: string): boolean => intent.endsWith('_list') || intent === 'cross_link';

/** "The most" of a list tells its order, unless things are set side by side by it. */
function aggOf(source: SlotSource): string | undefined {
  const { marks, rule } = source;
  if (!isList(rule.intent)) return extremeOf(source);
  const extreme = rule.intent === 'anomaly_list' && groupOf(source) !== undefined ? extremeOf(source) : undefined;
  return extreme ?? (some(marks, 'how_many', 'how_much') ? 'count' : undefined);
}

/** Which quantity is asked for, its highest or lowest, and what is set side by side. */
export const METRIC_SLOTS: SlotReaders = {
  metric: metricOf,
  agg: aggOf,
  group_by: groupOf,
};
