import type { Lexicon } from './lexicon.ts';
import type { NameIndex } from './name-index.ts';
import { lastWord, piecesOf } from './name-pieces.ts';
import type { Token } from './tokens.ts';

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HAN = /\p{Script=Han}/u;
const HANGUL = /\p{Script=Hangul}/u;

/** The word lists that fit a sentence, the best first, and its words. */
interface InItsLanguage {
  readonly ordered: readonly Lexicon[];
  readonly cut: readonly Token[];
}

/** The word lists that fit a sentence, English always among them; texts without spaces cut into words. */
export function inItsLanguage(tokens: readonly Token[], lexicons: readonly Lexicon[], names: NameIndex): InItsLanguage {
  const english = lexicons.filter(({ language }) => language === 'en');
  const written = scriptOf(tokens);
  const named = namesIn(tokens, names);
  const [own] = english;
  if (own && !written && isWholly(tokens, own, named)) return { ordered: english, cut: tokens };
  const candidates = lexicons
    .filter(({ language }) => written === undefined || written.includes(language))
    .map((lexicon) => ({ lexicon, cut: written ? cutWith(tokens, lexicon) : tokens }));
  const [best] = candidates
    .map(({ lexicon, cut }) => ({ lexicon, cut, letters: knownLetters(cut, lexicon, written ? new Set() : named) }))
    .toSorted((a, b) => b.letters - a.letters);
  if (best === undefined) return { ordered: english, cut: tokens };
  return { ordered: [...new Set([best.lexicon, ...english])], cut: best.cut };
}

/** The languages that a script leaves; a text of Chinese characters alone can be Japanese, too. */
function scriptOf(tokens: readonly Token[]): readonly string[] | undefined {
  const text = tokens.map((token) => token.text).join(' ');
  if (KANA.test(text)) return ['ja'];
  if (HANGUL.test(text)) return ['ko'];
  return HAN.test(text) ? ['zh', 'ja'] : undefined;
}

/** Of a text without spaces. */
const MOST_LETTERS = 200;

function cutWith(tokens: readonly Token[], lexicon: Lexicon): readonly Token[] {
  const isOwn = (word: string): boolean => KANA.test(word) || HANGUL.test(word) || HAN.test(word);
  return tokens.flatMap((token) => {
    if (token.quoted || !isOwn(token.text)) return [token];
    const { ends, pauses, ...word } = token;
    return lexicon.cut(token.plain.slice(0, MOST_LETTERS)).map((part, i, parts): Token => {
      const isLast = i === parts.length - 1;
      return { ...word, text: part, plain: part, ends: ends && isLast, ...(pauses && isLast && { pauses }) };
    });
  });
}

/** What a text is that fits two languages alike. */
const IN_DOUBT: Readonly<Record<string, number>> = { en: 2, zh: 0.5 };

/** Whether a language knows all words but names: then no other need be looked at. */
function isWholly(tokens: readonly Token[], lexicon: Lexicon, named: ReadonlySet<number>): boolean {
  const all = tokens.reduce((sum, { plain }, at) => sum + (named.has(at) ? 0 : plain.length), 0);
  return knownLetters(tokens, lexicon, named) >= all + (IN_DOUBT[lexicon.language] ?? 0);
}

/** How many letters of a sentence are words of a language. */
function knownLetters(tokens: readonly Token[], lexicon: Lexicon, named: ReadonlySet<number>): number {
  let letters = IN_DOUBT[lexicon.language] ?? 0;
  for (let at = 0; at < tokens.length; ) {
    const found = lexicon.find(tokens, at);
    for (let i = at; found && i < at + found.count; i++) if (!named.has(i)) letters += tokens[i]?.plain.length ?? 0;
    at += found?.count ?? 1;
  }
  return letters;
}

/** The words that belong to names: "Night Perimeter" makes no sentence English. */
function namesIn(tokens: readonly Token[], names: NameIndex): ReadonlySet<number> {
  const pieces = piecesOf(tokens, []);
  const named = new Set<number>();
  for (let at = 0; at < tokens.length; at++) {
    const start = pieces.starts[at] ?? -1;
    const part = names.part(pieces.texts, start);
    const found = names.whole(pieces.texts, start) ?? (part && part.count > 1 ? part : undefined);
    const to = found ? lastWord(pieces, at, found.count) : undefined;
    for (let i = at; to !== undefined && i <= to; i++) named.add(i);
  }
  return named;
}
