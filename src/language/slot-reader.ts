import type { Concept } from './concepts.ts';
import type { Mark } from './read-marks.ts';
import type { Rule, Sign } from './rule.ts';

/** What a slot is read from: the marks with times put together, and the same before that. */
export interface SlotSource {
  readonly marks: readonly Mark[];
  readonly words: readonly Mark[];
  readonly rule: Rule;
}

/** Reads one slot. */
export interface SlotReader {
  /** What of a sentence it makes sense of. */
  readonly signs: readonly Sign[];
  read(source: SlotSource): unknown;
}

/** Readers by the slots they read. */
export type SlotReaders = Readonly<Record<string, SlotReader>>;

/** Whether a mark has one of the signs. */
export const has = (mark: Mark | undefined, ...signs: readonly Sign[]): boolean =>
  mark?.signs.some((sign) => signs.includes(sign)) === true;

/** Whether one of the marks has one of the signs. */
export const some = (marks: readonly Mark[], ...signs: readonly Sign[]): boolean =>
  marks.some((mark) => has(mark, ...signs));

/** A reader with the signs it makes sense of. */
export const reader = (signs: readonly Sign[], read: (source: SlotSource) => unknown): SlotReader => ({ signs, read });

/** The value of the first mark with a sign. */
export const firstValue = (sign: Sign): SlotReader =>
  reader([sign], ({ marks }) => marks.find((mark) => has(mark, sign))?.value);

/** The value of the first concept that the sentence holds, before it tells what is left out. */
export function oneOf(table: readonly (readonly [Concept, unknown])[]): SlotReader {
  return {
    signs: table.map(([concept]) => concept),
    read: ({ marks }) => {
      const end = exceptFrom(marks);
      return table.find(([concept]) => marks.some((mark, i) => i < end && has(mark, concept)))?.[1];
    },
  };
}

/** From which mark on the sentence tells what is left out. */
export function exceptFrom(marks: readonly Mark[]): number {
  const at = marks.findIndex((mark) => has(mark, 'except'));
  return at < 0 ? marks.length : at;
}

/** How far what is left out goes at most. */
export const exceptEnd = (marks: readonly Mark[]): number => Math.min(marks.length, exceptFrom(marks) + 4);

/** The marks that tell what is asked for, without those that tell what is left out. */
export function wanted(marks: readonly Mark[]): readonly Mark[] {
  return marks.filter((_, i) => i < exceptFrom(marks) || i >= exceptEnd(marks));
}

/** What a sentence says in all, in lower case. */
export const saidIn = (marks: readonly Mark[]): string => marks.map(({ text }) => text.toLowerCase()).join(' ');
