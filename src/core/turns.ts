import { setImmediate as nextTurn } from 'node:timers/promises';

/** Resolves once for each turn of the event loop, in the order of the calls. */
export type Turns = () => Promise<void>;

/**
 * Lets work that comes in a burst begin piece by piece, with the event loop turning in between: when hundreds of questions are answered at the
 * same moment, as at the end of a deadline, what arrives meanwhile is acknowledged as soon as ever.
 */
export function createTurns(): Turns {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => nextTurn());
    return last;
  };
}
