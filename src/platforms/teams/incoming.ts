import * as v from 'valibot';
import type { Conversation } from '../../core/message.ts';
import { decodeText } from './decode-text.ts';
import { type Envelope, mentionsOf, tenantsOf, zoneOf } from './envelope.ts';
import { filledInLine } from './form-blocks.ts';
import { type Place, splitThread } from './place.ts';

interface Origin {
  readonly id: string;
  readonly user: string;
  /** The user's name as others see it; the id where Teams did not tell it. */
  readonly userName: string;
  /** The user's id in Entra, where Teams told it. */
  readonly directoryId: string | undefined;
  /** The conversation among whose members the user is listed: the team of a channel, or the chat itself. */
  readonly roster: string;
  /** The user's zone, where Teams told it. */
  readonly zone: string | undefined;
  readonly conversation: Conversation;
  /** Where the answer goes. */
  readonly place: Place;
  /** Tells it from others: a second delivery has the same. Nothing where Teams gave it no id. */
  readonly key: string | undefined;
}

/** Somebody wrote to the bot. */
export interface Said extends Origin {
  readonly kind: 'said';
  readonly text: string;
}

/** Somebody pressed a button. */
export interface Pressed extends Origin {
  readonly kind: 'pressed';
  readonly text: string;
  /** Whether it was that of a form, which must stay where what was filled in is not right. */
  readonly isForm: boolean;
  /** The message whose place the answer takes, where the button asks for that. */
  readonly replaces?: string;
}

/** Somebody installed the bot for themselves. */
export interface Installed extends Origin {
  readonly kind: 'installed';
}

/** What came; `unknown` is an invoke that no button of this bot makes, which has to be answered nevertheless. */
export type Incoming = Said | Pressed | Installed | { readonly kind: 'unknown' } | { readonly kind: 'nothing' };

/** What a button of the bot's carries; where it is that of a form, what was filled in stands there too. */
const Carried = v.looseObject({
  command: v.string(),
  inPlace: v.optional(v.literal(true)),
  fields: v.optional(v.array(v.object({ input: v.string(), before: v.exactOptional(v.string()) }))),
});
const CardAction = v.object({ action: v.object({ verb: v.literal('say'), data: Carried }) });

const NOTHING = { kind: 'nothing' } as const;

/** Tells what an envelope means to the bot; edits, deletions, reactions and words to others mean nothing. */
export function readIncoming(envelope: Envelope): Incoming {
  const { type, from, recipient } = envelope;
  if (from?.role === 'bot' || from?.id === recipient?.id) return type === 'invoke' ? { kind: 'unknown' } : NOTHING;
  switch (type) {
    case 'message':
      return readSaid(envelope);
    case 'invoke':
      return readPressed(envelope);
    case 'installationUpdate':
      return envelope.action?.startsWith('add') ? readInstalled(envelope) : NOTHING;
    case 'conversationUpdate':
      return envelope.membersAdded?.some(({ id }) => id === recipient?.id) ? readInstalled(envelope) : NOTHING;
    default:
      return NOTHING;
  }
}

function readSaid(envelope: Envelope): Incoming {
  const origin = originOf(envelope);
  const mentions = mentionsOf(envelope);
  const bot = envelope.recipient?.id;
  const carried = v.safeParse(Carried, envelope.value);
  // A client that does not know Action.Execute says so what a button carries.
  if (carried.success) return { kind: 'said', ...origin, text: lineOf(carried.output) };
  // An app with the right to read a whole channel gets what is said to others too.
  const isAddressed = envelope.recipient?.isTargeted === true || mentions.some(({ mentioned }) => mentioned.id === bot);
  if (origin.conversation.kind === 'channel' && !isAddressed) return NOTHING;
  return { kind: 'said', ...origin, text: decodeText(envelope.text ?? '', mentions, bot) };
}

function readPressed(envelope: Envelope): Incoming {
  const read = v.safeParse(CardAction, envelope.value);
  if (envelope.name !== 'adaptiveCard/action' || !read.success) return { kind: 'unknown' };
  const { data } = read.output.action;
  const message = envelope.replyToId;
  return {
    kind: 'pressed',
    ...originOf(envelope),
    text: lineOf(data),
    isForm: data.fields !== undefined,
    ...(data.inPlace && typeof message === 'string' && { replaces: message }),
  };
}

function lineOf({ command, fields, ...data }: v.InferOutput<typeof Carried>): string {
  return fields === undefined ? command : filledInLine({ command, fields }, data);
}

function readInstalled(envelope: Envelope): Incoming {
  const origin = originOf(envelope);
  return origin.conversation.kind === 'direct' ? { kind: 'installed', ...origin } : NOTHING;
}

function originOf(envelope: Envelope): Origin {
  const { id, from, conversation, serviceUrl } = envelope;
  const [channel, thread] = splitThread(conversation.id);
  const isDirect =
    conversation.conversationType === 'personal' || (!conversation.conversationType && !conversation.isGroup);
  return {
    id: id ?? '',
    user: from?.id ?? '',
    userName: from?.name?.trim() || (from?.id ?? ''),
    directoryId: from?.aadObjectId || undefined,
    roster: envelope.channelData?.team?.id || conversation.id,
    zone: zoneOf(envelope),
    conversation: {
      platform: 'teams',
      team: tenantsOf(envelope)[0] ?? '',
      channel,
      kind: isDirect ? 'direct' : 'channel',
      // A message that opens a thread in a channel has its own id there.
      ...(thread !== undefined && thread !== id && { thread }),
      endpoint: serviceUrl,
    },
    place: { conversation: conversation.id, endpoint: serviceUrl },
    key: id ? `${conversation.id} ${id}` : undefined,
  };
}
