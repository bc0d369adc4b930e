import type { EpochMs } from './reply.ts';

/** Remembers keys for a while, so that what a platform delivers twice is answered once. */
export interface RecentlySeen {
  /** Whether any of the keys was there before; all of them are from now on. */
  meet(...keys: readonly string[]): boolean;
}

export interface RecentlySeenOptions {
  readonly now: () => EpochMs;
  /** How long a key is remembered at least, in milliseconds; at most it is twice as long. */
  readonly keepMs: number;
  /** How many keys are remembered at most. */
  readonly most: number;
}

/** Builds an empty memory: two sets, of which the older is dropped as a whole, because a map that loses its oldest key with each new one gets slow. */
export function createRecentlySeen({ now, keepMs, most }: RecentlySeenOptions): RecentlySeen {
  let older = new Set<string>();
  let newer = new Set<string>();
  let newerSince = now();

  function age(): void {
    const passed = now() - newerSince;
    if (passed < keepMs && newer.size < most / 2) return;
    older = passed < 2 * keepMs ? newer : new Set();
    newer = new Set();
    newerSince += passed;
  }

  return {
    meet(...keys) {
      age();
      const wasSeen = keys.some((key) => newer.has(key) || older.has(key));
      for (const key of keys) newer.add(key);
      return wasSeen;
    },
  };
}
