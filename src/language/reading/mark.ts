import type { Sign } from '../rule.ts';
import type { Token } from './tokens.ts';

/** A stretch of a sentence and what it can mean. */
export interface Mark {
  readonly signs: readonly Sign[];
  readonly text: string;
  /** The first and the last of its words, by their place. */
  readonly from: number;
  readonly to: number;
  readonly value?: unknown;
  readonly joined: boolean;
  /** A sentence ends behind it. */
  readonly ends: boolean;
  /** A comma or the like stands behind it. */
  readonly pauses?: true;
  /** It was written as an owner: "Bella's". */
  readonly owns?: true;
  /** It stood in quotes. */
  readonly quoted?: true;
  /** It was read with a slip. */
  readonly guessed?: true;
  /** It names what is left out: "all but Rex". */
  readonly leftOut?: true;
}

/** A mark over some of the words. */
export function markOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  signs: readonly Sign[],
  value?: unknown,
): Mark {
  const last = tokens[to];
  return {
    signs,
    text: textOf(tokens, from, to),
    from,
    to,
    joined: tokens[from]?.joined ?? false,
    ends: last?.ends ?? false,
    ...(last?.pauses && { pauses: true }),
    ...(last?.owns && { owns: true }),
    ...(tokens[from]?.quoted && { quoted: true }),
    ...(value !== undefined && { value }),
  };
}

/** Words as they were written, with single spaces. */
export const textOf = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to + 1)
    .map(({ text }) => text)
    .join(' ');

/** Whether a mark has one of the signs. */
export const has = (mark: Mark | undefined, ...signs: readonly Sign[]): boolean =>
  mark?.signs.some((sign) => signs.includes(sign)) === true;

/** Whether something is said in one breath with what stands behind it. */
export const goesOn = (mark: Mark | undefined): mark is Mark => mark !== undefined && !mark.ends && !mark.pauses;

/** Whether a word is written with a capital where no sentence begins. */
export function isCapital(tokens: readonly Token[], at: number): boolean {
  return /^\p{Lu}/u.test(tokens[at]?.text ?? '') && at > 0 && !tokens[at - 1]?.ends;
}

/** Whether a word is written like the tag of a thing: "P-12", "N2-5", "PIT-101". */
export const isTag = (word: string): boolean =>
  /^(?:\p{L}{1,2}|\p{Lu}{3}(?=-?\d{3}))\d{0,2}-?\d{1,4}\p{L}?$/u.test(word);

/** Whether a word is a number or a code that tells one of several things apart: "4", "p-12", "101A". */
export const isNumbering = (word: string | undefined): boolean => /^\p{L}?-?\d{1,4}\p{L}?$/u.test(word ?? '');
