import type { Conversation } from '../../core/message.ts';

/** Where something goes in Teams. */
export interface Place {
  /** The id of the conversation; in a channel `;messageid=…` behind it names the thread. */
  readonly conversation: string;
  /** The address (`serviceUrl`) of the connector that takes messages for it. */
  readonly endpoint: string;
}

const THREAD = ';messageid=';

/** The place of a conversation that was stored. Throws where its endpoint is not known. */
export function placeOf({ channel, thread, endpoint }: Conversation): Place {
  if (endpoint === undefined) throw new Error('a conversation in Teams needs its endpoint');
  return { conversation: thread === undefined ? channel : `${channel}${THREAD}${thread}`, endpoint };
}

/** A conversation's id without its thread, and the thread. */
export function splitThread(conversation: string): readonly [channel: string, thread: string | undefined] {
  const at = conversation.indexOf(THREAD);
  return at < 0 ? [conversation, undefined] : [conversation.slice(0, at), conversation.slice(at + THREAD.length)];
}
