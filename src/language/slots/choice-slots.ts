import type { Concept } from '../concepts.ts';
import type { Mark } from '../reading/mark.ts';
import { numberAt, spanAt } from '../times/read-amounts.ts';
import { slotsOf } from './intent-slots.ts';
import { metricOf } from './metric-slots.ts';
import { has, isDenied, oneOf, type SlotReaders, type SlotSource, some } from './slot-reader.ts';

type Choices = readonly (readonly [Concept, string])[];

const OUTCOMES: Choices = [
  ['error', 'error'],
  ['missed', 'dispatch_failed'],
  ['failed', 'failed'],
  ['stopped', 'stopped'],
  ['stop', 'stopped'],
  ['skipped', 'skipped'],
  ['succeeded', 'success'],
  ['fine', 'success'],
];
const OUTCOME_SIGNS = OUTCOMES.map(([concept]) => concept);

/** The outcome that marks tell, at a place where it counts. */
function outcomeIn(marks: readonly Mark[], counts: (at: number) => boolean): string | undefined {
  for (const [concept, outcome] of OUTCOMES) {
    const at = marks.findIndex((mark, i) => has(mark, concept) && counts(i));
    if (at < 0) continue;
    return outcome === 'success' && isDenied(marks, at) ? 'failed' : outcome;
  }
  return undefined;
}

const RUN_WORDS = ['run', 'mission', 'action', '@mission'] as const;

/** The nearest mark in a direction that says something. */
function neighbour(marks: readonly Mark[], at: number, step: 1 | -1): Mark | undefined {
  let i = at + step;
  while (has(marks[i], 'filler', 'any')) i += step;
  return marks[i];
}

/** "The last failed run", "when did it last fail"; but "did the last run fail" asks for the outcome. */
function choosesLast(marks: readonly Mark[], at: number): boolean {
  if (some(marks, 'when', 'which') || isRelative(marks, at)) return true;
  // A phrase is a verb: "make it through the patrol".
  const isVerb = marks[at]?.from !== marks[at]?.to;
  return !isVerb && (has(marks[at + 1], ...RUN_WORDS) || has(neighbour(marks, at, -1), 'last'));
}

/** "The last run that failed". */
const isRelative = (marks: readonly Mark[], at: number): boolean =>
  marks.some((mark, i) => i < at && has(mark, 'this') && has(marks[i - 1], ...RUN_WORDS));

function outcomeOf(source: SlotSource): string | undefined {
  const { marks, rule } = source;
  const tellsOutcome = (at: number): boolean => has(marks[at], ...OUTCOME_SIGNS.filter((sign) => sign !== 'fine'));
  // "Good runs", "went fine": elsewhere it is courtesy.
  const tells = (at: number): boolean =>
    !marks[at]?.leftOut &&
    (tellsOutcome(at) ||
      has(marks[at + 1], ...RUN_WORDS) ||
      has(marks[at - 1], 'done') ||
      some(marks.slice(0, at), 'went'));
  if (rule.intent === 'run_last') return outcomeIn(marks, (at) => tellsOutcome(at) && choosesLast(marks, at));
  if (rule.intent === 'events_list') return outcomeOfActions(marks, tells);
  if (rule.intent !== 'run_stats') return outcomeIn(marks, tells);
  // The quantity is the outcome.
  const isMetric = [metricOf(source)].flat().some((metric) => metric === 'failures' || metric === 'success_rate');
  return isMetric ? undefined : outcomeIn(marks, tells);
}

/** Actions are skipped where runs are missed; what "could not be read" failed. */
function outcomeOfActions(marks: readonly Mark[], counts: (at: number) => boolean): string | undefined {
  const outcome = outcomeIn(marks, counts) ?? (some(marks, 'not', 'stuck', 'problem') ? 'failed' : undefined);
  return outcome === 'dispatch_failed' ? 'skipped' : outcome;
}

const ASSET_TYPES = ['gauge', 'leak', 'thermal', 'acoustic'] as const;
const MODALITIES: Choices = [
  ['thermal', 'thermal'],
  ['acoustic', 'acoustic'],
  ['visual', 'visual'],
];

/** A kind of thing, where no single one is named behind it: "gauge readings", not "gauge G-12". */
function assetTypeOf({ marks, rule }: SlotSource): string | undefined {
  if (some(marks, '@asset')) return undefined;
  // Where the way of measuring can be told, a kind of thing is another one.
  const types = slotsOf(rule.intent).includes('modality') ? ASSET_TYPES.slice(0, 2) : ASSET_TYPES;
  // "How loud" names a quantity, not a kind of thing.
  const isKind = (mark: Mark, at: number): boolean =>
    !has(mark, 'sound_level', 'temperature') && !has(marks[at + 1], '@norobot', '@unknown');
  return types.find((type) => marks.some((mark, i) => has(mark, type) && isKind(mark, i)));
}

const COUNTED = [
  'last',
  'run',
  'most',
  'least',
  'robot',
  'station',
  'work_order',
  'picture',
  'anomaly',
  'schedule',
] as const;

const isCount = (number: number): boolean => Number.isInteger(number) && number > 0 && number <= 10_000;

/** "The last 5 runs", "top three": not "5 robots failed". */
function limitOf({ marks }: SlotSource): number | undefined {
  const isOrdered = some(marks, 'last', 'first', 'most', 'least', 'next', 'worst');
  for (let at = 0; at < marks.length; at++) {
    const number = numberAt(marks, at);
    if (number === undefined || !isCount(number) || spanAt(marks, at)) continue;
    if (has(marks[at - 1], 'last', 'first', 'most', 'least', 'show', 'next')) return number;
    if (isOrdered && has(marks[at + 1], ...COUNTED)) return number;
  }
  return undefined;
}

/** "The one before", "two before the latest". */
function offsetOf({ marks }: SlotSource): number | undefined {
  const at = marks.findIndex((mark, i) => has(mark, 'before') && numberAt(marks, i - 1) !== undefined);
  if (at > 0 && some(marks.slice(at + 1, at + 3), 'last')) return numberAt(marks, at - 1);
  // "One before eight o'clock" is no run.
  return marks.some((mark, i) => has(mark, 'before_it') && !has(neighbour(marks, i, 1), '@time', '@clock'))
    ? 1
    : undefined;
}

/** What is chosen, counted and filtered. */
export const CHOICE_SLOTS: SlotReaders = {
  offset: offsetOf,
  asset_type: assetTypeOf,
  modality: ({ marks }) => {
    // "It sounds funny" is no way of measuring, but a sound picture is.
    const isLoudness = (mark: Mark): boolean => has(mark, 'sound_level') && !some(marks, 'picture');
    const said = marks.filter((mark) => !mark.leftOut && !isLoudness(mark));
    return MODALITIES.find(([concept]) => some(said, concept))?.[1];
  },
  outcome: outcomeOf,
  focus: oneOf([
    ['overlap', 'overlap'],
    ['dst', 'dst'],
    ['failed', 'failures'],
  ]),
  limit: limitOf,
  reason: oneOf([['false_positive', 'false_positive']]),
  scope: ({ marks }) =>
    some(marks, 'here', 'channel', '@channel') ? 'channel' : some(marks, '@robot') ? 'robot' : undefined,
};
