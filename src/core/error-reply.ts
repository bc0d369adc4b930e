import type { Log } from './bot.ts';
import type { Command } from './command.ts';
import { clip } from './cut-text.ts';
import { messageOf, NotAllowed, UserError } from './errors.ts';
import type { Understood } from './language.ts';
import { type Message, originOf } from './message.ts';
import { nearestNames } from './names.ts';
import { type Block, button, buttons, code, note, privateReply, type Reply, text, withCode } from './reply.ts';
import { usageOf } from './usage.ts';

/** So much of a word is said again, in characters. */
const LONGEST_SHOWN = 60;

interface ErrorReplyOptions {
  /** A short text, new each time, by which a reader and a log line find each other. */
  readonly createReference: () => string;
  readonly log: Log;
}

/** Builds what turns an error into a reply and a line of the log. */
export function createErrorReply({ createReference, log }: ErrorReplyOptions) {
  return (error: unknown, message: Message, command?: string): Reply => {
    if (error instanceof UserError) {
      const cause = error.cause === undefined ? undefined : messageOf(error.cause);
      // The bot's own errors quote what somebody wrote, which is not for the log; those of a source say what it did.
      const said = error.name === 'UserError' || error instanceof NotAllowed ? undefined : error.message;
      log.info({ ...originOf(message), command, kind: error.name, error: said, cause }, 'answered with an error');
      const again =
        message.text === '' || error instanceof NotAllowed ? [] : [buttons(button('Try again', message.text))];
      return privateReply(text(...withCode(error.message)), ...(error.details.length > 0 ? error.details : again));
    }
    const reference = createReference();
    log.error({ ...originOf(message), command, reference, err: error }, 'failed to answer');
    return privateReply(
      text('Something went wrong on my side; it is written in my log under ', code(reference), '.'),
      note('Ask again, and if it stays, give that reference to whoever runs this bot.'),
    );
  };
}

/** What is said to a word that is no command: the nearest ones. */
export function unknownCommand(word: string, commands: readonly Command[], guesses: Understood['guesses']): UserError {
  const names = nearestNames(
    word,
    commands.map((command) => command.name),
  );
  const nearest = commands.find((command) => command.name === names[0]);
  const details: Block[] = nearest ? [text('Nearest: ', code(usageOf(nearest)), ` — ${nearest.summary}`)] : [];
  return new UserError(`There is no command "${clip(word, LONGEST_SHOWN)}".`, {
    details: [
      ...details,
      buttons(
        ...names.filter((name) => name !== 'help').map((name) => button(name, name)),
        ...guesses
          .filter(({ line }) => line !== 'help' && !names.includes(line))
          .map(({ label, line }) => button(label, line)),
        button('Help', 'help'),
      ),
    ],
  });
}
