import type { RequestListener } from 'node:http';
import type { Bot } from './bot.ts';
import type { Conversation } from './message.ts';
import type { Reply } from './reply.ts';

/** Names a sent message so that it can be replaced. */
export interface SentMessage {
  readonly conversation: Conversation;
  /** The platform's id of the message. */
  readonly id: string;
}

/** A place where the bot lives: turns events into messages, hands them to the bot, and renders its replies. */
export interface PlatformAdapter {
  readonly name: string;
  /** Starts to listen. Resolves with the listener for this platform's HTTP requests, or with nothing where the platform is reached by an outgoing connection. */
  connect(bot: Bot): Promise<RequestListener | undefined>;
  /** Says something unasked. Rejects when it surely or possibly did not arrive. */
  send(conversation: Conversation, reply: Reply): Promise<SentMessage>;
  /** Replaces what was sent. */
  update(message: SentMessage, reply: Reply): Promise<void>;
  /** Stops listening, after finishing what is under way. */
  close(): Promise<void>;
}
