import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import { writeReply } from '../../core/plain-text.ts';
import type { EpochMs, Image, Reply } from '../../core/reply.ts';
import { createTurns } from '../../core/turns.ts';
import { CARD_TYPE, ConnectorError, type Outgoing } from './connector.ts';
import type { Outbox } from './outbox.ts';
import type { Place } from './place.ts';
import { renderCards, type TeamsMessage } from './render.ts';
import { sendErrorOf } from './send-outcome.ts';

export interface DeliveryOptions {
  readonly outbox: Outbox;
  readonly linkTo: (image: Image) => string | undefined;
  /** The zone of times in answers that go as plain text. */
  readonly zone: string;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** Brings answers to where they belong. */
export interface Delivery {
  /** The cards of a reply, in order; at least one. */
  render(reply: Reply): readonly TeamsMessage[];
  /** Sends a reply to whoever asked; `shown` cards of it are there already. Logs what it cannot bring. */
  deliver(place: Place, reply: Reply, shown?: number): Promise<void>;
  /** Posts a reply unasked and returns the ids of its messages, within half a minute. Rejects with SendError. */
  post(place: Place, reply: Reply): Promise<readonly string[]>;
  /** Replaces messages by a reply; what has become too much goes behind, what is left over is deleted. Rejects with SendError, where nobody waits for it within half a minute. */
  replace(place: Place, ids: readonly string[], reply: Reply, isAwaited?: boolean): Promise<void>;
  /** Shows that an answer is being made; whether that arrives does not matter. */
  showTyping(place: Place): Promise<void>;
}

type Send = (message: Outgoing) => Promise<string>;

/** What Teams answers to a card that it does not take. */
const REFUSED_CARD: ReadonlySet<number> = new Set([400, 413]);
/** Far below what Teams takes, and already more than anybody reads. */
const PLAIN_CHARACTERS = 8_000;

/** The last moment to begin a try; the try itself is bound too. */
const PATIENCE_MS = 20_000;

/** Builds the delivery. */
export function createDelivery({ outbox, linkTo, zone, now, log }: DeliveryOptions): Delivery {
  const turn = createTurns();
  const render = (reply: Reply): readonly TeamsMessage[] => renderCards(reply, { pictureUrl: linkTo });

  /** Sends cards one after the other; where Teams refuses one, the whole reply as text. */
  async function sendAll(messages: readonly TeamsMessage[], reply: Reply, send: Send): Promise<readonly string[]> {
    const ids: string[] = [];
    try {
      for (const message of messages) ids.push(await send(cardMessage(message)));
    } catch (error) {
      if (!(error instanceof ConnectorError && REFUSED_CARD.has(error.status))) throw error;
      log.error({ error: error.message }, 'Teams refused a card: sending the answer as text');
      ids.push(await send(plainMessage(reply, zone, now())));
    }
    return ids;
  }

  return {
    render,
    async deliver(place, reply, shown = 0) {
      await turn();
      try {
        await sendAll(render(reply).slice(shown), reply, (message) => outbox.post(place, message));
      } catch (error) {
        log.error({ conversation: place.conversation, error: messageOf(error) }, 'could not deliver an answer');
      }
    },
    async post(place, reply) {
      const until = now() + PATIENCE_MS;
      let hasBegun = false;
      let isPartly = false;
      try {
        return await sendAll(render(reply), reply, async (message) => {
          hasBegun = true;
          const id = await outbox.post(place, message, until);
          isPartly = true;
          return id;
        });
      } catch (error) {
        throw sendErrorOf(error, { hasBegun, isPartly });
      }
    },
    async replace(place, ids, reply, isAwaited = false) {
      const left = [...ids];
      const until = isAwaited ? undefined : now() + PATIENCE_MS;
      try {
        await sendAll(render(reply), reply, async (message) => {
          const id = left.shift();
          if (id === undefined) return outbox.post(place, message, until);
          await outbox.update(place, id, message, until);
          return id;
        });
        for (const id of left) await outbox.remove(place, id, until);
      } catch (error) {
        throw sendErrorOf(error, { hasBegun: true });
      }
    },
    async showTyping(place) {
      // Later than now it would be a lie.
      await outbox.post(place, { type: 'typing' }, now()).catch((error: unknown) => {
        log.warn({ conversation: place.conversation, error: messageOf(error) }, 'could not show that an answer comes');
      });
    },
  };
}

const cardMessage = ({ summary, card }: TeamsMessage): Outgoing => ({
  // No text beside a card: Teams would show it too.
  type: 'message',
  summary,
  attachments: [{ contentType: CARD_TYPE, content: card }],
});

function plainMessage(reply: Reply, zone: string, now: EpochMs): Outgoing {
  const written = writeReply(reply, zone, now).trim() || 'Nothing to show.';
  const text = written.length > PLAIN_CHARACTERS ? `${written.slice(0, PLAIN_CHARACTERS)}…` : written;
  return { type: 'message', text: `${text.toWellFormed()}\n(times in ${zone})`, textFormat: 'plain' };
}
