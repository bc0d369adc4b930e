import { isCapital, type Mark, markOf } from './mark.ts';
import { nameWithin, nearName } from './name-marks.ts';
import type { Sentence } from './read-marks.ts';
import { unknownAt } from './unknown-marks.ts';

/** Endings that English words are found without. */
const ENDINGS = ['s', 'es', 'ed', 'ing', 'd', 'ly'];

/** Words and phrases with a meaning; where they have none, a name or word with a slip, or a name nobody bears. */
export function wordsAt(sentence: Sentence, at: number): Mark {
  const { tokens } = sentence;
  const token = tokens[at];
  if (token?.quoted) return nearName(sentence, at) ?? unknownAt(sentence, at);
  const phrase = phraseAt(sentence, at);
  if (phrase) return phrase;
  if (/\p{Extended_Pictographic}|^[%<>+]$/u.test(token?.plain ?? '')) return markOf(tokens, at, at, ['filler']);
  return nearName(sentence, at) ?? inflected(sentence, at) ?? misspelledWord(sentence, at) ?? unknownAt(sentence, at);
}

function phraseAt(sentence: Sentence, at: number): Mark | undefined {
  const { tokens, lexicons } = sentence;
  for (const lexicon of lexicons) {
    const found = lexicon.find(tokens, at);
    if (found === undefined) continue;
    const isCut = found.count > 1 && nameWithin(sentence, at, found.count);
    if (!isCut || found.concepts.includes('last_night')) {
      // "Last night's perimeter run": the night belongs to the time and to the name.
      return markOf(tokens, at, isCut ? at : at + found.count - 1, found.concepts);
    }
    return markOf(tokens, at, at, lexicon.isConcept(tokens[at]?.plain ?? ''));
  }
  return undefined;
}

function inflected({ tokens, lexicons: [own] }: Sentence, at: number): Mark | undefined {
  const plain = tokens[at]?.plain ?? '';
  if (own?.language !== 'en') return undefined;
  for (const ending of ENDINGS) {
    if (!plain.endsWith(ending) || plain.length - ending.length < 3) continue;
    const concepts = own.isConcept(plain.slice(0, -ending.length));
    // "Cooling" is no thanks.
    if (concepts.some((concept) => concept !== 'thank')) return markOf(tokens, at, at, concepts);
  }
  return undefined;
}

function misspelledWord({ tokens, lexicons }: Sentence, at: number): Mark | undefined {
  if (isCapital(tokens, at)) return undefined;
  for (const lexicon of lexicons) {
    const concepts = lexicon.nearest(tokens[at]?.plain ?? '');
    if (concepts) return { ...markOf(tokens, at, at, concepts), guessed: true };
  }
  return undefined;
}
