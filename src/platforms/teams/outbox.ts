import type { Log } from '../../core/bot.ts';
import type { EpochMs } from '../../core/reply.ts';
import { type Connector, ConnectorError, type Outgoing } from './connector.ts';
import type { Pace, Wait } from './pace.ts';
import { type Place, splitThread } from './place.ts';

/** A connector that keeps to Teams' rules. */
export interface Outbox extends Connector {
  /** Posts as the connector does. Neither waits nor tries again beyond `until`; without it, tries for some minutes where Teams is not reached. */
  post(place: Place, message: Outgoing, until?: EpochMs): Promise<string>;
  update(place: Place, id: string, message: Outgoing, until?: EpochMs): Promise<void>;
  remove(place: Place, id: string, until?: EpochMs): Promise<void>;
  /** How long a message would wait for its turn, in milliseconds. */
  backlogMs(place: Place): number;
  /** Takes note that a conversation is alive: somebody wrote to the bot there. */
  revive(place: Place): void;
}

export interface OutboxOptions {
  readonly connector: Connector;
  readonly pace: Pace;
  readonly mayAnswerAt: (endpoint: string) => boolean;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  /** A number from 0 to 1, new each time. */
  readonly random: () => number;
  readonly log: Log;
}

const TRIES = 4;
/** About five minutes, for what surely did not leave the bot and somebody waits for. */
const TRIES_UNSENT = 14;
const LONGEST_PAUSE_UNSENT_MS = 30_000;
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const MOST_DEAD = 10_000;

/** Teams has not done it and says so: too fast, or somebody else is writing there. */
const NOT_DONE: ReadonlySet<number> = new Set([412, 429]);
/** It may be done or not: harmless for an update, a second message for a post, which Teams has no key to tell from the first. */
const MAYBE_DONE: ReadonlySet<number> = new Set([0, 500, 502, 503, 504]);

/** What stands for Teams' word once it was said. */
const DEAD = { status: 403, code: 'BotNotInConversation' };

/** How often something is tried that failed so. */
function triesFor({ isSent, status }: ConnectorError, { isRepeatable, until }: Manner): number {
  if (!isSent && until === undefined) return TRIES_UNSENT;
  return NOT_DONE.has(status) || (isRepeatable && MAYBE_DONE.has(status)) ? TRIES : 1;
}

interface Manner {
  /** Whether doing it twice is the same as once. */
  readonly isRepeatable: boolean;
  readonly until?: EpochMs | undefined;
}

/** Builds the outbox: turns, tries, and no word more to a conversation that the bot was thrown out of. */
export function createOutbox({ connector, pace, mayAnswerAt, now, wait, random, log }: OutboxOptions): Outbox {
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

  async function send<T>({ conversation, endpoint }: Place, { isRepeatable, until }: Manner, work: () => Promise<T>) {
    const [channel] = splitThread(conversation);
    // Without a pause it is never too late: a moment passes also between two lines.
    const isLate = (pause: number): boolean => until !== undefined && pause > 0 && now() + pause > until;
    if (!mayAnswerAt(endpoint)) {
      throw new ConnectorError('a conversation has an endpoint that is not allowed', { isSent: false });
    }
    for (let tries = 1; ; tries++) {
      if (dead.has(channel)) throw new ConnectorError('the bot may not write in this conversation', DEAD);
      const busy = await pace.turn(channel, isLate);
      if (busy !== undefined) {
        throw new ConnectorError('it would take too long', { isSent: false, retryAfterMs: busy });
      }
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        // Without a code it is of somebody on the way, and says nothing of the conversation.
        if (error.status === 403 && error.code !== undefined) bury(channel, error);
        const growing = PAUSE_MS * 2 ** (tries - 1) * (0.5 + random() / 2);
        const pause = error.isSent ? (error.retryAfterMs ?? growing) : Math.min(growing, LONGEST_PAUSE_UNSENT_MS);
        if (tries >= triesFor(error, { isRepeatable, until }) || pause > LONGEST_PAUSE_MS || isLate(pause)) throw error;
        log.warn({ channel, status: error.status, ms: pause }, 'Teams did not take a message: trying again');
        await wait(pause);
      }
    }
  }

  return {
    post: (place, message, until) => send(place, { isRepeatable: false, until }, () => connector.post(place, message)),
    update: (place, id, message, until) =>
      send(place, { isRepeatable: true, until }, () => connector.update(place, id, message)),
    remove: (place, id, until) => send(place, { isRepeatable: true, until }, () => connector.remove(place, id)),
    backlogMs: ({ conversation }) => pace.delay(splitThread(conversation)[0]),
    revive: ({ conversation }) => void dead.delete(splitThread(conversation)[0]),
  };
}
