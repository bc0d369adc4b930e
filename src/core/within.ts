/** Waits so many milliseconds; rejects when the signal is aborted before. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<unknown>;

/** Nobody hears of it; an error made anew each time would cost more than the rest. */
const NOBODY_WAITS = new Error('nobody waits any more');

const waitByTimer: Wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
  });

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
  return Promise.race([work, tooLong]).finally(() => timer.abort(NOBODY_WAITS));
}
