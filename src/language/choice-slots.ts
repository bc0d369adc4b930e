import { nameOf } from './name-slots.ts';
import { numberAt, spanAt } from './read-amounts.ts';
import type { Mark } from './read-marks.ts';
import { exceptEnd, exceptFrom, has, oneOf, reader, type SlotReaders, saidIn, some } from './slot-reader.ts';

const METRICS = oneOf([
  ['rate', 'success_rate'],
  ['distance', 'distance_m'],
  ['how_far', 'distance_m'],
  ['motors_on', 'motors_on_s'],
  ['how_long', 'duration_s'],
  ['duration', 'duration_s'],
  ['yield', 'first_pass_yield'],
  ['pace', 'pace_vs_plan'],
  ['temperature', 'temperature'],
  ['pressure', 'pressure'],
  ['acoustic', 'sound_level'],
]);

const OUTCOMES = oneOf([
  ['error', 'error'],
  ['missed', 'dispatch_failed'],
  ['failed', 'failed'],
  ['stopped', 'stopped'],
  ['skipped', 'skipped'],
  ['succeeded', 'success'],
]);

const outcomeOf = (marks: readonly Mark[]): unknown =>
  OUTCOMES.read({ marks, words: marks, rule: { intent: '', label: '', needs: [], examples: [] } });

/** What is chosen, counted and filtered. */
export const CHOICE_SLOTS: SlotReaders = {
  exclude: reader(['except', 'teleop', '@left_robot', '@left_mission'], ({ marks }) => {
    const left = marks.slice(exceptFrom(marks), exceptEnd(marks));
    const named = left.find((mark) => has(mark, '@left_robot', '@left_mission'));
    if (named) return { [has(named, '@left_robot') ? 'robot' : 'mission']: nameOf(named) };
    if (some(left, 'teleop')) return { type: 'teleop' };
    const state = left.length === 0 ? undefined : outcomeOf(left.slice(1));
    return state === undefined ? undefined : { outcome: state };
  }),
  offset: reader(['before_it', 'first'], ({ marks }) => (some(marks, 'before_it') ? 1 : undefined)),
  asset_type: oneOf([
    ['gauge', 'gauge'],
    ['leak', 'leak'],
  ]),
  modality: oneOf([
    ['thermal', 'thermal'],
    ['acoustic', 'acoustic'],
    ['visual', 'visual'],
  ]),
  outcome: OUTCOMES,
  state: oneOf([
    ['offline', 'offline'],
    ['charging', 'charging'],
    ['low', 'low_battery'],
    ['stuck', 'stuck'],
    ['dock', 'docked'],
    ['disabled', 'disabled'],
    ['idle', 'idle'],
    ['paused', 'paused'],
    ['stopped', 'stopped'],
    ['running', 'running'],
    ['online', 'online'],
  ]),
  focus: oneOf([
    ['overlap', 'overlap'],
    ['dst', 'dst'],
    ['failed', 'failures'],
  ]),
  metric: reader([...METRICS.signs, 'failed', 'count', 'how_many', 'production'], (source) => {
    const named = METRICS.read(source);
    if (named === 'success_rate' || named === 'first_pass_yield') return named;
    const isFloor = /^(?:wo|station)_/.test(source.rule.intent);
    if (isFloor) return named ?? (some(source.marks, 'production', 'unit', 'how_many') ? 'units_done' : undefined);
    if (some(source.marks, 'failed') && (named === undefined || some(source.marks, 'how_many'))) return 'failures';
    if (some(source.marks, 'how_many') && some(source.marks, 'hour', 'minute', 'motors_on'))
      return some(source.marks, 'motors_on') ? 'motors_on_s' : 'duration_s';
    const isCount =
      some(source.marks, 'how_many', 'count', 'per', 'more', 'less', 'most', 'least') &&
      some(source.marks, 'run', 'mission', 'done');
    return named ?? (isCount ? 'count' : undefined);
  }),
  agg: reader(['most', 'least', 'how_many'], ({ marks, rule }) => {
    if (some(marks, 'most')) return 'max';
    if (some(marks, 'least')) return 'min';
    return some(marks, 'how_many') && !rule.takes?.includes('metric') ? 'count' : undefined;
  }),
  group_by: reader(['per', 'which', 'who'], ({ marks, words }) => {
    const at = marks.findIndex((mark) => has(mark, 'per', 'which'));
    const things = [
      ['robot', 'robot'],
      ['who', 'robot'],
      ['mission', 'mission'],
      ['asset', 'asset'],
      ['station', 'station'],
      ['day', 'day'],
      ['daily', 'day'],
    ] as const;
    if (/\b(?:per|by|each) (day|robot|mission|station|asset)\b/.test(saidIn(words))) {
      return /\b(?:per|by|each) (day|robot|mission|station|asset)\b/.exec(saidIn(words))?.[1];
    }
    if (at < 0 && !some(marks, 'who')) return undefined;
    if (at < 0) return 'robot';
    return marks.slice(at, at + 3).flatMap((mark) => things.find(([sign]) => has(mark, sign))?.[1] ?? [])[0];
  }),
  limit: reader(['last', '@number', 'first'], ({ marks }) => {
    for (let at = 0; at < marks.length; at++) {
      const number = numberAt(marks, at);
      if (number === undefined || spanAt(marks, at)) continue;
      if (has(marks[at - 1], 'last', 'first', 'most', 'show') || has(marks[at + 1], 'last', 'run', 'most'))
        return number;
    }
    return undefined;
  }),
  severity_min: reader(['severity', '@number', 'over'], ({ marks }) => {
    const at = marks.findIndex((mark) => has(mark, 'severity'));
    if (at < 0) return undefined;
    return [at + 1, at + 2, at + 3, at - 1].map((i) => numberAt(marks, i)).find((number) => number !== undefined);
  }),
  anomaly_status: oneOf([
    ['closed', 'closed'],
    ['open', 'open'],
  ]),
  reason: oneOf([['false_positive', 'false_positive']]),
  scope: reader([], ({ marks }) => (some(marks, '@robot') ? 'robot' : undefined)),
  wo_status: oneOf([
    ['late', 'late'],
    ['paused', 'paused'],
    ['done', 'closed'],
    ['closed', 'closed'],
    ['open', 'open'],
  ]),
  format: reader(['trend', 'export', 'format_chart'], ({ marks }) => {
    const said = saidIn(marks);
    if (some(marks, 'export')) return /\btable\b/.test(said) ? 'table' : 'csv';
    return some(marks, 'format_chart') || /\b(?:plot|graph|chart|curve)\b/.test(said) ? 'chart' : undefined;
  }),
};
