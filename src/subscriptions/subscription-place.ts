import { UserError } from '../core/errors.ts';
import type { Conversation, Message } from '../core/message.ts';
import { button, buttons } from '../core/reply.ts';
import type { PlaceWords } from './request-words.ts';

/** The conversation that words mean; threads do not count. Throws UserError, with what to do, for one that the bot cannot know: `line` says the same without a place. */
export async function placeOf(
  words: PlaceWords | undefined,
  message: Message,
  directOf: (message: Message) => Promise<Conversation | undefined>,
  line: string,
): Promise<Conversation> {
  const { thread: _, ...here } = message.conversation;
  if (words === undefined || words === 'here') return here;
  if (words === 'me') return here.kind === 'direct' ? here : await ownPlace(message, directOf);
  const wanted = words.channel.toLowerCase();
  const named = message.channels?.find(({ name }) => name.toLowerCase() === wanted);
  if (named === undefined) throw unknownChannel(words.channel, line);
  return { ...here, channel: named.id, kind: 'channel' };
}

/** Whether two are one conversation; threads do not count. */
export const isSamePlace = (a: Conversation, b: Conversation): boolean =>
  a.platform === b.platform && a.team === b.team && a.channel === b.channel;

async function ownPlace(message: Message, directOf: (message: Message) => Promise<Conversation | undefined>) {
  const own = message.direct ?? (await directOf(message));
  if (own !== undefined) return own;
  throw new UserError(
    'I do not know yet where to write to you alone. Send me any direct message first, then say it again.',
  );
}

function unknownChannel(name: string, line: string): UserError {
  return new UserError(
    `I cannot tell which channel #${name.replaceAll('`', '')} is. Write \`${line}\` in that channel itself; or, in Slack, choose it from the list that opens when you type #, and invite me there.`,
    { details: [buttons(button('Here instead', line), button('To me alone', `${line} me`))] },
  );
}
