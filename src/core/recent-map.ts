/** A map that remembers what was set last. */
export interface RecentMap<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
}

/**
 * Builds an empty map of at most so many keys, of which it keeps at least the latter half: two maps, of which the older
 * is dropped as a whole, because a map that loses its oldest key with each new one gets slow, and one that links its keys
 * takes the room of all of them from the start.
 */
export function createRecentMap<V>(most: number): RecentMap<V> {
  let older = new Map<string, V>();
  let newer = new Map<string, V>();

  return {
    get: (key) => newer.get(key) ?? older.get(key),
    set(key, value) {
      if (!newer.has(key) && newer.size >= most / 2) {
        older = newer;
        newer = new Map();
      }
      newer.set(key, value);
    },
    delete(key) {
      newer.delete(key);
      older.delete(key);
    },
  };
}
