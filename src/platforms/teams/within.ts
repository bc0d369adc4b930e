import { setTimeout as sleep } from 'node:timers/promises';

/** What work comes to, or a rejection with `problem` where it takes longer than so many milliseconds; the work itself goes on. */
export async function within<T>(ms: number, work: Promise<T>, problem: string): Promise<T> {
  const timer = new AbortController();
  const late = sleep(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Error(problem);
  });
  late.catch(() => {});
  return Promise.race([work, late]).finally(() => timer.abort());
}
