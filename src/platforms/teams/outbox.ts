import type { Log } from '../../core/bot.ts';
import { type Connector, ConnectorError } from './connector.ts';
import type { Wait } from './pace.ts';
import { type Place, splitThread } from './place.ts';

/** A connector that keeps to Teams' rules. */
export interface Outbox extends Connector {
  /** Takes note that a conversation is alive: somebody wrote to the bot there. */
  revive(place: Place): void;
}

export interface OutboxOptions {
  readonly connector: Connector;
  /** Waits for the conversation's turn. */
  readonly pace: (conversation: string) => Promise<void>;
  readonly mayAnswerAt: (endpoint: string) => boolean;
  readonly wait: Wait;
  /** A number from 0 to 1, new each time. */
  readonly random: () => number;
  readonly log: Log;
}

const TRIES = 4;
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const MOST_DEAD = 10_000;

/** Teams has not done it and says so: too fast, or somebody else is writing there. */
const NOT_DONE: ReadonlySet<number> = new Set([412, 429]);
/** It may be done or not: harmless for an update, a second message for a post, which Teams has no key to tell from the first. */
const MAYBE_DONE: ReadonlySet<number> = new Set([0, 500, 502, 503, 504]);

/** Builds the outbox: turns, tries, and no word more to a conversation that the bot was thrown out of. */
export function createOutbox({ connector, pace, mayAnswerAt, wait, random, log }: OutboxOptions): Outbox {
  const dead = new Set<string>();

  function bury(channel: string, error: ConnectorError): void {
    log.warn(
      { channel, code: error.code },
      'Teams does not let the bot write in a conversation: it is left alone until somebody writes to the bot there',
    );
    dead.add(channel);
    for (const oldest of dead) {
      if (dead.size <= MOST_DEAD) break;
      dead.delete(oldest);
    }
  }

  async function send<T>({ conversation, endpoint }: Place, repeatable: boolean, work: () => Promise<T>): Promise<T> {
    const [channel] = splitThread(conversation);
    if (!mayAnswerAt(endpoint)) throw new Error('a conversation has an endpoint that is not allowed');
    for (let tries = 1; ; tries++) {
      if (dead.has(channel)) throw new ConnectorError('the bot may not write in this conversation', { status: 403 });
      await pace(channel);
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        if (error.status === 403) bury(channel, error);
        const mayRepeat = NOT_DONE.has(error.status) || (repeatable && MAYBE_DONE.has(error.status));
        const pause = error.retryAfterMs ?? PAUSE_MS * 2 ** (tries - 1) * (0.5 + random() / 2);
        if (!mayRepeat || tries === TRIES || pause > LONGEST_PAUSE_MS) throw error;
        log.warn({ channel, status: error.status, ms: pause }, 'Teams did not take a message: trying again');
        await wait(pause);
      }
    }
  }

  return {
    post: (place, message) => send(place, false, () => connector.post(place, message)),
    update: (place, id, message) => send(place, true, () => connector.update(place, id, message)),
    remove: (place, id) => send(place, true, () => connector.remove(place, id)),
    revive: ({ conversation }) => void dead.delete(splitThread(conversation)[0]),
  };
}
