import type { Conversation, Message } from '../core/message.ts';
import type { Reply } from '../core/reply.ts';
import type { Delivery, Subscription } from '../storage/store.ts';
import type { Subscriptions } from './subscriptions.ts';

/** What the commands about subscriptions need. */
export interface SubscriptionTools {
  readonly subscriptions: Subscriptions;
  /** Where the sender alone can be written to, where that is known. */
  directOf(message: Message): Promise<Conversation | undefined>;
  /** The summary as it would look now. */
  preview(subscription: Subscription): Promise<Reply>;
  /** Says something in another conversation. Rejects with UserError where the bot cannot write there. */
  announce(conversation: Conversation, reply: Reply): Promise<void>;
  /** The last deliveries that ended, by subscription. */
  lastDeliveries(subscriptionIds: readonly string[]): Promise<ReadonlyMap<string, Delivery>>;
  /** Says that what is due next may be another one now. */
  changed(): void;
}
