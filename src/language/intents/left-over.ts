import type { Mark } from '../reading/mark.ts';
import type { Sign, Slots } from '../rule.ts';

/** What is said, and the slots of which one tells it. */
const TOLD: readonly (readonly [Sign, readonly string[]])[] = [
  ['@time', ['time', 'vs', 'until', 'at', 'days', 'selector', 'min_age', 'duration', 'rest']],
  ['@robot', ['robot', 'robots', 'exclude']],
  [
    '@norobot',
    ['robot', 'robots', 'exclude', 'asset', 'station', 'user', 'unit', 'instance', 'product', 'tz', 'target'],
  ],
  ['@mission', ['mission', 'exclude', 'asset']],
  ['@station', ['station', 'near_station', 'asset', 'exclude']],
  ['@product', ['product', 'unit', 'asset', 'exclude']],
  ['@order', ['wo']],
  ['before_it', ['offset', 'time', 'vs', 'run_id']],
  ['under', ['op', 'metric', 'vs', 'state', 'agg', 'time']],
];

/** Whether a sentence says something that none of the slots tells, nor goes without saying: a command without it would answer another question. */
export function leavesOut(marks: readonly Mark[], slots: Slots, told: readonly string[] = []): boolean {
  const isTold = (names: readonly string[]): boolean =>
    names.some((name) => Object.hasOwn(slots, name) || told.includes(name));
  if (marks.some(({ leftOut }) => leftOut) && !isTold(['exclude'])) return true;
  if (TOLD.some(([sign, names]) => marks.some((mark) => says(mark, sign)) && !isTold(names))) return true;
  return namedRobots(marks) > toldRobots(slots);
}

/** A name is what its mark means first; a word may mean it beside others. */
const says = ({ signs }: Mark, sign: Sign): boolean =>
  sign.startsWith('@') ? signs[0] === sign : signs.includes(sign);

const namedRobots = (marks: readonly Mark[]): number =>
  new Set(marks.filter(({ signs: [sign] }) => sign === '@robot').map(({ value }) => JSON.stringify(value))).size;

function toldRobots({ robot, robots, exclude }: Slots): number {
  const left = typeof exclude === 'object' && exclude !== null ? JSON.stringify(exclude).split('","').length : 0;
  return (Array.isArray(robots) ? robots.length : robot === undefined ? 0 : 1) + left;
}
