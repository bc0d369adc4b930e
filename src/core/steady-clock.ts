import type { EpochMs } from './reply.ts';

/** A clock that stands still where the other one is set back, and goes on from there: for what compares only its own moments. */
export function createSteadyClock(now: () => EpochMs): () => number {
  let before = now();
  let offset = 0;
  return () => {
    const time = now();
    offset += Math.max(0, before - time);
    before = time;
    return time + offset;
  };
}
