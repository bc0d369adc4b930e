import { simplify } from '../core/names.ts';

/** What kind of thing bears a name. */
export type NameKind = 'robot' | 'mission' | 'site';

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
}

interface Entry {
  readonly kind: NameKind;
  readonly name: string;
  readonly pieces: readonly string[];
}

/** Finds names among the pieces of a sentence: words and numbers, simplified. */
export interface NameIndex {
  readonly names: Names;
  /** The longest whole name that begins at a piece; several where they differ only by what people forget. */
  whole(pieces: readonly string[], at: number): NameFound | undefined;
  /** The longest part of a name that begins at a piece: words of it in their order. */
  part(pieces: readonly string[], at: number): NameFound | undefined;
  /** Single-word names and words of names that a mistyped word can mean. */
  readonly words: ReadonlyMap<string, readonly Entry[]>;
}

/** Builds the index; a few hundred names take about a millisecond. */
export function createNameIndex(names: Names): NameIndex {
  const entries: readonly Entry[] = (
    [
      ['robot', names.robots],
      ['mission', names.missions],
      ['site', names.sites],
    ] as const
  ).flatMap(([kind, list]) =>
    [...new Set(list)].map((name) => ({
      kind,
      name,
      pieces: simplify(name)
        .split(' ')
        .filter((piece) => piece !== ''),
    })),
  );
  const byFirst = Map.groupBy(
    entries.filter(({ pieces }) => pieces.length > 0),
    ({ pieces }) => pieces[0] ?? '',
  );
  const words = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const piece of new Set(entry.pieces)) {
      const sharing = words.get(piece);
      if (sharing) sharing.push(entry);
      else words.set(piece, [entry]);
    }
  }

  return {
    names,
    words,
    whole(pieces, at) {
      const fitting = (byFirst.get(pieces[at] ?? '') ?? []).filter((entry) =>
        entry.pieces.every((piece, i) => isSameWord(pieces[at + i] ?? '', piece)),
      );
      return longestOf(
        fitting.map((entry) => ({ entry, count: entry.pieces.length })),
        true,
      );
    },
    part(pieces, at) {
      const first = pieces[at] ?? '';
      const sharing = words.get(first) ?? words.get(singular(first)) ?? [];
      const found = sharing.map((entry) => ({ entry, count: inOrder(entry.pieces, pieces, at) }));
      return longestOf(found, false);
    },
  };
}

function longestOf(found: readonly { entry: Entry; count: number }[], whole: boolean): NameFound | undefined {
  const count = Math.max(0, ...found.map((each) => each.count));
  const best = found.filter((each) => each.count === count).map(({ entry }) => entry);
  const kind = best.some((entry) => entry.kind === 'robot') ? 'robot' : best[0]?.kind;
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

const singular = (word: string): string => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word);

const isSameWord = (written: string, word: string): boolean => written === word || singular(written) === word;
