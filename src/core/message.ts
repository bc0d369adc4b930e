/** Where a message came from and where an answer can be sent, also later: plain data that can be stored. */
export interface Conversation {
  readonly platform: string;
  /** The workspace or tenant. */
  readonly team: string;
  /** The platform's id of the channel or direct conversation. */
  readonly channel: string;
  readonly kind: 'channel' | 'direct';
  /** The platform's id of the thread, where the message stood in one. */
  readonly thread?: string;
  /** Where the platform takes messages for it, where it has several addresses (Teams' serviceUrl). */
  readonly endpoint?: string;
}

/** How somebody stands to the workspace or tenant of a conversation: belongs to it, was let in as a guest, or comes from another organisation. */
export type Standing = 'member' | 'guest' | 'stranger';

/** Who wrote. */
export interface User {
  /** The platform's id. */
  readonly id: string;
  /** The id by which the organisation's directory knows the user, where it has another one. */
  readonly directoryId?: string;
  /** The workspace that the user comes from, where the platform said with the message that it is another one than the conversation's. */
  readonly home?: string;
  /** The user's IANA time zone; asked from the platform only when a command needs it, and never rejected: the bot's own zone stands in. */
  readonly zone: () => Promise<string>;
  /** The name by which others know the user; asked only when it is needed, and never rejected: the id stands in. */
  readonly name: () => Promise<string>;
  /** Asked only when it is needed, and never rejected: undefined where the platform could not be asked. Left out where a platform knows no guests. */
  readonly standing?: () => Promise<Standing | undefined>;
  /** Whether the user is in a group of people that the platform keeps, by its id; never rejected. Left out where groups cannot be known. */
  readonly isInGroup?: (group: string) => Promise<boolean>;
}

/** A channel that somebody wrote into a message. */
export interface NamedChannel {
  /** As it stands in the text, without the sign in front. */
  readonly name: string;
  /** The platform's id. */
  readonly id: string;
}

/** What somebody said to the bot: mention taken off, markup decoded to plain text. */
export interface Message {
  /** The platform's id of the event, to follow it through the log. */
  readonly id: string;
  readonly text: string;
  readonly sender: User;
  readonly conversation: Conversation;
  /** The channels that the text names by the platform's own mark (`#robots` chosen from a list). */
  readonly channels?: readonly NamedChannel[];
  /** Whether the bot may be no member where this was said: then it can answer, but perhaps not write there later. */
  readonly isGuest?: boolean;
  /** Whether it was met before, by this process or another one; asked only where something would be changed a second time. Never rejected. */
  readonly wasMet?: () => Promise<boolean>;
  /** How long an answer would wait for its turn where it is to be written, in milliseconds; left out where it needs none. */
  readonly backlogMs?: () => number;
  /** Where the sender alone can be written to, where that is known. */
  readonly direct?: Conversation;
}

/** What each line of the log says of a message. */
export const originOf = ({ id, conversation: { platform } }: Message) => ({ id, platform });
