import type { Log } from '../core/bot.ts';
import { messageOf } from '../core/errors.ts';
import type { Conversation } from '../core/message.ts';
import { button, buttons, code, type EpochMs, type Reply, reply, text } from '../core/reply.ts';
import { SendError } from '../core/send-error.ts';
import type { Wait } from '../core/within.ts';
import type { Store, Subscription } from '../storage/store.ts';
import { timetableText } from '../subscriptions/timetable.ts';

export interface GiveUpOptions {
  readonly store: Store;
  /** A person's own conversation with the bot, where one is known. */
  readonly directOf: (conversation: Conversation, user: string) => Promise<Conversation | undefined>;
  readonly send: (conversation: Conversation, reply: Reply) => Promise<unknown>;
  readonly createId: () => string;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  readonly log: Log;
}

const BOT = { id: 'bot', name: 'the bot' };
const TRIES = 3;
const AGAIN_MS = 10_000;
const LONGEST_PAUSE_MS = 60_000;

/** Pauses a subscription whose conversation takes nothing any more, and tells whoever made it, as far as that is possible. */
export function createGiveUp(options: GiveUpOptions): (subscription: Subscription, reason: string) => Promise<void> {
  const { store, directOf, createId, now, log } = options;

  /** Sends once more what surely did not arrive; nobody comes back to it later. */
  async function send(conversation: Conversation, said: Reply, tries = 1): Promise<unknown> {
    try {
      return await options.send(conversation, said);
    } catch (error) {
      const pauseMs =
        error instanceof SendError && error.outcome === 'not-sent' ? (error.retryAfterMs ?? 0) : undefined;
      if (tries === TRIES || pauseMs === undefined || pauseMs > LONGEST_PAUSE_MS) throw error;
      await options.wait(Math.max(AGAIN_MS, pauseMs), new AbortController().signal);
      return send(conversation, said, tries + 1);
    }
  }

  return async (stale, reason) => {
    const before = await store.subscription(stale.id);
    // Somebody changed it meanwhile: what he wanted goes before.
    if (before?.state !== 'active' || before.version !== stale.version) return;
    const { nextAt: _, ...others } = before;
    const after: Subscription = { ...others, version: before.version + 1, state: 'paused', pauseReason: reason };
    const { conversation, id: subscriptionId } = before;
    const change = {
      id: createId(),
      at: now(),
      actor: BOT,
      conversation,
      action: 'pause',
      subscriptionId,
      before,
      after,
    };
    if (!(await store.save(after, change))) return;
    const direct = conversation.kind === 'direct' ? undefined : await directOf(conversation, before.creator.id);
    if (direct === undefined) return;
    await send(direct, notice(after, reason)).catch((error: unknown) =>
      log.warn({ subscription: before.id, error: messageOf(error) }, 'could not tell that a subscription is paused'),
    );
  };
}

function notice({ id, summary, timetable }: Subscription, reason: string): Reply {
  return reply(
    text(
      `I paused your ${summary === 'shift' ? 'shift ' : ''}summary (${timetableText(timetable)}): its channel takes no messages of mine any more (${reason}).`,
    ),
    text(
      'Invite me there again and resume it, or remove it: ',
      code(`resume ${id}`),
      ' or ',
      code(`unsubscribe ${id}`),
    ),
    buttons(button('Resume', `resume ${id}`), button('Remove', `unsubscribe ${id}`)),
  );
}
