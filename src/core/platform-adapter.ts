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

/** How a platform is doing, as far as it is known without asking it. */
export interface PlatformHealth {
  /** Whether what people say reaches the bot; refused where the platform does not accept what the bot shows of itself. */
  readonly state: 'connected' | 'connecting' | 'refused';
  /** Whether the platform let the bot in when it last sent something; undefined where that is not known. */
  readonly canSend?: boolean;
  /** Messages that wait for their turn or for another try. */
  readonly waiting: number;
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
  /** Replaces what was sent. Rejects with SendError; its conversation is `gone` also where the message alone is. */
  update(message: SentMessage, reply: Reply): Promise<void>;
  /** Left out where nothing can be said of it. */
  health?(): PlatformHealth;
  /** Stops listening, after finishing what is under way. */
  close(): Promise<void>;
}
