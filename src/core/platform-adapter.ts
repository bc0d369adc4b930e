import type { RequestListener } from 'node:http';
import type { Bot } from './bot.ts';
import type { Conversation } from './message.ts';
import type { EpochMs, Reply } from './reply.ts';

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
  /**
   * Says something unasked; `mark` is kept with the message, unseen, where the platform can. Rejects with SendError, which tells whether it
   * arrived.
   */
  send(conversation: Conversation, reply: Reply, mark?: string): Promise<SentMessage>;
  /** Whether a message with this mark has stood in the conversation since then; undefined where the platform does not let the bot look. */
  find(conversation: Conversation, mark: string, since: EpochMs): Promise<boolean | undefined>;
  /** Replaces what was sent. */
  update(message: SentMessage, reply: Reply): Promise<void>;
  /** Stops listening, after finishing what is under way. */
  close(): Promise<void>;
}
