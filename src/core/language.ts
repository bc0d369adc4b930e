import type { Message } from './message.ts';
import type { EpochMs } from './reply.ts';

/** A command line and what a button calls it. */
export interface Guess {
  readonly label: string;
  readonly line: string;
}

/** What a sentence was taken for. */
export interface Understood {
  /** Below this the reader is asked. */
  readonly isSure: boolean;
  /** The command line that means the same. */
  readonly line?: string;
  /** Where the grammar was unsure and a model chose the line: its name, and what the grammar understood. */
  readonly chosen?: { readonly by: string; readonly instead: Understood };
  /** What to say where no command does; code between backticks. */
  readonly said?: string;
  /** What else it may mean, the likeliest first. */
  readonly guesses: readonly Guess[];
  /** It asks for something to be done with a robot or mission, which the bot must not do. */
  readonly isRefused?: true;
  /** Further questions of the same message. */
  readonly also: readonly Guess[];
}

/** Understands sentences, each in its conversation. */
export interface Language {
  understand(message: Message, now: EpochMs): Promise<Understood>;
  /** Notes a command that was typed, so that the next sentence can refer to it. */
  note(message: Message, line: string, now: EpochMs): void;
}
