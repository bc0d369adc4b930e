import { CONCEPTS, type Concept } from '../concepts.ts';
import { plainWord, type Token } from './tokens.ts';

/** The words of one language: for each concept the words and short phrases that mean it. */
export type WordList = Readonly<Partial<Record<Concept, readonly string[]>>>;

/** Words found at a place, and what they mean. */
export interface Found {
  readonly count: number;
  readonly concepts: readonly Concept[];
}

/** Looks up words of one language. */
export interface Lexicon {
  readonly language: string;
  /** The longest phrase that begins at a word. */
  find(tokens: readonly Token[], at: number): Found | undefined;
  /** What the nearest word means, for a word that was mistyped. */
  nearest(word: string): readonly Concept[] | undefined;
  /** Cuts a text without spaces into the words it knows and what stands between them. */
  cut(text: string): readonly string[];
  isConcept(word: string): readonly Concept[];
}

const isConcept = (name: string): name is Concept => Object.hasOwn(CONCEPTS, name);

/** Phrases by their words with one space between, and how many words the longest that begins with a word has. */
interface Phrases {
  readonly concepts: Map<string, readonly Concept[]>;
  readonly longest: Map<string, number>;
}

/** Builds the lookup over a word list; names that are no concepts are left out. */
export function createLexicon(language: string, list: WordList): Lexicon {
  // Most languages are never asked for.
  let built: Phrases | undefined;
  const phrases = (): Phrases => {
    built ??= phrasesOf(list);
    return built;
  };
  let letters: number | undefined;

  return {
    language,
    find(tokens, at) {
      const { concepts, longest } = phrases();
      const first = tokens[at];
      const most = first === undefined || first.quoted ? 0 : (longest.get(first.plain) ?? 0);
      for (let count = countOf(tokens, at, most); count > 0; count--) {
        const found = concepts.get(textOf(tokens, at, count));
        if (found) return { count, concepts: found };
      }
      return undefined;
    },
    nearest: createNearest(() => phrases().concepts),
    cut(text) {
      const { concepts } = phrases();
      letters ??= [...concepts.keys()].reduce((most, { length }) => Math.max(most, length), 0);
      return cutText(text, (part) => concepts.has(part), letters);
    },
    isConcept: (word) => phrases().concepts.get(word) ?? [],
  };
}

/** How many words from one on can be a phrase: up to a name in quotes or the end of the sentence. */
function countOf(tokens: readonly Token[], at: number, most: number): number {
  let count = 0;
  while (count < most && at + count < tokens.length && !tokens[at + count]?.quoted) {
    count++;
    if (tokens[at + count - 1]?.ends) break;
  }
  return count;
}

function textOf(tokens: readonly Token[], at: number, count: number): string {
  let text = tokens[at]?.plain ?? '';
  for (let i = at + 1; i < at + count; i++) text += ` ${tokens[i]?.plain}`;
  return text;
}

/** There are ten thousands of phrases, so this does no more than it must. */
function phrasesOf(list: WordList): Phrases {
  const concepts = new Map<string, readonly Concept[]>();
  const longest = new Map<string, number>();
  for (const [name, texts] of Object.entries(list)) {
    if (!isConcept(name)) continue;
    for (const text of texts) {
      const phrase = PLAIN.test(text) ? text : spaced(plainWord(text));
      if (phrase === '') continue;
      const known = concepts.get(phrase);
      if (known === undefined) concepts.set(phrase, [name]);
      else if (!known.includes(name)) concepts.set(phrase, [...known, name]);
      const space = phrase.indexOf(' ');
      const first = space < 0 ? phrase : phrase.slice(0, space);
      const count = space < 0 ? 1 : wordsIn(phrase);
      if (count > (longest.get(first) ?? 0)) longest.set(first, count);
    }
  }
  return { concepts, longest };
}

/** As nearly all are written: nothing is to be done about them. */
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

function wordsIn(phrase: string): number {
  let count = 1;
  for (let at = phrase.indexOf(' '); at >= 0; at = phrase.indexOf(' ', at + 1)) count++;
  return count;
}

const spaced = (text: string): string =>
  /[-/_.,]|^ | {2}| $/.test(text) ? text.replace(/[-/_., ]+/g, ' ').trim() : text;

/** Builds the function that finds what a mistyped word means; it remembers the last ones. */
function createNearest(phrases: () => ReadonlyMap<string, readonly Concept[]>): Lexicon['nearest'] {
  const near = new Map<string, readonly Concept[] | undefined>();
  let byStart: Map<string, [string, readonly Concept[]][]> | undefined;

  function findNearest(word: string): readonly Concept[] | undefined {
    // Only for words that were mistyped, so it is built when there is one.
    byStart ??= Map.groupBy(
      [...phrases()].filter(([key]) => !key.includes(' ') && key.length >= 4),
      ([key]) => key.charAt(0),
    );
    let best: { concepts: readonly Concept[]; distance: number } | undefined;
    for (const [key, concepts] of byStart.get(word.charAt(0)) ?? []) {
      const most = allowance(Math.min(word.length, key.length));
      if (Math.abs(key.length - word.length) > most) continue;
      const distance = editDistance(word, key, most);
      if (distance <= most && distance < (best?.distance ?? 9)) best = { concepts, distance };
    }
    return best?.concepts;
  }

  return (word) => {
    if (word.length < 4 || /\d/.test(word)) return undefined;
    if (near.size > 1_000) near.clear();
    if (!near.has(word)) near.set(word, findNearest(word));
    return near.get(word);
  };
}

function cutText(text: string, isKnown: (part: string) => boolean, longest: number): readonly string[] {
  const parts: string[] = [];
  let unknown = '';
  for (let at = 0; at < text.length; ) {
    let length = Math.min(longest, text.length - at);
    while (length > 0 && !isKnown(text.slice(at, at + length))) length--;
    if (length === 0) {
      unknown += text.charAt(at++);
      continue;
    }
    if (unknown !== '') parts.push(unknown);
    unknown = '';
    parts.push(text.slice(at, at + length));
    at += length;
  }
  return unknown === '' ? parts : [...parts, unknown];
}

/** How many slips a word of a length may have. */
const allowance = (length: number): number => (length < 5 ? 0.9 : length < 8 ? 1 : 2);

/** Slips between two words: letters added, lost, changed or swapped; a changed letter of a short word counts more, because it makes another word. */
export function editDistance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  const change = Math.min(a.length, b.length) < 6 ? 1.1 : 1;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const cost = Math.min(
        (last[j] ?? 9) + 1,
        (row[j - 1] ?? 9) + 1,
        (last[j - 1] ?? 9) + (isSame ? 0 : change),
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 9) + 0.9 : 9,
      );
      row.push(cost);
    }
    if (Math.min(...row, ...before) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? 9;
}
