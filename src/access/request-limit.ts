import { createRecentMap } from '../core/recent-map.ts';
import type { EpochMs } from '../core/reply.ts';

/** How many requests are taken within which time. */
export interface Rate {
  readonly count: number;
  readonly perMs: number;
}

/** A request too many. */
export interface TooMany {
  /** When the next one is taken. */
  readonly freeAt: EpochMs;
  /** Whether it is the first for a while to be told so. */
  readonly isFirst: boolean;
}

/** Counts requests by whoever makes them. */
export interface RequestLimit {
  /** Takes one, or tells why not; what is not taken does not count. */
  take(key: string): TooMany | undefined;
}

export interface RequestLimitOptions extends Rate {
  readonly now: () => EpochMs;
  /** How many keys are remembered at most, the latter half of them for sure; whoever asked longest ago is forgotten first. */
  readonly most?: number;
}

interface Requests {
  /** When each of the last ones was taken: a ring, as long as there may be requests at most. */
  readonly at: EpochMs[];
  /** Where in the ring the next one goes, which is where the oldest stands. */
  next: number;
  toldAt: EpochMs | undefined;
}

const MOST = 10_000;

/** Builds an empty count: at most so many within every span of that length. */
export function createRequestLimit({ count, perMs, now, most = MOST }: RequestLimitOptions): RequestLimit {
  const known = createRecentMap<Requests>(most);

  /** Whether a moment is less than a span ago; one to come is not, which a clock that was put back makes. */
  const isRecent = (at: EpochMs | undefined): at is EpochMs => at !== undefined && at > now() - perMs && at <= now();

  return {
    take(key) {
      const requests = known.get(key) ?? { at: [], next: 0, toldAt: undefined };
      known.set(key, requests);
      const oldest = requests.at[requests.next];
      if (isRecent(oldest)) {
        const isFirst = !isRecent(requests.toldAt);
        if (isFirst) requests.toldAt = now();
        return { freeAt: oldest + perMs, isFirst };
      }
      requests.at[requests.next] = now();
      requests.next = (requests.next + 1) % count;
      return undefined;
    },
  };
}
