import type { WordList } from './lexicon.ts';
import { questionsOf } from './questions-of.ts';
import { createReader, type Reading, type ReadingContext } from './reading.ts';
import { tokensOf } from './tokens.ts';

/** A message as it was read: its questions one by one, and as a whole. */
export interface Questions {
  readonly parts: readonly Reading[];
  readonly whole: Reading;
}

/** Nobody asks in more words; what is behind them is not read. */
const MOST_WORDS = 120;

/** Builds the function that reads the questions of a message; word lists are by language, English under `en`. */
export function createQuestionReader(wordLists: Readonly<Record<string, WordList>>) {
  const read = createReader(wordLists);
  return (sentence: string, context: ReadingContext): Questions | undefined => {
    const parts = questionsOf(tokensOf(sentence).slice(0, MOST_WORDS)).map((tokens) => ({
      tokens,
      reading: read(tokens, context),
    }));
    const [only] = parts;
    if (only === undefined) return undefined;
    const whole =
      parts.length === 1
        ? only.reading
        : read(
            parts.flatMap(({ tokens }) => tokens),
            context,
          );
    return { parts: parts.map(({ reading }) => reading), whole };
  };
}
