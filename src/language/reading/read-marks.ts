import { codeAt, phraseOfCode } from './code-marks.ts';
import type { Lexicon } from './lexicon.ts';
import type { Mark } from './mark.ts';
import type { NameIndex } from './name-index.ts';
import { missingNumber, partOfName, wholeName } from './name-marks.ts';
import { type Pieces, piecesOf } from './name-pieces.ts';
import type { Token } from './tokens.ts';
import { wordsAt } from './word-marks.ts';

/** What reading needs to know. */
export interface ReadingTools {
  /** The language of the sentence first, then those that lend words. */
  readonly lexicons: readonly Lexicon[];
  readonly names: NameIndex;
}

/** A sentence while it is read. */
export interface Sentence extends ReadingTools {
  readonly tokens: readonly Token[];
  readonly pieces: Pieces;
}

/** Reads a sentence from left to right: names first, then codes, words and phrases, near misses last. */
export function readMarks(tokens: readonly Token[], tools: ReadingTools): readonly Mark[] {
  const sentence: Sentence = { ...tools, tokens, pieces: piecesOf(tokens, tools.lexicons) };
  const marks: Mark[] = [];
  for (let at = 0; at < tokens.length; ) {
    const mark =
      wholeName(sentence, at) ??
      phraseOfCode(sentence, at) ??
      codeAt(sentence, at, marks) ??
      missingNumber(sentence, at) ??
      partOfName(sentence, at) ??
      wordsAt(sentence, at);
    marks.push(mark);
    at = mark.to + 1;
  }
  return marks;
}
