import type { Message } from './message.ts';
import type { Arguments, Parameters } from './parameters.ts';
import type { EpochMs, Reply } from './reply.ts';

/** What a command may know of its surroundings. */
export interface CommandContext {
  readonly message: Message;
  readonly now: EpochMs;
}

/** Something the bot can do. Its first word in a message is its name. */
export interface Command<P extends Parameters = Parameters> {
  readonly name: string;
  /** One line for the help: what the user gets. */
  readonly summary: string;
  readonly parameters: P;
  /** Lines a user could type. */
  readonly examples: readonly string[];
  /** Its answer depends on nothing but the words, the facts and the moment, so all who ask the same within a second get the same one; always, or where the arguments are such. */
  readonly shared?: true | ((args: Arguments<P>) => boolean);
  /** It changes something that others rely on, so the help shows its examples without buttons that would do it. */
  readonly changes?: true;
  run(args: Arguments<P>, context: CommandContext): Promise<Reply>;
}

/** Whether all who ask a command the same within a second may get the same answer. */
export const isShared = ({ shared }: Command, args: Readonly<Record<string, unknown>>): boolean =>
  typeof shared === 'function' ? shared(args) : shared === true;

/** Keeps the types of the parameters for `run` and gives the command a common type for the list. */
export function command<const P extends Parameters>(definition: Command<P>): Command {
  return definition as unknown as Command;
}
