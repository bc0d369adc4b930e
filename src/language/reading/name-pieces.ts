import { simplify } from '../../core/names.ts';
import { NUMBERS } from '../times/numbers.ts';
import type { Lexicon } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** The words and numbers that names are looked for in: "Spot-01" is "spot" and "1". */
export interface Pieces {
  readonly texts: readonly string[];
  /** For each piece the word it belongs to. */
  readonly words: readonly number[];
  /** For each word its first piece. */
  readonly starts: readonly number[];
}

/** Cuts words into pieces; numbers said in words become digits. */
export function piecesOf(tokens: readonly Token[], lexicons: readonly Lexicon[]): Pieces {
  const texts: string[] = [];
  const words: number[] = [];
  const starts: number[] = [];
  for (const [i, token] of tokens.entries()) {
    starts.push(texts.length);
    const number = token.quoted ? undefined : numberOf(token, lexicons);
    // "Spot-10s run": the ending is no part of the name.
    const written = token.text.replace(/(?<=\d)s$/u, '');
    for (const piece of number === undefined ? simplify(written).split(' ') : [String(number)]) {
      if (piece === '') continue;
      texts.push(piece);
      words.push(i);
    }
  }
  return { texts, words, starts };
}

function numberOf(token: Token, lexicons: readonly Lexicon[]): number | undefined {
  if (/^\d+$/.test(token.plain)) return Number(token.plain);
  const concept = lexicons
    .flatMap((lexicon) => lexicon.isConcept(token.plain))
    .find((name) => Object.hasOwn(NUMBERS, name));
  return concept === undefined ? undefined : NUMBERS[concept];
}

/** The word with which so many pieces from a word on end, where they end with a word. */
export function lastWord({ words, starts }: Pieces, at: number, count: number): number | undefined {
  const end = (starts[at] ?? 0) + count;
  const to = words[end - 1];
  return to !== undefined && words[end] !== to ? to : undefined;
}
