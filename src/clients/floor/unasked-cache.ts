import type { EpochMs } from '../../core/reply.ts';
import type { Cache } from '../cache.ts';
import type { QuotaUse } from './floor-client.ts';
import { QuotaKept } from './floor-errors.ts';

/** Older than this nothing is told as if it were so now. */
const RECENT_MS = 10 * 60_000;

/** The same cache for what nobody has asked: while calls are kept for people it loads nothing, and tells only what is recent. */
export function createUnaskedCache({
  cache,
  quota,
  who,
  now,
}: {
  readonly cache: Cache;
  readonly quota: () => QuotaUse;
  readonly who: string;
  readonly now: () => EpochMs;
}): Cache {
  return {
    ...cache,
    async get<T>(...asked: Parameters<typeof cache.get<T>>) {
      const { state, used, limit } = quota();
      if (state !== 'on-demand') return cache.get<T>(...asked);
      const [key] = asked;
      const known = cache.peek<T>(key);
      if (known !== undefined && now() - known.asOf < RECENT_MS) return known;
      throw new QuotaKept(
        `${used} of the ${limit} calls that ${who} allows in a week are made; the rest is kept for questions of people.`,
        'calls are kept for people',
      );
    },
  };
}
