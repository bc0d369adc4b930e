import type { Concept } from '../concepts.ts';
import type { Sign } from '../rule.ts';
import { has, type Mark } from './mark.ts';

/** What a list of names is made of. */
const NAMES: readonly Sign[] = [
  '@robot',
  '@mission',
  '@site',
  '@station',
  '@product',
  '@asset',
  '@user',
  '@norobot',
  '@nomission',
];
/** What else can be left out. */
const KINDS: readonly Concept[] = [
  'teleop',
  'failed',
  'error',
  'missed',
  'stopped',
  'skipped',
  'succeeded',
  'paused',
  'idle',
  'running',
  'late',
  'closed',
  'open',
  'charging',
  'offline',
];
/** What may stand between "except" and what is left out: "except for the runs of Rex". */
const BETWEEN: readonly Sign[] = [
  'filler',
  'of',
  'at',
  'all',
  'any',
  'run',
  'robot',
  'mission',
  'station',
  'anomaly',
  'picture',
  'one',
];

/** Sets apart what a sentence leaves out: "all but Rex and Daisy", "without the failed ones", "not Kitting 2". */
export function setApart(marks: readonly Mark[]): readonly Mark[] {
  const left = new Set<number>();
  for (const [at, mark] of marks.entries()) for (const i of leftOutBy(marks, at, mark)) left.add(i);
  return left.size === 0 ? marks : marks.map((mark, i) => (left.has(i) ? apart(mark) : mark));
}

function apart(mark: Mark): Mark {
  const signs = mark.signs.map((sign) =>
    sign === '@robot' ? '@left_robot' : sign === '@mission' ? '@left_mission' : sign,
  );
  return { ...mark, signs, leftOut: true };
}

function leftOutBy(marks: readonly Mark[], at: number, mark: Mark): readonly number[] {
  if (has(mark, 'except') && !mark.ends && !mark.pauses) {
    const behind = listFrom(marks, at + 1, [...NAMES, ...KINDS]);
    return behind.length > 0 && isMeant(marks, at, behind) ? behind : listBefore(marks, at);
  }
  if (/^out$/i.test(mark.text)) return betweenLeaveAndOut(marks, at);
  if (has(mark, 'but') && isOfAll(marks, at)) return listFrom(marks, at + 1, [...NAMES, ...KINDS]);
  if (!has(mark, 'not') || /nt$/i.test(mark.text)) return [];
  // "Not Daisy", "not the failed ones"; but "not running" is what somebody asks for.
  const isOnes = has(marks[at + 1], 'filler');
  return listFrom(marks, at + 1, isOnes ? [...NAMES, ...KINDS] : [...NAMES, 'teleop']);
}

/** A word with other meanings, "8 bar", leaves out only names, and only right behind it. */
function isMeant(marks: readonly Mark[], at: number, [first = at]: readonly number[]): boolean {
  const isSure = marks[at]?.signs.every((sign) => sign === 'except' || sign === 'not' || sign === 'filler');
  const isNear = first === at + 1 || (first === at + 2 && /^the$/i.test(marks[at + 1]?.text ?? ''));
  return isSure === true || (isNear && has(marks[first], ...NAMES));
}

/** "Every run but Daisy's": only of all or any something can be left out by "but". */
const isOfAll = (marks: readonly Mark[], at: number): boolean =>
  marks.slice(0, at).some((mark) => has(mark, 'all', 'any', 'per', 'fleet', 'channel', 'nothing'));

/** Where the names of a list stand that begins at a place, or nothing where something else begins there. */
function listFrom(marks: readonly Mark[], start: number, signs: readonly Sign[]): readonly number[] {
  let at = start;
  while (!has(marks[at], ...signs) && has(marks[at], ...BETWEEN) && !marks[at]?.ends) at++;
  const list: number[] = [];
  while (has(marks[at], ...signs)) {
    list.push(at);
    if (marks[at]?.ends) break;
    at += has(marks[at + 1], 'and') ? 2 : 1;
  }
  return list;
}

/** "Spot-10 leave out": names right before it, at the end of a sentence. */
function listBefore(marks: readonly Mark[], end: number): readonly number[] {
  const isLast = marks[end]?.ends || marks.slice(end + 1).every((mark) => has(mark, 'filler'));
  return isLast ? namesBefore(marks, end) : [];
}

/** "Leave Rex and Daisy out of it". */
function betweenLeaveAndOut(marks: readonly Mark[], out: number): readonly number[] {
  const list = namesBefore(marks, out);
  const [first = out] = list;
  return /^(?:leave|leaving|keep|take)$/i.test(marks[first - 1]?.text ?? '') ? list : [];
}

/** Names right before a place. */
function namesBefore(marks: readonly Mark[], end: number): readonly number[] {
  const list: number[] = [];
  for (let at = end - 1; has(marks[at], ...NAMES, 'and'); at--) {
    if (!has(marks[at], 'and')) list.unshift(at);
  }
  return list;
}
