import type { Concept } from '../concepts.ts';
import { has, type Mark } from '../reading/mark.ts';
import type { Rule, Sign } from '../rule.ts';
import type { PlantNames } from './plant-names.ts';

export { has };

/** What a slot is read from: the marks with times put together, and the same before that. */
export interface SlotSource {
  readonly marks: readonly Mark[];
  readonly words: readonly Mark[];
  readonly rule: Rule;
  /** What a shop floor calls its things; absent where there is none. */
  readonly plant?: PlantNames | undefined;
  /** A line has to say which site is meant. */
  readonly severalSites?: true | undefined;
}

/** Reads one slot. */
export type SlotReader = (source: SlotSource) => unknown;

/** Readers by the slots they read. */
export type SlotReaders = Readonly<Record<string, SlotReader>>;

/** Whether one of the marks has one of the signs. */
export const some = (marks: readonly Mark[], ...signs: readonly Sign[]): boolean =>
  marks.some((mark) => has(mark, ...signs));

/** The value of the first concept that the sentence holds beside what it leaves out. */
export const oneOf =
  (table: readonly (readonly [Concept, unknown])[]): SlotReader =>
  ({ marks }) =>
    table.find(([concept]) => marks.some((mark) => !mark.leftOut && has(mark, concept)))?.[1];

/** Whether "not" stands right before a mark, or one word before that, or "nobody" right before it. */
export const isDenied = (marks: readonly Mark[], at: number): boolean =>
  some(marks.slice(Math.max(0, at - 2), at), 'not') || has(marks[at - 1], 'nothing');
