import { nearestNames, simplify } from '../core/names.ts';
import { editDistance, type Lexicon } from './lexicon.ts';
import type { NameFound, NameIndex } from './name-index.ts';
import { NUMBERS } from './numbers.ts';
import type { Sign } from './rule.ts';
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
  /** It was read with a slip. */
  readonly guessed?: true;
}

/** What reading needs to know. */
export interface ReadingTools {
  /** The language of the sentence first, then those that lend words. */
  readonly lexicons: readonly Lexicon[];
  readonly names: NameIndex;
}

/** Reads a sentence from left to right: names first, then codes, words and phrases, near misses last. */
export function readMarks(tokens: readonly Token[], tools: ReadingTools): readonly Mark[] {
  const pieces = piecesOf(tokens, tools);
  const marks: Mark[] = [];
  for (let at = 0; at < tokens.length; ) {
    const mark =
      wholeName(tokens, at, pieces, tools) ??
      phraseOfCode(tokens, at, tools) ??
      codeAt(tokens, at, marks) ??
      partOfName(tokens, at, pieces, tools) ??
      wordsAt(tokens, at, tools, marks, pieces);
    marks.push(mark);
    at = mark.to + 1;
  }
  return marks;
}

interface Pieces {
  readonly texts: readonly string[];
  /** For each piece the word it belongs to, and for each word its first piece. */
  readonly words: readonly number[];
  readonly starts: readonly number[];
}

function piecesOf(tokens: readonly Token[], { lexicons }: ReadingTools): Pieces {
  const texts: string[] = [];
  const words: number[] = [];
  const starts: number[] = [];
  for (const [i, token] of tokens.entries()) {
    starts.push(texts.length);
    const number = token.quoted ? undefined : numberOf(token, lexicons);
    for (const piece of number === undefined ? simplify(token.text).split(' ') : [String(number)]) {
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

function markOf(tokens: readonly Token[], from: number, to: number, signs: readonly Sign[], value?: unknown): Mark {
  const words = tokens.slice(from, to + 1);
  return {
    signs,
    text: words.map(({ text }) => text).join(' '),
    from,
    to,
    joined: tokens[from]?.joined ?? false,
    ends: tokens[to]?.ends ?? false,
    ...(value !== undefined && { value }),
  };
}

const signOf = { robot: '@robot', mission: '@mission', site: '@site' } as const;

function wholeName(tokens: readonly Token[], at: number, pieces: Pieces, tools: ReadingTools): Mark | undefined {
  const found = tools.names.whole(pieces.texts, pieces.starts[at] ?? -1);
  if (found === undefined) return undefined;
  const to = lastWord(found, at, pieces);
  if (to === undefined) return undefined;
  const text = tokens
    .slice(at, to + 1)
    .map((token) => token.text)
    .join(' ');
  // A robot may be called "Last" or "Battery": then only the name as it is written is the name.
  const isOrdinary =
    at === to &&
    !tokens[at]?.quoted &&
    tools.lexicons.some((lexicon) => lexicon.isConcept(tokens[at]?.plain ?? '').length > 0);
  const written = found.names.filter((name) => name === text);
  if (isOrdinary && (written.length === 0 || at === 0)) return undefined;
  return markOf(tokens, at, to, [signOf[found.kind]], written.length > 0 ? written : found.names);
}

/** The word in which the name ends, where it ends with a word. */
function lastWord({ count }: NameFound, at: number, { words, starts }: Pieces): number | undefined {
  const end = (starts[at] ?? 0) + count;
  const to = words[end - 1];
  return to !== undefined && (words[end] ?? -1) !== to ? to : undefined;
}

/** Part of a name: two words of it, or one that means nothing else. */
function partOfName(tokens: readonly Token[], at: number, pieces: Pieces, tools: ReadingTools): Mark | undefined {
  const start = pieces.starts[at] ?? -1;
  if (pieces.words[start] !== at) return undefined;
  const found = tools.names.part(pieces.texts, start);
  if (found === undefined) return undefined;
  const to = lastWord(found, at, pieces);
  if (to === undefined) return undefined;
  const token = tokens[at];
  const next = tokens[to + 1];
  if (found.count === 1) {
    const isNumbered = next !== undefined && !token?.ends && /^\p{L}?-?\d+$/u.test(next.plain);
    if (isNumbered || token === undefined || /^\d/.test(token.plain) || token.plain.length < 4) return undefined;
    const concepts = tools.lexicons.flatMap((lexicon) => lexicon.isConcept(token.plain));
    const isPlural = !tools.names.words.has(pieces.texts[start] ?? '');
    const means = concepts.filter((concept) => concept !== 'mission' && concept !== 'robot');
    if (means.length > 0) return undefined;
    if (concepts.includes('mission') && (found.names.length > 1 || isPlural || isSaidOfMany(tokens, at, tools)))
      return undefined;
    const before = tokens[at - 1]?.plain ?? '';
    const behind = next === undefined ? [] : tools.lexicons.flatMap((lexicon) => lexicon.isConcept(next.plain));
    const isKind =
      concepts.includes('robot') &&
      (isPlural || behind.includes('robot') || ['a', 'any', 'each', 'every', 'which'].includes(before));
    if (isKind) return undefined;
    if (concepts.includes('robot') && !token.plain.startsWith('spot')) return undefined;
  } else if (!/\p{L}/u.test(tokens[at]?.text ?? '')) return undefined;
  return markOf(tokens, at, to, [signOf[found.kind]], found.names);
}

/** "Any inspection", "all rounds": not one mission's name. */
function isSaidOfMany(tokens: readonly Token[], at: number, { lexicons }: ReadingTools): boolean {
  const before = tokens[at - 1]?.plain ?? '';
  return lexicons.some((lexicon) =>
    lexicon.isConcept(before).some((concept) => concept === 'any' || concept === 'all'),
  );
}

/** Addresses, ids, work orders, clock times, dates, numbers. */
function codeAt(tokens: readonly Token[], at: number, before: readonly Mark[]): Mark | undefined {
  const token = tokens[at];
  if (token === undefined || token.quoted) return undefined;
  const { text, plain } = token;
  if (/^<@|^@/.test(text)) return markOf(tokens, at, at, ['@user'], text);
  if (/^<#|^#/.test(text)) return markOf(tokens, at, at, ['@channel'], text.replace(/^<|>$/g, ''));
  if (/^[a-z_]+\/[a-z_]+$/i.test(text)) return markOf(tokens, at, at, ['@zone'], text);
  const previous = before.at(-1);
  const isAfter = (...concepts: readonly Sign[]): boolean =>
    previous !== undefined && concepts.some((concept) => previous.signs.includes(concept));
  const [, order] = /^(?:wo)?-?(\d{4,})$/.exec(plain) ?? [];
  if (order !== undefined && (plain.startsWith('wo') || isAfter('work_order')) && !/^20\d\d-/.test(plain)) {
    return markOf(tokens, at, at, ['@order'], `WO-${order}`);
  }
  if (/^\d{4}-\d\d-\d\d(?:t\d\d:\d\d)?$/.test(plain)) return markOf(tokens, at, at, ['@date'], plain);
  if (/^\d{1,2}:\d\d(?:am|pm)?$/.test(plain)) return markOf(tokens, at, at, ['@clock'], plain);
  if (/^\d{1,2}(?:am|pm|h|uhr)$/.test(plain) && !(plain.endsWith('h') && isAfter('last', 'next'))) {
    return plain.endsWith('h') ? markOf(tokens, at, at, ['@span'], plain) : markOf(tokens, at, at, ['@clock'], plain);
  }
  if (/^\d+(?:m|min|h|d|w|days?|hrs?)$/.test(plain)) return markOf(tokens, at, at, ['@span'], plain);
  if (/^\d+(?:-\d+)+$/.test(plain)) return markOf(tokens, at, at, ['@serial'], text);
  if (/^\d+(?:st|nd|rd|th)$/.test(plain)) return markOf(tokens, at, at, ['@number'], Number.parseInt(plain, 10));
  if (/^\d+(?:[.,]\d+)?$/.test(plain)) return markOf(tokens, at, at, ['@number'], Number(plain.replace(',', '.')));
  if (/^(?=.*\d)(?=.*[a-f])[0-9a-f]{4,}(?:-[0-9a-f]{4,})*$/.test(plain)) return markOf(tokens, at, at, ['@id'], plain);
  return undefined;
}

/** Phrases that begin with a number, "24h format". */
function phraseOfCode(tokens: readonly Token[], at: number, { lexicons }: ReadingTools): Mark | undefined {
  if (!/^\d/.test(tokens[at]?.plain ?? '')) return undefined;
  const found = lexicons
    .map((lexicon) => lexicon.find(tokens, at))
    .find((each) => each !== undefined && each.count > 1);
  return found && markOf(tokens, at, at + found.count - 1, found.concepts);
}

/** Whether a name begins inside a phrase: "the night" before "Night Perimeter". */
function nameWithin(pieces: Pieces, at: number, count: number, { names }: ReadingTools): boolean {
  for (let i = at + 1; i < at + count; i++) {
    const start = pieces.starts[i] ?? -1;
    if (names.whole(pieces.texts, start) || (names.part(pieces.texts, start)?.count ?? 0) > 1) return true;
  }
  return false;
}

function wordsAt(
  tokens: readonly Token[],
  at: number,
  tools: ReadingTools,
  before: readonly Mark[],
  pieces: Pieces,
): Mark {
  for (const lexicon of tools.lexicons) {
    const found = lexicon.find(tokens, at);
    if (found === undefined) continue;
    const isCut = found.count > 1 && nameWithin(pieces, at, found.count, tools);
    if (!isCut || found.concepts.includes('last_night')) {
      // "Last night's perimeter run": the night belongs to the time and to the name.
      return markOf(tokens, at, isCut ? at : at + found.count - 1, found.concepts);
    }
    return markOf(tokens, at, at, lexicon.isConcept(tokens[at]?.plain ?? ''));
  }
  const token = tokens[at];
  const plain = token?.plain ?? '';
  if (/\p{Extended_Pictographic}|^[%<>+]$/u.test(plain)) return markOf(tokens, at, at, ['filler']);
  if (token?.quoted) return unknownName(tokens, at, tools, before);
  const name = misspelledName(tokens, at, tools);
  if (name) return name;
  const [own] = tools.lexicons;
  for (const ending of ['s', 'es', 'ed', 'ing', 'd', 'ly']) {
    if (own?.language !== 'en' || !plain.endsWith(ending) || plain.length - ending.length < 3) continue;
    const concepts = own.isConcept(plain.slice(0, -ending.length));
    if (concepts.length > 0) return markOf(tokens, at, at, concepts);
  }
  const isName = /^\p{Lu}/u.test(token?.text ?? '') && at > 0 && !tokens[at - 1]?.ends;
  for (const lexicon of isName ? [] : tools.lexicons) {
    const concepts = lexicon.nearest(plain);
    if (concepts) return { ...markOf(tokens, at, at, concepts), guessed: true };
  }
  return unknownName(tokens, at, tools, before);
}

/** A name with a slip in it; digits make another name, not a slip. */
function misspelledName(tokens: readonly Token[], at: number, { names }: ReadingTools): Mark | undefined {
  const plain = tokens[at]?.plain ?? '';
  const isNumbered = /^\p{L}?-?\d+$/u.test(tokens[at + 1]?.plain ?? '');
  if (plain.length < 4 || /\d/.test(plain) || isNumbered) return undefined;
  const most = plain.length < 8 ? 1 : 2;
  for (const [word, entries] of names.words) {
    const [only] = entries;
    if (only === undefined || word.length < 4 || Math.abs(word.length - plain.length) > most || word[0] !== plain[0])
      continue;
    if (word === plain || editDistance(plain, word, most) > most) continue;
    if (only.pieces.length > 1 && entries.length > 1) continue;
    return { ...markOf(tokens, at, at, [signOf[only.kind]], [only.name]), guessed: true };
  }
  return undefined;
}

/** A word that means nothing: perhaps the name of something unknown, where it looks like one or stands where one does. */
function unknownName(
  tokens: readonly Token[],
  at: number,
  { names, lexicons }: ReadingTools,
  before: readonly Mark[],
): Mark {
  const token = tokens[at];
  const next = tokens[at + 1];
  const behind =
    next === undefined || token?.ends
      ? []
      : lexicons.flatMap((lexicon) => lexicon.find(tokens, at + 1)?.concepts ?? []);
  const previous = before.at(-1);
  const isAnnounced = previous?.signs.some((sign) => sign === 'robot') === true && !previous.ends;
  const isCapital = /^\p{Lu}/u.test(token?.text ?? '') && at > 0 && !tokens[at - 1]?.ends;
  const isMission = behind.includes('mission') && before.length > 1 && !isAnnounced;
  const isCode = /^\p{L}{3,}-?\d+$/u.test(token?.text ?? '');
  if (!token?.quoted && !isAnnounced && !isCapital && !isMission && !isCode)
    return markOf(tokens, at, at, ['@unknown']);
  const list = isMission ? names.names.missions : names.names.robots;
  const to = isMission && at + 1 < tokens.length ? at + 1 : at;
  const text = tokens
    .slice(at, to + 1)
    .map((each) => each.text)
    .join(' ');
  const suggest = (): readonly string[] => nearestNames(text, list);
  return markOf(tokens, at, token?.quoted || !isMission ? at : to, isMission ? ['@nomission'] : ['@norobot'], suggest);
}
