import { simplify } from '../../core/names.ts';
import type { Sign } from '../rule.ts';
import type { Lexicon } from './lexicon.ts';
import { goesOn, has, type Mark } from './mark.ts';
import { joined } from './read-things.ts';

/** A mission by the words of its name and what they mean. */
export interface MissionWords {
  readonly name: string;
  readonly words: readonly string[];
  readonly signs: readonly Sign[];
}

/** What tells no mission from another, whatever it is called by. */
const COMMON: readonly Sign[] = ['mission', 'run', 'robot', 'asset', 'place', 'filler', 'at', 'in', 'of'];
/** Before any one of several missions, or somebody's own. */
const ANY_ONE: readonly Sign[] = ['any', 'all', 'which', 'how_many', 'mine'];

/** The words of missions' names, with their meanings in English. */
export function missionWordsOf(missions: readonly string[], english: Lexicon | undefined): readonly MissionWords[] {
  return missions.map((name) => {
    const words = simplify(name)
      .split(' ')
      .filter((word) => word.length > 2);
    const signs = words.flatMap((word) => english?.isConcept(word) ?? []).filter((sign) => !COMMON.includes(sign));
    return { name, words, signs };
  });
}

/** Finds missions that are called by the meaning of their names' words: "the night round", "the walk of the gauges". */
export function readDescribedMissions(marks: readonly Mark[], missions: readonly MissionWords[]): readonly Mark[] {
  const read: Mark[] = [];
  for (let at = 0; at < marks.length; at++) {
    const mark = marks[at];
    if (mark === undefined) break;
    const before = isOneMission(mark) ? tellingBefore(read, mark, missions) : [];
    const behind = isOneMission(mark) && before.length === 0 ? tellingBehind(marks, at, missions) : [];
    const names = named([...before, ...behind.slice(-1)], missions);
    if (names.length === 0 || isAnyOne(read[read.length - before.length - 1])) {
      read.push(mark);
      continue;
    }
    read.splice(read.length - before.length);
    read.push({ ...joined([...before, mark, ...behind], '@mission'), value: names });
    at += behind.length;
  }
  return read;
}

/** The missions that all of some words tell of. */
const named = (telling: readonly Mark[], missions: readonly MissionWords[]): readonly string[] =>
  telling.length === 0
    ? []
    : missions.filter((mission) => telling.every((mark) => tells(mark, mission))).map(({ name }) => name);

const isOneMission = (mark: Mark): boolean =>
  has(mark, 'mission') && !has(mark, 'it') && !mark.guessed && !/s$|\s/.test(mark.text);

const isAnyOne = (mark: Mark | undefined): boolean => has(mark, ...ANY_ONE) || /^an?$/i.test(mark?.text ?? '');

/** Words right before a mission's noun that stand in names: "compressor dial" before "walk". */
function tellingBefore(read: readonly Mark[], noun: Mark, missions: readonly MissionWords[]): readonly Mark[] {
  const telling: Mark[] = [];
  let next = noun;
  for (
    let mark = read.at(-1);
    isTelling(mark, missions) && mark.to === next.from - 1;
    mark = read.at(-1 - telling.length)
  ) {
    if (!goesOn(mark) || mark.owns) break;
    telling.unshift(mark);
    next = mark;
  }
  return telling;
}

/** "Of the gauges" behind a mission's noun, with what stands between. */
function tellingBehind(marks: readonly Mark[], at: number, missions: readonly MissionWords[]): readonly Mark[] {
  if (!goesOn(marks[at]) || !has(marks[at + 1], 'of', 'from')) return [];
  const end = has(marks[at + 2], 'filler') ? at + 3 : at + 2;
  return isTelling(marks[end], missions) ? marks.slice(at + 1, end + 1) : [];
}

const isTelling = (mark: Mark | undefined, missions: readonly MissionWords[]): mark is Mark =>
  mark !== undefined &&
  !mark.quoted &&
  !has(mark, 'mission', '@mission') &&
  missions.some((mission) => tells(mark, mission));

function tells(mark: Mark, { words, signs }: MissionWords): boolean {
  return words.includes(simplify(mark.text)) || mark.signs.some((sign) => signs.includes(sign));
}
