import type { Log } from '../core/bot.ts';
import { messageOf } from '../core/errors.ts';
import type { Conversation } from '../core/message.ts';
import { button, buttons, code, type EpochMs, type Reply, reply, text } from '../core/reply.ts';
import type { Store, Subscription } from '../storage/store.ts';
import { timetableText } from '../subscriptions/timetable.ts';

export interface GiveUpOptions {
  readonly store: Store;
  /** A person's own conversation with the bot, where one is known. */
  readonly directOf: (conversation: Conversation, user: string) => Promise<Conversation | undefined>;
  readonly send: (conversation: Conversation, reply: Reply) => Promise<unknown>;
  readonly createId: () => string;
  readonly now: () => EpochMs;
  readonly log: Log;
}

const BOT = { id: 'bot', name: 'the bot' };

/** Pauses a subscription whose conversation takes nothing any more, and tells whoever made it, as far as that is possible. */
export function createGiveUp(options: GiveUpOptions): (subscription: Subscription, reason: string) => Promise<void> {
  const { store, directOf, send, createId, now, log } = options;

  return async (stale, reason) => {
    const before = await store.subscription(stale.id);
    if (before?.state !== 'active') return;
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
    // Somebody changed it meanwhile: what he wanted goes before.
    if (!(await store.save(after, change))) return;
    const direct = conversation.kind === 'direct' ? undefined : await directOf(conversation, before.creator.id);
    if (direct === undefined) return;
    await send(direct, notice(after, reason)).catch((error: unknown) =>
      log.warn({ subscription: before.id, error: messageOf(error) }, 'could not tell that a subscription is paused'),
    );
  };
}

function notice({ id, timetable }: Subscription, reason: string): Reply {
  return reply(
    text(
      `I paused your summary (${timetableText(timetable)}): its channel takes no messages of mine any more (${reason}).`,
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
