import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { EpochMs } from '../../core/reply.ts';
import type { Wait } from './pace.ts';
import { isPassing } from './send-failure.ts';

export interface PersistenceOptions {
  readonly now: () => EpochMs;
  readonly wait: Wait;
  readonly log: Log;
}

/** Does work for a channel that somebody waits for, again where it surely did nothing and that may pass. Throws what it failed of in the end. */
export type Persistence = <T>(channel: string, work: () => Promise<T>) => Promise<T>;

/** An answer that comes later helps nobody. */
const PATIENCE_MS = 300_000;
const TRIES = 14;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Builds a persistence of about five minutes. */
export function createPersistence({ now, wait, log }: PersistenceOptions): Persistence {
  return async (channel, work) => {
    const until = now() + PATIENCE_MS;
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (tries === TRIES || now() > until || !isPassing(error)) throw error;
        const ms = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
        log.warn({ channel, ms, error: messageOf(error) }, 'Slack did not take an answer: trying again');
        await wait(ms);
      }
    }
  };
}
