import type { Concept } from '../concepts.ts';
import { has } from '../reading/mark.ts';
import { isDenied, type SlotReaders, type SlotSource, some } from './slot-reader.ts';

/** States by the words that tell them, the most telling first. */
type States = readonly (readonly [Concept, string])[];

const ROBOT_STATES: States = [
  ['offline', 'offline'],
  ['charging', 'charging'],
  ['low', 'low_battery'],
  ['stuck', 'stuck'],
  ['dock', 'docked'],
  ['disabled', 'disabled'],
  ['idle', 'idle'],
  ['online', 'online'],
];
const STATION_STATES: States = [
  ['offline', 'offline'],
  ['idle', 'idle'],
  ['paused', 'paused'],
  ['pause', 'paused'],
  ['stopped', 'stopped'],
  ['stop', 'stopped'],
  ['running', 'running'],
  ['online', 'online'],
];
/** "Which stations work now". */
const WORKING_NOW: States = [
  ['run', 'running'],
  ['health', 'running'],
];
const SCHEDULE_STATES: States = [
  ['disabled', 'disabled'],
  ['paused', 'paused'],
];
const CONTRARY: Readonly<Record<string, string>> = {
  online: 'offline',
  offline: 'online',
  running: 'idle',
  idle: 'running',
};

/** "Not charging" tells nothing of robots; "isn't it charging" asks whether it is. */
const contraryOf = (state: string, intent: string): string | undefined =>
  CONTRARY[state] ?? (intent.endsWith('_list') ? undefined : state);

function statesOf(intent: string): States {
  if (intent.startsWith('station_') || intent === 'cross_link') return STATION_STATES;
  return intent === 'schedule_list' || intent === 'summary_list' ? SCHEDULE_STATES : ROBOT_STATES;
}

function stateOf({ marks, rule }: SlotSource): string | undefined {
  // What holds an order up is no state of a station.
  const isTheirs = (at: number): boolean =>
    rule.intent !== 'cross_link' ||
    has(marks[at + 1], 'station') ||
    some(marks.slice(Math.max(0, at - 3), at), 'station');
  const states = [
    ...statesOf(rule.intent),
    ...(rule.intent === 'station_list' && some(marks, 'now') ? WORKING_NOW : []),
  ];
  for (const [concept, state] of states) {
    const said = marks.flatMap((mark, i) => (has(mark, concept) && !mark.leftOut && isTheirs(i) ? [i] : []));
    if (said.length === 0) continue;
    return said.every((at) => isDenied(marks, at)) ? contraryOf(state, rule.intent) : state;
  }
  return undefined;
}

const ORDER_STATES: States = [
  ['late', 'late'],
  ['pace', 'late'],
  ['paused', 'paused'],
  ['done', 'closed'],
  ['closed', 'closed'],
  ['close', 'closed'],
  ['open', 'open'],
];

function orderStatusOf({ marks, rule }: SlotSource): string | undefined {
  for (const [concept, status] of ORDER_STATES) {
    const at = marks.findIndex((mark) => has(mark, concept));
    // Findings and orders may both be open.
    const isOther = rule.intent === 'cross_link' && !has(marks[at + 1], 'work_order');
    if (at < 0 || isOther) continue;
    return status === 'closed' && isDenied(marks, at) ? 'open' : status;
  }
  return undefined;
}

function anomalyStatusOf({ marks }: SlotSource): string | undefined {
  const at = marks.findIndex((mark) => !mark.leftOut && has(mark, 'closed', 'close'));
  if (at >= 0) return isDenied(marks, at) ? 'open' : 'closed';
  return some(marks, 'open') ? 'open' : undefined;
}

/** How robots, stations, orders and alerts are that somebody wants to see. */
export const STATE_SLOTS: SlotReaders = {
  state: stateOf,
  wo_status: orderStatusOf,
  anomaly_status: anomalyStatusOf,
};
