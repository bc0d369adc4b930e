/** Lets so many run at once; the others wait in the order in which they came. */
export type Gate = <T>(run: () => Promise<T>) => Promise<T>;

interface Waiting {
  readonly begin: () => void;
  readonly fail: (error: unknown) => void;
}

/** A gate for `limit` at once. What fails for all, while nothing else went well, fails for those who wait too. */
export function createGate(limit: number, failsForAll: (error: unknown) => boolean = () => false): Gate {
  const waiting: Waiting[] = [];
  let running = 0;
  let wentWell = 0;
  return async (run) => {
    // Whoever leaves hands the place on, so that nobody who comes in between takes it.
    if (running >= limit) await new Promise<void>((begin, fail) => waiting.push({ begin, fail }));
    else running++;
    const before = wentWell;
    try {
      const result = await run();
      wentWell++;
      return result;
    } catch (error) {
      if (wentWell === before && failsForAll(error)) for (const { fail } of waiting.splice(0)) fail(error);
      throw error;
    } finally {
      const next = waiting.shift();
      if (next) next.begin();
      else running--;
    }
  };
}
