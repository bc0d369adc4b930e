import type { Concept } from '../concepts.ts';
import { has, type Mark } from '../reading/mark.ts';
import type { Sign } from '../rule.ts';
import { slotsOf } from './intent-slots.ts';
import { nameOf } from './name-slots.ts';
import type { SlotReaders, SlotSource } from './slot-reader.ts';

/** Which of a kind is left out, by the slot that would ask for it. */
const KINDS: Readonly<Record<string, readonly (readonly [Concept, string])[]>> = {
  outcome: [
    ['error', 'error'],
    ['missed', 'dispatch_failed'],
    ['failed', 'failed'],
    ['stopped', 'stopped'],
    ['skipped', 'skipped'],
    ['succeeded', 'success'],
  ],
  wo_status: [
    ['late', 'late'],
    ['paused', 'paused'],
    ['closed', 'closed'],
    ['open', 'open'],
  ],
  state: [
    ['offline', 'offline'],
    ['charging', 'charging'],
    ['paused', 'paused'],
    ['idle', 'idle'],
    ['running', 'running'],
  ],
};

/** What is left out: robots, a mission, a thing, runs of a kind. */
export const EXCLUDE_SLOT: SlotReaders = {
  exclude: ({ marks, rule }) => {
    const left = marks.filter((mark) => mark.leftOut);
    if (left.length === 0) return undefined;
    return leftRobots(left) ?? leftThing(left, rule) ?? leftKind(left, rule);
  },
};

function leftRobots(left: readonly Mark[]): unknown {
  const robots = left.filter((mark) => has(mark, '@left_robot')).map(nameOf);
  if (robots.length > 1) return { robots };
  return robots.length === 1 ? { robot: robots[0] } : undefined;
}

function leftThing(left: readonly Mark[], { intent }: SlotSource['rule']): unknown {
  const isFloor = /^(?:wo|station|unit)_/.test(intent);
  const slots: readonly (readonly [string, Sign])[] = [
    ['mission', '@left_mission'],
    ['station', '@station'],
    [isFloor ? 'station' : 'asset', '@asset'],
    [isFloor ? 'station' : 'robot', '@norobot'],
  ];
  for (const [slot, sign] of slots) {
    const mark = left.find((each) => has(each, sign));
    if (mark && (sign === '@left_mission' || slot === 'robot')) return { [slot]: nameOf(mark) };
    if (mark) return { [slot]: left.flatMap((each) => (has(each, sign) ? [each.text] : [])).join(' ') };
  }
  return undefined;
}

function leftKind(left: readonly Mark[], { intent }: SlotSource['rule']): unknown {
  if (left.some((mark) => has(mark, 'teleop'))) return { type: 'teleop' };
  for (const [slot, kinds] of Object.entries(KINDS)) {
    const kind = slotsOf(intent).includes(slot) && kinds.find(([concept]) => left.some((mark) => has(mark, concept)));
    if (kind) return { [slot]: kind[1] };
  }
  return undefined;
}
