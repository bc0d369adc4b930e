import { UserError } from '../core/errors.ts';
import type { Message } from '../core/message.ts';
import { type Block, note, type Reply } from '../core/reply.ts';
import type { Subscription } from '../storage/store.ts';
import { isSamePlace } from './subscription-place.ts';
import { announcement, type Deed, deedReply } from './subscription-reply.ts';
import type { SubscriptionTools } from './subscription-tools.ts';
import type { Actor } from './subscriptions.ts';

/** Who wrote a message, and where. */
export async function actorOf({ sender, conversation }: Message): Promise<Actor> {
  return { person: { id: sender.id, name: await sender.name() }, user: sender, conversation };
}

/** Something that was done to a subscription because of a message. */
export interface Done {
  readonly subscription: Subscription;
  readonly deed: Deed;
  readonly by: Actor;
  readonly message: Message;
  /** What the subscription's conversation is called, where it is another one. */
  readonly placeName?: string;
  /** What its summary is called, to be told where it is new. */
  readonly called?: string;
  /** More that is worth knowing. */
  readonly remarks?: readonly Block[];
}

/** The answer to who did something; what applies to another conversation is told there too, unless `isAnnounced` already. */
export async function tellDeed(done: Done, tools: SubscriptionTools, isAnnounced = false): Promise<Reply> {
  const { subscription, deed, by, message, called, placeName = 'another conversation', remarks = [] } = done;
  tools.changed();
  const zone = await message.sender.zone();
  const told = { subscription, deed, by: by.person, zone, remarks, ...(called !== undefined && { called }) };
  if (isSamePlace(subscription.conversation, message.conversation)) {
    const answer = deedReply({ ...told, isAlone: isAnnounced || message.conversation.kind === 'direct' });
    return isAnnounced ? { ...answer, audience: 'sender' } : answer;
  }
  const isTold = isAnnounced || (await isWritten(tools.announce(subscription.conversation, announcement(told))));
  const remark = note(isTold ? saidThere(subscription) : 'I could not say so there.');
  const answer = deedReply({ ...told, isAlone: true, elsewhere: placeName, remarks: [...remarks, remark] });
  return { ...answer, audience: 'sender' };
}

const saidThere = ({ conversation }: Subscription): string =>
  conversation.kind === 'direct' ? 'I said so in the direct conversation too.' : 'I said so there too, with your name.';

/** Whether something could be said; what was done stays done where it could not: the conversation may be gone. */
export async function isWritten(announced: Promise<void>): Promise<boolean> {
  try {
    await announced;
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
