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
  /** How many keys are remembered at most; whoever asked longest ago is forgotten first. */
  readonly most?: number;
}

interface Requests {
  /** When each of the last ones was taken, the oldest first. */
  readonly at: readonly EpochMs[];
  readonly toldAt?: EpochMs;
}

const MOST = 10_000;

/** Builds an empty count: at most so many within every span of that length. */
export function createRequestLimit({ count, perMs, now, most = MOST }: RequestLimitOptions): RequestLimit {
  const known = new Map<string, Requests>();

  /** Whether a moment is less than a span ago; one to come is not, which a clock that was put back makes. */
  const isRecent = (at: EpochMs | undefined): at is EpochMs => at !== undefined && at > now() - perMs && at <= now();

  function keep(key: string, requests: Requests): void {
    known.delete(key);
    known.set(key, requests);
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
  }

  return {
    take(key) {
      const before = known.get(key);
      const at = before?.at.filter(isRecent) ?? [];
      const toldAt = isRecent(before?.toldAt) ? before.toldAt : undefined;
      const [oldest = now()] = at;
      if (at.length < count) {
        keep(key, { at: [...at, now()], ...(toldAt !== undefined && { toldAt }) });
        return undefined;
      }
      keep(key, { at, toldAt: toldAt ?? now() });
      return { freeAt: oldest + perMs, isFirst: toldAt === undefined };
    },
  };
}
