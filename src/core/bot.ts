import { type Command, isShared } from './command.ts';
import { messageOf, NotAllowed, UserError } from './errors.ts';
import type { Language, Understood } from './language.ts';
import type { Message } from './message.ts';
import { nearestNames } from './names.ts';
import { type ReadingContext, readArguments } from './parameters.ts';
import {
  type Block,
  button,
  buttons,
  code,
  type EpochMs,
  note,
  privateReply,
  type Reply,
  text,
  withCode,
} from './reply.ts';
import { createSharedAnswers } from './shared-answers.ts';
import { looksSpoken } from './spoken.ts';
import { noteUnderstanding, unansweredReply } from './understood-reply.ts';
import { usageOf } from './usage.ts';
import { splitWords, type Word } from './words.ts';

/** What became of a message. */
export interface Answer {
  readonly reply: Reply;
  /** The command that ran, where one was found. */
  readonly command?: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
  /** By what it was understood: its first word, the grammar of sentences or the assistant; or not well enough, so that the reader was asked back. */
  readonly understood?: 'typed' | 'sentence' | 'assistant' | 'asked-back';
  /** Whether the reply tells of an error. */
  readonly failed: boolean;
  /** The command changes something. */
  readonly changes?: true;
  /** Why the sender may not do that, in a few words for the log, where that is why it failed. */
  readonly refused?: string;
  /** Nothing needs to be said: the platform acknowledges, and where it has to say something, says the reply. */
  readonly silent?: true;
}

/** Answers messages. */
export interface Bot {
  /** Always resolves: an error becomes a reply. */
  answer(message: Message): Promise<Answer>;
}

/** What the bot writes down; pino's loggers fit. */
export interface Log {
  info(values: object, message: string): void;
  warn(values: object, message: string): void;
  error(values: object, message: string): void;
}

export interface BotOptions {
  readonly commands: readonly Command[];
  readonly language: Language;
  readonly now: () => EpochMs;
  /** A short text, new each time, by which a reader and a log line find each other. */
  readonly createReference: () => string;
  /** Rejects with NotAllowed where whoever wrote may not use a command that changes something; everybody may where left out. */
  readonly permit?: (command: Command, message: Message) => Promise<void>;
  readonly log: Log;
}

/** No question is longer, in characters; a button's command may have 2,000. */
const LONGEST_QUESTION = 2_000;

type Values = Readonly<Record<string, unknown>>;

interface Request {
  readonly command: Command;
  readonly words: readonly Word[];
  /** What it was taken for, where the user wrote a sentence instead. */
  readonly understood?: Understood;
}

/** Builds the bot from its commands; the first word of a message is a command's name, or the whole sentence means one. */
export function createBot({ commands, language, now, createReference, permit, log }: BotOptions): Bot {
  const byName = new Map(commands.map((command) => [command.name, command]));
  const shared = createSharedAnswers(now, (shared) => log.info(shared, 'answered the same question again'));

  /** The command that was typed, unless its words are those of a sentence: "last mission, how did it go?". Commands that change something read all their words themselves. */
  function typedRequest(sentence: string): Request | undefined {
    const [first, ...words] = withoutPoliteWords(splitWords(withoutEndMark(sentence)));
    const command = byName.get(first === undefined ? 'help' : first.lower);
    // Who asks "unsubscribe?" does not want it done.
    if (command === undefined || (command.changes && words.length < 2 && /\?\s*$/.test(sentence))) return undefined;
    const [word, ...others] = words;
    const isOwn = word !== undefined && hasWord(command, word);
    return !command.changes && looksSpoken(isOwn ? others : words) ? undefined : { command, words };
  }

  function understoodRequest(understood: Understood): Request | undefined {
    if (understood.line === undefined || !understood.isSure) return undefined;
    const [name, ...words] = splitWords(understood.line);
    const command = byName.get(name?.lower ?? '');
    return command && { command, words, understood };
  }

  /** The arguments of a typed command; what it was taken for where its words cannot be read, but mean something as a sentence. */
  async function readTyped(request: Request, context: ReadingContext, message: Message, startedAt: EpochMs) {
    try {
      return { args: await readRequest(request, context) };
    } catch (error) {
      const refused = await refusal(request, error, message, startedAt);
      if (refused) return { understood: refused };
      if (request.words.length === 0 || request.command.changes) throw error;
      if (error instanceof UserError && error.isCertain) throw error;
      const understood = await language.understand(message, startedAt);
      if (error instanceof UserError && understood.isSure && understood.line !== message.text) return { understood };
      throw error;
    }
  }

  /** "Pause Rex" is no subscription that is not known, but something the bot must not do. */
  async function refusal(
    { command, words, understood }: Request,
    error: unknown,
    message: Message,
    startedAt: EpochMs,
  ) {
    if (!command.changes || words.length === 0 || understood || !(error instanceof UserError)) return undefined;
    const meant = await language.understand(message, startedAt);
    return meant.isRefused ? meant : undefined;
  }

  async function answerSentence(understood: Understood, message: Message, context: ReadingContext): Promise<Answer> {
    const request = understoodRequest(understood);
    if (request === undefined) {
      const words = splitWords(withoutEndMark(message.text));
      if (!understood.isSure && words.length < 3)
        throw unknownCommand(words[0]?.text ?? '', commands, understood.guesses);
      return unanswered(understood, message);
    }
    const args = await readRequest(request, context);
    return answerRequest(request, args, message, context.now);
  }

  function unanswered(understood: Understood, message: Message): Answer {
    log.info({ ...originOf(message), isSure: understood.isSure }, 'answered a sentence without a command');
    return { reply: unansweredReply(understood), understood: wayOf(understood), failed: false };
  }

  async function answerRequest(request: Request, args: Values, message: Message, startedAt: EpochMs): Promise<Answer> {
    const { understood } = request;
    const { name, changes } = request.command;
    const ran = { command: name, arguments: args, understood: wayOf(understood), ...(changes && { changes }) };
    try {
      if (changes) await permit?.(request.command, message);
      const reply = await request.command.run(args, { message, now: startedAt });
      log.info({ ...originOf(message), command: name, ms: now() - startedAt }, 'answered');
      return { ...ran, reply: noteUnderstanding(reply, understood), failed: false };
    } catch (error) {
      // A name that nothing bears was put there by whoever chose the line: the grammar's guesses are nearer to what was asked.
      const isMischosen = error instanceof UserError && error.name === 'UserError';
      if (understood?.chosen && isMischosen) return unanswered(understood.chosen.instead, message);
      const refused = await refusal(request, error, message, startedAt);
      if (refused) return unanswered(refused, message);
      const reply = errorReply(error, message, name);
      return { ...ran, reply, failed: true, ...(error instanceof NotAllowed && { refused: error.reason }) };
    }
  }

  async function answerAnew(message: Message): Promise<Answer> {
    const startedAt = now();
    try {
      if (message.text.length > LONGEST_QUESTION) throw tooLong();
      let asksZone = false;
      const zone = (): Promise<string> => {
        asksZone = true;
        return message.sender.zone();
      };
      const context = { now: startedAt, zone };
      const request = typedRequest(message.text);
      const typed = request && (await readTyped(request, context, message, startedAt));
      if (request === undefined || typed?.args === undefined) {
        const understood = typed?.understood ?? (await language.understand(message, startedAt));
        return await answerSentence(understood, message, context);
      }
      language.note(message, message.text, startedAt);
      const answering = answerRequest(request, typed.args, message, startedAt);
      if (isShared(request.command, typed.args) && !asksZone)
        shared.keep(message.text, request.command.name, answering);
      return await answering;
    } catch (error) {
      return { reply: errorReply(error, message), failed: true };
    }
  }

  function errorReply(error: unknown, message: Message, command?: string): Reply {
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
  }

  return {
    answer(message) {
      const known = shared.find(message.text);
      if (known === undefined) return answerAnew(message);
      language.note(message, message.text, now());
      return known;
    },
  };
}

/** Whether a command knows a word that else is of a sentence: `order where WO-1042`. */
const hasWord = ({ parameters }: Command, { lower, quoted }: Word): boolean =>
  !quoted && Object.values(parameters).some(({ words }) => words?.includes(lower) === true);

const tooLong = (): UserError => new UserError('That is too long to be a question. Try `help`.');

/** A question mark behind the last word belongs to the sentence, not to the word. */
function withoutEndMark(sentence: string): string {
  let end = sentence.length;
  while ('?!. '.includes(sentence.charAt(end - 1)) && end > 0) end--;
  return sentence.slice(0, end);
}

function wayOf(understood: Understood | undefined): NonNullable<Answer['understood']> {
  if (understood === undefined) return 'typed';
  if (understood.chosen) return 'assistant';
  return understood.isSure ? 'sentence' : 'asked-back';
}

const originOf = ({ id, conversation: { platform } }: Message) => ({ id, platform });

/** The arguments of a request. Throws UserError with the usage for words that cannot be read. */
async function readRequest({ command, words }: Request, context: ReadingContext): Promise<Values> {
  try {
    return await readArguments(command.parameters, words, context);
  } catch (error) {
    if (!(error instanceof UserError) || error.details.length > 0) throw error;
    const { message, isCertain, cause } = error;
    throw new UserError(message, { details: [note('Usage: ', code(usageOf(command)))], isCertain, cause });
  }
}

const POLITE = ['hey', 'hi', 'hello', 'ok', 'please', 'thanks', 'thx'];

/** Leaves out small talk around a command, unless there is nothing else. */
function withoutPoliteWords(words: readonly Word[]): readonly Word[] {
  const isPolite = ({ lower, quoted }: Word): boolean => !quoted && POLITE.includes(lower.replace(/[,.!]+$/, ''));
  const first = words.findIndex((word) => !isPolite(word));
  const last = words.findLastIndex((word) => !isPolite(word));
  return first < 0 ? words : words.slice(first, last + 1);
}

function unknownCommand(word: string, commands: readonly Command[], guesses: Understood['guesses']): UserError {
  const names = nearestNames(
    word,
    commands.map((command) => command.name),
  );
  const nearest = commands.find((command) => command.name === names[0]);
  const shown = word.length > 60 ? `${word.slice(0, 60)}…` : word;
  const details: Block[] = nearest ? [text('Nearest: ', code(usageOf(nearest)), ` — ${nearest.summary}`)] : [];
  return new UserError(`There is no command "${shown}".`, {
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
