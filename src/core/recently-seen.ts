import { createRecentMap } from './recent-map.ts';
import type { EpochMs } from './reply.ts';

/** Remembers keys for a while, so that what a platform delivers twice is answered once. */
export interface RecentlySeen {
  /** Whether any of the keys was there before; all of them are from now on. */
  meet(...keys: readonly string[]): boolean;
}

export interface RecentlySeenOptions {
  readonly now: () => EpochMs;
  /** How long a key is remembered, in milliseconds. */
  readonly keepMs: number;
  /** How many keys are remembered at most, the latter half of them for sure. */
  readonly most: number;
}

/** Builds an empty memory. */
export function createRecentlySeen({ now, keepMs, most }: RecentlySeenOptions): RecentlySeen {
  const known = createRecentMap<EpochMs>(most);

  return {
    meet(...keys) {
      const wasSeen = keys.some((key) => now() - (known.get(key) ?? Number.NEGATIVE_INFINITY) <= keepMs);
      for (const key of keys) known.set(key, now());
      return wasSeen;
    },
  };
}
