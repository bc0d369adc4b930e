/** Lets so many run at once; the others wait in the order in which they came. */
export type Gate = <T>(run: () => Promise<T>) => Promise<T>;

/** A gate for `limit` at once. */
export function createGate(limit: number): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    // Whoever leaves hands the place on, so that nobody who comes in between takes it.
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
