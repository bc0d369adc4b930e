import { setTimeout as sleep } from 'node:timers/promises';

/** Waits so many milliseconds; rejects when the signal is aborted before. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<unknown>;

const waitByTimer: Wait = (ms, signal) => sleep(ms, undefined, { signal });

/** What work comes to, or what `late` returns or throws where it takes longer than so many milliseconds; the work itself goes on. */
export async function within<T, L>(
  ms: number,
  work: Promise<T>,
  late: () => L,
  wait: Wait = waitByTimer,
): Promise<T | L> {
  const timer = new AbortController();
  const tooLong = wait(ms, timer.signal).then(late);
  // Where the work was quicker nobody waits for this any more.
  tooLong.catch(() => undefined);
  return Promise.race([work, tooLong]).finally(() => timer.abort());
}
