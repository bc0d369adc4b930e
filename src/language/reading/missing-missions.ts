import { nearestNames } from '../../core/names.ts';
import type { Sign } from '../rule.ts';
import { goesOn, has, type Mark } from './mark.ts';
import { joined } from './read-things.ts';

/** What stands before the name of something: an article, or which of its runs is meant. */
const BEFORE: readonly Sign[] = ['filler', 'next', 'last', 'why', 'of', 'when'];
const NOUNS: readonly Sign[] = ['@unknown', '@norobot', 'asset', 'place', '@asset'];

/** Puts together missions that do not exist, by a word for a mission and what tells it apart: "the cooling tower tour". */
export function readMissingMissions(marks: readonly Mark[], missions: readonly string[]): readonly Mark[] {
  const read: Mark[] = [];
  for (const mark of marks) {
    const first = isMission(mark) ? firstOfName(read, mark) : read.length;
    if (first === read.length) {
      read.push(mark);
      continue;
    }
    const name = joined([...read.splice(first), mark], '@nomission');
    read.push({ ...name, value: () => nearestNames(name.text, missions) });
  }
  return read;
}

/** A word for one mission; for many of them there is no name to look for, and a job is anybody's. */
const isMission = (mark: Mark): boolean =>
  has(mark, 'mission') && !has(mark, 'it') && !mark.guessed && !/s$|\s|^job$/i.test(mark.text);

function firstOfName(read: readonly Mark[], mission: Mark): number {
  let first = read.length;
  let from = mission.from;
  for (let mark = read[first - 1]; isNoun(mark, from); mark = read[first - 1]) {
    first--;
    from = mark.from;
  }
  const before = read[first - 1];
  const isCapital = /^\p{Lu}/u.test(read[first]?.text ?? '') && /^\p{Lu}/u.test(mission.text);
  const isNamed = before === undefined || before.ends || before.pauses || has(before, ...BEFORE);
  return isCapital || isNamed ? first : read.length;
}

const isNoun = (mark: Mark | undefined, from: number): mark is Mark =>
  goesOn(mark) && mark.to === from - 1 && !mark.owns && !mark.quoted && has(mark, ...NOUNS);
