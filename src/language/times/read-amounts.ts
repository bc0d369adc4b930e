import type { Concept } from '../concepts.ts';
import { has, type Mark } from '../reading/mark.ts';
import { NUMBERS } from './numbers.ts';

/** A length of time as the vocabulary writes it, "2h", and the place behind it. */
export interface Span {
  readonly span: string;
  readonly end: number;
}

/** Units of time and how much of the vocabulary's units they are. */
const UNITS: readonly (readonly [Concept, number, string])[] = [
  ['minute', 1, 'm'],
  ['hour', 1, 'h'],
  ['day', 1, 'd'],
  ['week', 1, 'w'],
  ['fortnight', 2, 'w'],
  ['month', 30, 'd'],
];
/** What half of a unit is. */
const HALVES: Readonly<Partial<Record<string, string>>> = { hour: '30m', day: '12h' };

/** No time is further off, counted in whatever unit: dates end there. */
export const MOST_UNITS = 100_000;

/** A number written in digits or as a word. */
export function numberAt(marks: readonly Mark[], at: number): number | undefined {
  const mark = marks[at];
  if (mark === undefined) return undefined;
  if (mark.signs.includes('@number') && typeof mark.value === 'number') return mark.value;
  const word = mark.signs.find((sign) => Object.hasOwn(NUMBERS, sign));
  return word === undefined ? undefined : NUMBERS[word];
}

/** A counted span: "2h", "30 min", "two days", "half an hour". */
export function spanAt(marks: readonly Mark[], at: number): Span | undefined {
  const mark = marks[at];
  if (mark?.signs.includes('@span')) {
    const [, amount, unit = ''] = /^(\d+)([a-z]+)$/.exec(String(mark.value)) ?? [];
    const isCount = Number(amount) > 0 && Number(amount) <= MOST_UNITS;
    return isCount ? { span: `${amount}${unit.charAt(0)}`, end: at + 1 } : undefined;
  }
  if (mark === undefined || mark.ends) return undefined;
  if (mark.signs.includes('quarter_hour')) return { span: '15m', end: at + 1 };
  if (mark.signs.includes('half')) {
    const behind = marks[at + 1]?.signs.includes('filler') ? at + 2 : at + 1;
    const half = HALVES[unitAt(marks, behind)?.[0] ?? ''];
    return half === undefined ? undefined : { span: half, end: behind + 1 };
  }
  const number = numberAt(marks, at);
  if (number === undefined) return undefined;
  const half = behindHalf(marks, at + 1);
  if (half !== undefined && unitAt(marks, half)?.[2] === 'h') return { span: `${number * 60 + 30}m`, end: half + 1 };
  return unitSpanAt(marks, at + 1, number);
}

/** A unit that is counted before, or stands for one: "week". */
export function unitSpanAt(marks: readonly Mark[], at: number, count = 1): Span | undefined {
  const [, amount = 1, letter] = unitAt(marks, at) ?? [];
  if (!(count > 0 && count <= MOST_UNITS)) return undefined;
  const half = letter === 'h' ? behindHalf(marks, at + 1) : undefined;
  if (half !== undefined) return { span: `${count * 60 + 30}m`, end: half };
  return letter === undefined ? undefined : { span: `${count * amount}${letter}`, end: at + 1 };
}

/** The place behind "and a half", where a number or a unit stands before it. */
function behindHalf(marks: readonly Mark[], at: number): number | undefined {
  if (!has(marks[at], 'and')) return undefined;
  const half = has(marks[at + 1], 'half') ? at + 1 : at + 2;
  return has(marks[half], 'half') ? half + 1 : undefined;
}

const unitAt = (marks: readonly Mark[], at: number) => UNITS.find(([unit]) => marks[at]?.signs.includes(unit));
