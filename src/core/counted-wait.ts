/** A way to wait, and how many wait by it at this moment. */
export interface CountedWait<W> {
  readonly wait: W;
  waiting(): number;
}

/** Counts who waits. */
export function countWaits<A extends readonly unknown[], T>(
  wait: (...args: A) => Promise<T>,
): CountedWait<(...args: A) => Promise<T>> {
  let waiting = 0;
  return {
    wait(...args) {
      waiting++;
      return wait(...args).finally(() => {
        waiting--;
      });
    },
    waiting: () => waiting,
  };
}
