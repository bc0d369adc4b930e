import type { Message } from '../core/message.ts';
import { type Block, type Buttons, bold, code, note, type Reply, reply, text } from '../core/reply.ts';
import type { Subscription } from '../storage/store.ts';
import { isSamePlace } from './subscription-place.ts';
import { stateText, subscriptionText } from './subscription-text.ts';
import type { SubscriptionTools } from './subscription-tools.ts';
import type { Actor } from './subscriptions.ts';
import { isWritten } from './tell-deed.ts';

/** Something that was done to one or more subscriptions at once. */
export interface DoneTogether {
  /** What was done, behind the name of who did it: `paused all subscriptions`. */
  readonly said: string;
  readonly subscriptions: readonly Subscription[];
  readonly by: Actor;
  readonly message: Message;
  readonly remarks?: readonly Block[];
  readonly next: Buttons;
}

/** The answer to who did something to several subscriptions, with how each stands now; told in other conversations where it applies to these. */
export async function tellTogether(done: DoneTogether, tools: SubscriptionTools): Promise<Reply> {
  const { said, subscriptions, by, message, remarks = [], next } = done;
  tools.changed();
  const zone = await message.sender.zone();
  const elsewhere = subscriptions.filter(({ conversation }) => !isSamePlace(conversation, message.conversation));
  const told = await Promise.all(
    elsewhere.map((each) =>
      isWritten(
        tools.announce(each.conversation, reply(...sentence(by.person.name, said, [each], each.timetable.zone))),
      ),
    ),
  );
  const isPrivate = elsewhere.length === subscriptions.length && elsewhere.length > 0;
  const who = isPrivate || message.conversation.kind === 'direct' ? 'You' : by.person.name;
  const answer = reply(
    ...sentence(who, said, subscriptions, zone),
    ...(told.length === 0
      ? []
      : [note(told.every(Boolean) ? 'I said so there too, with your name.' : 'I could not say so there.')]),
    ...remarks,
    next,
  );
  return isPrivate ? { ...answer, audience: 'sender' } : answer;
}

/** Says which subscriptions stay as they are, because others made them. */
export function refusedRemark(refused: readonly Subscription[]): readonly Block[] {
  if (refused.length === 0) return [];
  const made = refused.map(({ id, creator }) => `${id} (by ${creator.name})`).join(', ');
  return [note(`As it was, because only who made it or an admin may change it: ${made}`)];
}

function sentence(who: string, said: string, subscriptions: readonly Subscription[], zone: string): readonly Block[] {
  const lines = subscriptions.map((each) =>
    text(code(each.id), ` ${subscriptionText(each)} · `, ...stateText(each, zone)),
  );
  return [text(bold(`${who} ${said}`)), ...lines];
}
