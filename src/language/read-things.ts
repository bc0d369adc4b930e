import type { Mark } from './read-marks.ts';
import type { Sign } from './rule.ts';

const has = (mark: Mark | undefined, ...signs: readonly Sign[]): boolean =>
  mark?.signs.some((sign) => signs.includes(sign)) === true;

/** Puts together what is named by a word and a number or letter: "Kitting 2", "motor m-4", "Feed pump A". */
export function readThings(marks: readonly Mark[]): readonly Mark[] {
  const read: Mark[] = [];
  for (let at = 0; at < marks.length; at++) {
    const mark = marks[at];
    const next = marks[at + 1];
    if (mark === undefined) break;
    const sign = next !== undefined && !mark.ends && isCode(next, marks[at + 2]) ? signOf(mark) : undefined;
    if (next === undefined || sign === undefined) {
      read.push(mark);
      continue;
    }
    const adjective = read.at(-1);
    const isLonger = has(adjective, '@unknown', '@norobot') && !adjective?.ends && adjective?.to === mark.from - 1;
    const first = isLonger && adjective ? adjective : mark;
    if (isLonger) read.pop();
    const text = [...(isLonger && adjective ? [adjective.text] : []), mark.text, next.text].join(' ');
    read.push({ signs: [sign], text, from: first.from, to: next.to, value: text, joined: false, ends: next.ends });
    at++;
  }
  return read;
}

function isCode(mark: Mark, behind: Mark | undefined): boolean {
  if (/^\p{Lu}$/u.test(mark.text)) return true;
  if (/^\p{L}{1,2}-?\d{1,4}$/u.test(mark.text)) return true;
  return /^\d{1,4}$/.test(mark.text) && !has(behind, 'minute', 'hour', 'day', 'week', 'month', 'am', 'pm', 'oclock');
}

function signOf(mark: Mark): Sign | undefined {
  if (has(mark, 'station', 'machine')) return '@station';
  const isWord = /^\p{L}{3,}$/u.test(mark.text);
  return isWord && has(mark, 'asset', 'place', '@unknown', '@norobot') && !has(mark, 'at', 'filler')
    ? '@asset'
    : undefined;
}
