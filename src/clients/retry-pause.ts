import type { EpochMs } from '../core/reply.ts';

/** How long to leave something alone that was refused: 30 s, doubled by each further refusal up to 15 min. */
export interface RetryPause {
  /** When the next try may be; undefined where nothing was refused. */
  readonly until: EpochMs | undefined;
  /** Milliseconds until then, 0 when a try may be now. */
  remainingMs(): number;
  /** Counts a refusal; `atLeastMs` is what the server asked for. */
  refused(atLeastMs?: number): void;
}

const FIRST_MS = 30_000;
const LONGEST_MS = 15 * 60_000;

/** A pause that has not begun. */
export function createRetryPause(now: () => EpochMs): RetryPause {
  let refusals = 0;
  let pause: { readonly since: EpochMs; readonly until: EpochMs } | undefined;

  /** A clock that was set back cannot tell how much of a pause is left: then it is over, or it would last as long as the clock went back. */
  function end(): EpochMs | undefined {
    if (pause === undefined) return undefined;
    return now() < pause.since ? now() : pause.until;
  }

  return {
    get until() {
      return end();
    },
    remainingMs: () => Math.max(0, (end() ?? 0) - now()),
    refused: (atLeastMs = 0) => {
      const since = now();
      pause = { since, until: since + Math.max(atLeastMs, Math.min(FIRST_MS * 2 ** refusals, LONGEST_MS)) };
      refusals++;
    },
  };
}

/** How long a pause is, in words. */
export function writePause(ms: number): string {
  return ms < 120_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / 60_000)} min`;
}
