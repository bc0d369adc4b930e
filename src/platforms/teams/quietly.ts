import { AsyncLocalStorage } from 'node:async_hooks';

const quiet = new AsyncLocalStorage<true>();
let underWay = 0;
let spoken: typeof globalThis.console.error | undefined;

/**
 * Does some work of a library that writes to console.error, without what it writes. Only calls out of this very work are dropped, those of
 * everybody else pass; and when no such work is under way, console.error is what it was.
 */
export async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { console } = globalThis;
  if (underWay++ === 0) {
    const original = console.error;
    spoken = original;
    console.error = (...said: unknown[]) => {
      if (quiet.getStore() === undefined) original.apply(console, said);
    };
  }
  try {
    return await quiet.run(true, work);
  } finally {
    if (--underWay === 0 && spoken) console.error = spoken;
  }
}
