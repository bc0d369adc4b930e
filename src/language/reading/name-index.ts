import { sharedStart, simplify } from '../../core/names.ts';
import { editDistance } from './lexicon.ts';

/** What kind of thing bears a name. */
export type NameKind = 'robot' | 'mission' | 'site' | ThingKind;

/** What a shop floor names. */
export type ThingKind = 'station' | 'product';

/** A name found in a sentence: whom it can mean, and how many pieces of the sentence it took. */
export interface NameFound {
  readonly kind: NameKind;
  readonly names: readonly string[];
  readonly count: number;
  /** All of the name was written. */
  readonly whole: boolean;
}

/** Names known to the bot. */
export interface Names {
  readonly robots: readonly string[];
  readonly missions: readonly string[];
  readonly sites: readonly string[];
  /** There are several sites, so that a line has to say which is meant. */
  readonly severalSites?: true;
  /** Of the shop floor, where there is one. */
  readonly stations?: readonly string[];
  readonly products?: readonly string[];
}

interface Entry {
  readonly kind: NameKind;
  readonly name: string;
  readonly pieces: readonly string[];
}

/** Finds names among the pieces of a sentence: words and numbers, simplified. */
export interface NameIndex {
  readonly names: Names;
  /** The longest whole name that begins at a piece; several where they differ only by what people forget. Of a robot and a station with the same name it is the robot, unless the station is to be first. */
  whole(pieces: readonly string[], at: number, first?: NameKind): NameFound | undefined;
  /** The longest part of the name of a robot, mission or site that begins at a piece: words of it in their order. */
  part(pieces: readonly string[], at: number): NameFound | undefined;
  /** Whether a word stands in a name, as it is. */
  hasWord(word: string): boolean;
  /** The one word of names that a word was shortened from, or mistyped for. */
  near(word: string): string | undefined;
  /** What a shop floor calls a station or product that was named so; of several what they all begin with. Nothing where none fits, or every station does. */
  thing(kind: ThingKind, written: string): string | undefined;
}

/** Builds the index; a few hundred names take about a millisecond. */
export function createNameIndex(names: Names): NameIndex {
  const entries = entriesOf([
    ['robot', names.robots],
    ['mission', names.missions],
    ['site', names.sites],
  ]);
  const things = entriesOf([
    ['station', names.stations ?? []],
    ['product', names.products ?? []],
  ]);
  const byFirst = Map.groupBy([...entries, ...things], ({ pieces }) => pieces[0] ?? '');
  const words = byWord(entries);
  const near = new Map<string, string | undefined>();

  return {
    names,
    hasWord: (word) => words.has(word),
    near(word) {
      if (near.size > 1_000) near.clear();
      if (!near.has(word)) near.set(word, nearestWord(word, words.keys()));
      return near.get(word);
    },
    whole(pieces, at, first = 'robot') {
      const fitting = (byFirst.get(pieces[at] ?? '') ?? []).filter((entry) =>
        entry.pieces.every((piece, i) => isSameWord(pieces[at + i] ?? '', piece)),
      );
      return longestOf(
        fitting.map((entry) => ({ entry, count: entry.pieces.length })),
        { whole: true, first },
      );
    },
    part(pieces, at) {
      const first = pieces[at] ?? '';
      const sharing = words.get(first) ?? words.get(stem(first)) ?? [];
      const found = sharing.map((entry) => ({ entry, count: inOrder(entry.pieces, pieces, at) }));
      return longestOf(found, { whole: false, first: 'robot' });
    },
    thing(kind, written) {
      const named = things.filter((entry) => entry.kind === kind);
      const fitting = namedSo(written, named);
      const [first, ...more] = fitting.map(({ name }) => name);
      if (first === undefined || more.length === 0) return first;
      return kind === 'station' && fitting.length === named.length
        ? undefined
        : sharedStart([first, ...more]) || written;
    },
  };
}

/** Those that are called so, as a whole before a part. */
function namedSo(written: string, things: readonly Entry[]): readonly Entry[] {
  const pieces = simplify(written).split(' ');
  const fitting = things.filter((entry) => inOrder(entry.pieces, pieces, 0) === pieces.length);
  const whole = fitting.filter((entry) => entry.pieces.length === pieces.length);
  return whole.length > 0 ? whole : fitting;
}

function entriesOf(kinds: readonly (readonly [NameKind, readonly string[]])[]): readonly Entry[] {
  return kinds
    .flatMap(([kind, list]) => [...new Set(list)].map((name) => ({ kind, name, pieces: simplify(name).split(' ') })))
    .filter(({ pieces }) => pieces[0] !== '');
}

function byWord(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const words = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const piece of new Set(entry.pieces)) {
      const sharing = words.get(piece);
      if (sharing) sharing.push(entry);
      else words.set(piece, [entry]);
    }
  }
  return words;
}

function longestOf(
  found: readonly { entry: Entry; count: number }[],
  { whole, first }: { readonly whole: boolean; readonly first: NameKind },
): NameFound | undefined {
  const count = Math.max(0, ...found.map((each) => each.count));
  const best = found.filter((each) => each.count === count).map(({ entry }) => entry);
  const kind = best.some((entry) => entry.kind === first) ? first : best[0]?.kind;
  if (count === 0 || kind === undefined) return undefined;
  return { kind, names: best.filter((entry) => entry.kind === kind).map(({ name }) => name), count, whole };
}

/** How many pieces from `at` on are words of the name, in its order. */
function inOrder(name: readonly string[], pieces: readonly string[], at: number): number {
  let count = 0;
  let from = 0;
  while (at + count < pieces.length) {
    const piece = pieces[at + count] ?? '';
    const found = name.findIndex((word, i) => i >= from && isSameWord(piece, word));
    if (found < 0) break;
    from = found + 1;
    count++;
  }
  return count;
}

/** "Patrols" is "patrol", "nightly" is "night". */
const stem = (word: string): string => (word.length > 3 ? word.replace(/(?:s|ly)$/, '') : word);

const isSameWord = (written: string, word: string): boolean =>
  written === word || stem(written) === word || isShortened(written, word) || isSlip(written, word);

/** "Perim" is "perimeter", "rnd" is "round". */
function isShortened(written: string, word: string): boolean {
  if (written.length >= 4 && word.length > written.length + 1 && word.startsWith(written)) return true;
  return written.length >= 3 && written.length < word.length && written === word.charAt(0) + consonants(word.slice(1));
}

const consonants = (word: string): string => word.replace(/[aeiou]/g, '');

/** Digits make another name, not a slip. */
function isSlip(written: string, word: string): boolean {
  const most = written.length < 8 ? 1 : 2;
  if (written.length < 4 || word.length < 3 || written[0] !== word[0] || /\d/.test(written)) return false;
  if (written.length > 4 && written.length === word.length && lettersOf(written) === lettersOf(word)) return true;
  if (word.length === 3) return written.length === 4 && editDistance(written, word, 1) <= 1;
  return Math.abs(written.length - word.length) <= most && editDistance(written, word, most) <= most;
}

/** "Daysi" has the letters of "daisy". */
const lettersOf = (word: string): string => [...word].sort().join('');

function nearestWord(written: string, words: Iterable<string>): string | undefined {
  const all = [...words];
  const shortened = all.filter((word) => isShortened(written, word));
  const near = shortened.length > 0 ? shortened : all.filter((word) => isSlip(written, word));
  return near.length === 1 ? near[0] : undefined;
}
