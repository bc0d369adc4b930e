import type { Sign } from '../rule.ts';
import { goesOn, has, isTag, type Mark } from './mark.ts';

/** Puts together what is named by a word and a number or letter: "Kitting 2", "motor m-4", "Feed pump A". */
export function readThings(marks: readonly Mark[], language: string): readonly Mark[] {
  const read: Mark[] = [];
  for (let at = 0; at < marks.length; at++) {
    const mark = marks[at];
    if (mark === undefined) break;
    const sign = signAt(marks, at, { before: read.at(-1), language });
    if (sign === undefined) {
      read.push(mark);
      continue;
    }
    const parts = marks.slice(at, at + (isCounter(marks[at + 1]) || isCounter(marks[at + 2]) ? 3 : 2));
    at += parts.length - 1;
    while (isPartOfName(read.at(-1), mark, language)) parts.unshift(...read.splice(-1));
    read.push(named(parts, has(parts[0], 'station') ? '@station' : sign));
  }
  return read;
}

/** Parts of a thing's name; a machine is called a station where nothing else is known of it. */
function named(parts: readonly Mark[], sign: Sign): Mark {
  const mark = joined(parts, sign);
  const isMachine = parts.some((part) => has(part, 'machine')) && !parts.some((part) => has(part, 'station'));
  return sign === '@station' && isMachine ? { ...mark, signs: [sign, 'machine'] } : mark;
}

/** Where a thing is read. */
interface Place {
  readonly before: Mark | undefined;
  readonly language: string;
}

/** What kind of thing begins at a mark with a number or letter behind it, if one does. */
function signAt(marks: readonly Mark[], at: number, { before, language }: Place): Sign | undefined {
  const [noun, code, behind] = marks.slice(at, at + 3);
  if (noun === undefined || code === undefined || !goesOn(noun)) return undefined;
  if (isCounter(code))
    return has(noun, '@number') && has(behind, '@unknown', 'asset', 'machine') ? '@asset' : undefined;
  return isCode(code, { noun, behind, language }) ? signOf(noun, before) : undefined;
}

/** The word behind the number of a thing in Chinese and Japanese: "2号锅炉", "装配3号". */
const isCounter = (mark: Mark | undefined): boolean => /^(?:号|號|番|号機|号机)$/u.test(mark?.text ?? '');

/** Several marks that are one name. */
export function joined(parts: readonly Mark[], sign: Sign): Mark {
  const [first, ...others] = parts;
  const last = others.at(-1) ?? first;
  if (first === undefined || last === undefined) throw new Error('nothing to join');
  const isSpaced = !parts.some(({ text: part }) => /[\p{Script=Han}\p{Script=Katakana}]/u.test(part));
  const text = parts.map((part) => part.text).join(isSpaced ? ' ' : '');
  return {
    ...last,
    signs: [sign],
    text,
    from: first.from,
    value: text,
    joined: first.joined,
    ...(parts.some((part) => part.leftOut) && { leftOut: true }),
  };
}

const UNITS: readonly Sign[] = ['minute', 'hour', 'day', 'week', 'month', 'am', 'pm', 'oclock'];
const MEASURES: readonly Sign[] = ['bar', 'celsius', 'fahrenheit', 'decibel'];

/** What stands around a code. */
interface Surroundings {
  readonly noun: Mark;
  readonly behind: Mark | undefined;
  readonly language: string;
}

/** A number that is no amount, a code, or a letter; right behind a machine it is the machine's: "compressor 2 dB". */
function isCode(mark: Mark, { noun, behind, language }: Surroundings): boolean {
  if (has(mark, '@id', '@order', '@user', '@channel') || mark.quoted) return false;
  const text = mark.text.replace(/(?<=\d)s$/u, '');
  if (/^\p{Lu}$/u.test(text)) return language !== 'en' || text !== 'I';
  if (/^[b-h]$/.test(text) && has(mark, '@unknown')) return true;
  if (isTag(text) || /^\p{L}{3}-?\d{1,4}\p{L}?$/u.test(text) || /^\d{1,4}-\p{L}$/u.test(text)) return true;
  const units = has(noun, 'asset', 'gauge', 'machine') ? UNITS : [...UNITS, ...MEASURES];
  return /^\d{1,4}$/.test(text) && (!goesOn(mark) || has(behind, 'per') || !has(behind, ...units));
}

/** Words of an unknown language's noun, or what an asset, place or station is called by. */
function signOf(mark: Mark, before: Mark | undefined): Sign | undefined {
  if (mark.quoted || has(mark, 'severity', 'at')) return undefined;
  if (has(mark, 'station', 'machine')) return '@station';
  if (has(mark, 'asset', 'place', 'gauge', 'dock')) return '@asset';
  const isWord = /^(?:\p{L}{3,}|\p{Script=Han}{2})$/u.test(mark.text);
  return isWord && (has(mark, '@unknown', '@norobot') || isDevice(mark, before)) ? '@asset' : undefined;
}

/** Words that mean something else, but behind the word for a thing are a part or a kind of it. */
const DEVICES: readonly Sign[] = ['reading', 'battery', 'subscribe', 'robot', 'leak'];

/** "Hydrogen sensor 3", "roof drain 6", "paint robot 2". */
const isDevice = (mark: Mark, before: Mark | undefined): boolean =>
  has(mark, ...DEVICES) &&
  goesOn(before) &&
  before.to === mark.from - 1 &&
  !before.owns &&
  has(before, '@unknown', '@norobot', 'asset', 'place');

/** English puts words that tell things apart before the noun: "weld cell 2", "Paint Booth 1"; a verb before "Pump 3" is none. */
function isPartOfName(mark: Mark | undefined, noun: Mark, language: string): boolean {
  if (language !== 'en' || !goesOn(mark) || mark.to !== noun.from - 1 || mark.quoted || mark.owns) return false;
  const [isCapital, isBefore] = [noun, mark].map(({ text }) => /^\p{Lu}/u.test(text));
  if (isCapital && !isBefore) return false;
  if (isCapital && mark.from > 0 && !has(mark, 'filler')) return true;
  return (
    !/sta[ct]i[oó]n$/iu.test(mark.text) &&
    has(mark, '@unknown', '@norobot', 'asset', 'place', 'station', 'machine') &&
    /^\p{L}/u.test(mark.text)
  );
}
