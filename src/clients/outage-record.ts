import type { EpochMs } from '../core/reply.ts';
import type { RemoteError } from './errors.ts';
import type { Outage } from './known.ts';

/** What is remembered of a source's answers and failures. */
export interface OutageRecord {
  readonly outage: Outage | undefined;
  readonly lastAnswerAt: EpochMs | undefined;
  answered(): void;
  failed(error: RemoteError): void;
}

/** A record of nothing yet. */
export function createOutageRecord(now: () => EpochMs): OutageRecord {
  let outage: Outage | undefined;
  let lastAnswerAt: EpochMs | undefined;
  let last: RemoteError | undefined;
  return {
    get outage() {
      return outage;
    },
    get lastAnswerAt() {
      return lastAnswerAt;
    },
    answered: () => {
      outage = undefined;
      lastAnswerAt = now();
    },
    failed: (error) => {
      // All who wait for one log-in get its one error: that was one try.
      if (error === last && outage !== undefined) return;
      last = error;
      outage = nextOutage(outage, error, now());
    },
  };
}

/** The outage after one more failure; it began no later than that, also where the clock was set back meanwhile. */
export function nextOutage(outage: Outage | undefined, error: RemoteError, at: EpochMs): Outage {
  return { since: Math.min(outage?.since ?? at, at), tries: (outage?.tries ?? 0) + 1, reason: error.reason };
}
