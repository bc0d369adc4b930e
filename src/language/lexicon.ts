import { CONCEPTS, type Concept } from './concepts.ts';
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

interface Phrase {
  readonly words: readonly string[];
  readonly concepts: Set<Concept>;
}

const isConcept = (name: string): name is Concept => Object.hasOwn(CONCEPTS, name);

/** Builds the lookup over a word list; names that are no concepts are left out. */
export function createLexicon(language: string, list: WordList): Lexicon {
  const phrases = phrasesOf(list);
  const byFirst = Map.groupBy(phrases.values(), ({ words }) => words[0] ?? '');
  for (const sharing of byFirst.values()) sharing.sort((a, b) => b.words.length - a.words.length);
  const longest = Math.max(0, ...[...phrases.keys()].map((key) => key.length));
  const nearest = createNearest(phrases);

  return {
    language,
    find(tokens, at) {
      const first = tokens[at];
      if (first === undefined || first.quoted) return undefined;
      const found = byFirst.get(first.plain)?.find(({ words }) =>
        words.every((word, i) => {
          const token = tokens[at + i];
          return token !== undefined && !token.quoted && token.plain === word && (i === 0 || !tokens[at + i - 1]?.ends);
        }),
      );
      return found && { count: found.words.length, concepts: [...found.concepts] };
    },
    nearest,
    cut: (text) => cutText(text, (part) => phrases.has(part), longest),
    isConcept: (word) => [...(phrases.get(word)?.concepts ?? [])],
  };
}

function phrasesOf(list: WordList): Map<string, Phrase> {
  const phrases = new Map<string, Phrase>();
  for (const [name, texts] of Object.entries(list)) {
    if (!isConcept(name)) continue;
    for (const text of texts) addPhrase(phrases, name, text);
  }
  return phrases;
}

/** Builds the function that finds what a mistyped word means; it remembers the last ones. */
function createNearest(phrases: ReadonlyMap<string, Phrase>): Lexicon['nearest'] {
  const near = new Map<string, readonly Concept[] | undefined>();
  let byStart: Map<string, [string, Phrase][]> | undefined;

  function findNearest(word: string): readonly Concept[] | undefined {
    // Only for words that were mistyped, so it is built when there is one.
    byStart ??= Map.groupBy(
      [...phrases].filter(([key]) => !key.includes(' ') && key.length >= 4),
      ([key]) => key.charAt(0),
    );
    let best: { concepts: readonly Concept[]; distance: number } | undefined;
    for (const [key, { concepts }] of byStart.get(word.charAt(0)) ?? []) {
      const most = allowance(Math.min(word.length, key.length));
      if (Math.abs(key.length - word.length) > most) continue;
      const distance = editDistance(word, key, most);
      if (distance <= most && distance < (best?.distance ?? 9)) best = { concepts: [...concepts], distance };
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

function addPhrase(phrases: Map<string, Phrase>, concept: Concept, text: string): void {
  const words = plainWord(text)
    .replace(/[-/_.,]/g, ' ')
    .split(' ')
    .filter((word) => word !== '');
  const key = words.join(' ');
  const known = phrases.get(key);
  if (known) known.concepts.add(concept);
  else if (key !== '') phrases.set(key, { words, concepts: new Set([concept]) });
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
