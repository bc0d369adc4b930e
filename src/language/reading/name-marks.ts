import type { Concept } from '../concepts.ts';
import { isCapital, isNumbering, type Mark, markOf, textOf } from './mark.ts';
import type { NameFound } from './name-index.ts';
import { lastWord } from './name-pieces.ts';
import type { Sentence } from './read-marks.ts';

const SIGNS = {
  robot: '@robot',
  mission: '@mission',
  site: '@site',
  station: '@station',
  product: '@product',
} as const;

const meaningsOf = ({ tokens, lexicons }: Sentence, at: number): readonly Concept[] => {
  const token = tokens[at];
  return token === undefined || token.quoted ? [] : lexicons.flatMap((lexicon) => lexicon.isConcept(token.plain));
};

/** A name as it is, whatever its case and punctuation. */
export function wholeName(sentence: Sentence, at: number): Mark | undefined {
  const { tokens, pieces } = sentence;
  const found = foundAt(sentence, at);
  const to = found && lastWord(pieces, at, found.count);
  if (found === undefined || to === undefined) return undefined;
  const text = textOf(tokens, at, to);
  const written = found.names.filter((name) => name === text);
  // A robot may be called "Last" or "Battery": then only the name as it is written is the name.
  const isOrdinary = at === to && meaningsOf(sentence, at).length > 0;
  if (isOrdinary && (written.length === 0 || at === 0)) return undefined;
  return markOf(tokens, at, to, [SIGNS[found.kind]], written.length > 0 ? written : found.names);
}

/** Robots come first: a station with the name of one is meant only where the sentence says so. */
function foundAt(sentence: Sentence, at: number): NameFound | undefined {
  const { names, pieces, tokens } = sentence;
  const start = pieces.starts[at] ?? -1;
  const found = names.whole(pieces.texts, start);
  if (found?.kind !== 'robot' || names.names.stations === undefined) return found;
  const to = lastWord(pieces, at, found.count) ?? at;
  const saysStation = tokens.some((_, i) => (i < at || i > to) && meaningsOf(sentence, i).includes('station'));
  return saysStation ? names.whole(pieces.texts, start, 'station') : found;
}

/** "Spot 7" where there are only other numbers of Spot. */
export function missingNumber({ tokens, pieces, names }: Sentence, at: number): Mark | undefined {
  const start = pieces.starts[at] ?? -1;
  const found = names.part(pieces.texts, start);
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (found?.kind !== 'robot' || token === undefined || token.ends || token.pauses) return undefined;
  const isNumbered = found.names.every((name) => /\d/.test(name)) && found.count === 1;
  if (!isNumbered || pieces.words[start + 1] !== at + 1 || !/^\d{1,3}$/.test(next?.plain ?? '')) return undefined;
  return markOf(tokens, at, at + 1, ['@norobot']);
}

/** Part of a name: two words of it, or one that means nothing else. */
export function partOfName(sentence: Sentence, at: number): Mark | undefined {
  const { tokens, pieces, names } = sentence;
  const start = pieces.starts[at] ?? -1;
  const found = pieces.words[start] === at ? names.part(pieces.texts, start) : undefined;
  const to = found && lastWord(pieces, at, found.count);
  if (found === undefined || to === undefined || !/\p{L}/u.test(tokens[at]?.text ?? '')) return undefined;
  if (found.count === 1 && !isNameByItself(sentence, at, found)) return undefined;
  return markOf(tokens, at, to, [SIGNS[found.kind]], found.names);
}

/** Whether one word of a name is meant as the name. */
function isNameByItself(sentence: Sentence, at: number, found: NameFound): boolean {
  const { tokens, pieces, names } = sentence;
  const token = tokens[at];
  const isNumbered = !token?.ends && !token?.pauses && isNumbering(tokens[at + 1]?.plain);
  if (isNumbered || token === undefined || /^\d/.test(token.plain) || token.plain.length < 4) return false;
  const meanings = meaningsOf(sentence, at);
  const isPlural = !names.hasWord(pieces.texts[pieces.starts[at] ?? 0] ?? '');
  // "On nights", "we work weekends": times of day and week, not a name that begins with them.
  if (isPlural && meaningsOf(sentence, at).length === 0 && isTime(sentence, token.plain.slice(0, -1))) return false;
  if (meanings.some((concept) => concept !== 'mission' && concept !== 'robot')) return false;
  if (meanings.includes('robot')) return token.plain.startsWith('spot') && !isPlural && !isKindOfRobot(sentence, at);
  if (!meanings.includes('mission')) return true;
  return found.names.length === 1 && !isPlural && !isAnyMission(sentence, at);
}

const TIMES: readonly Concept[] = ['tonight', 'this_weekend', 'night_shift', 'last_night'];

const isTime = ({ lexicons }: Sentence, word: string): boolean =>
  lexicons.some((lexicon) =>
    [word, `this ${word}`, `last ${word}`].some((phrase) =>
      lexicon.isConcept(phrase).some((each) => TIMES.includes(each)),
    ),
  );

/** "Any spot robot", "at what spot", "the dogs spot something", "the coldest spot". */
function isKindOfRobot(sentence: Sentence, at: number): boolean {
  const before = meaningsOf(sentence, at - 1);
  if (meaningsOf(sentence, at + 1).includes('robot') || sentence.tokens[at - 1]?.plain === 'a') return true;
  return before.some((concept) =>
    ['any', 'all', 'which', 'what', 'robot', 'temperature', 'least', 'most'].includes(concept),
  );
}

/** Articles before any one of several. */
const ANY_ONE = 'a an ein eine einen einer eines un une una uno een en et um uma'.split(' ');

/** "A patrol", "any patrol", "which patrols": not one mission's name. */
function isAnyMission(sentence: Sentence, at: number): boolean {
  const before = meaningsOf(sentence, at - 1);
  return (
    ANY_ONE.includes(sentence.tokens[at - 1]?.plain ?? '') ||
    before.some((concept) => ['any', 'all', 'which', 'how_many', 'mission'].includes(concept))
  );
}

/** Whether a name begins inside a phrase: "the night" before "Night Perimeter". */
export function nameWithin({ pieces, names }: Sentence, at: number, count: number): boolean {
  for (let i = at + 1; i < at + count; i++) {
    const start = pieces.starts[i] ?? -1;
    if (names.whole(pieces.texts, start) || (names.part(pieces.texts, start)?.count ?? 0) > 1) return true;
  }
  return false;
}

/** A name that was shortened or written with a slip: "perim patrol", "Scrapy". */
export function nearName(sentence: Sentence, at: number): Mark | undefined {
  const { tokens, pieces, names, lexicons } = sentence;
  const start = pieces.starts[at] ?? -1;
  const written = pieces.texts[start] ?? '';
  if (written === '') return undefined;
  const word = names.near(written) ?? endearment(sentence, at, written);
  if (word === undefined) return undefined;
  // Of several numbered ones it is the one with just that number: "Spto-02".
  const isNumbered = pieces.words[start + 1] === at || isNumbering(tokens[at + 1]?.plain);
  const texts = pieces.texts.with(start, word);
  const found = isNumbered ? names.whole(texts, start) : names.part(texts, start);
  const to = found && lastWord(pieces, at, found.count);
  const isOrdinary = found?.count === 1 && lexicons.some((lexicon) => lexicon.isConcept(word).length > 0);
  // "Boil it down": so short a word is one word of a name only with another.
  const isTooShort = found?.count === 1 && written.length < 5 && found.names.some((name) => /\s/.test(name));
  if (found === undefined || to === undefined || isOrdinary || isTooShort) return undefined;
  return { ...markOf(tokens, at, to, [SIGNS[found.kind]], found.names), guessed: true };
}

/** "Rexy", "Rexa": a short name with an ending. */
function endearment({ tokens, names }: Sentence, at: number, written: string): string | undefined {
  const name = written.slice(0, -1);
  return written.length === 4 && isCapital(tokens, at) && names.hasWord(name) ? name : undefined;
}
