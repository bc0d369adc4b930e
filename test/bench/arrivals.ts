/** Brings together answers and those who wait for them, whichever comes first. */
export interface Arrivals {
  arrive(id: string): void;
  arrival(id: string): Promise<void>;
}

/** Every id arrives once and is waited for once. */
export function createArrivals(): Arrivals {
  const arrived = new Set<string>();
  const waiting = new Map<string, () => void>();
  return {
    arrive(id) {
      const resolve = waiting.get(id);
      waiting.delete(id);
      if (resolve) resolve();
      else arrived.add(id);
    },
    arrival: (id) => (arrived.delete(id) ? Promise.resolve() : new Promise((resolve) => waiting.set(id, resolve))),
  };
}
