import { type Command, isShared } from './command.ts';
import { createErrorReply, unknownCommand } from './error-reply.ts';
import { NotAllowed, UserError } from './errors.ts';
import type { Language, Understood } from './language.ts';
import { type Message, originOf } from './message.ts';
import type { ReadingContext } from './parameters.ts';
import { type EpochMs, privateReply, type Reply, text } from './reply.ts';
import { type Request, readRequest, typedRequest, type Values, withoutEndMark } from './request.ts';
import { createSharedAnswers } from './shared-answers.ts';
import { noteUnderstanding, unansweredReply } from './understood-reply.ts';
import { splitWords } from './words.ts';

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

/** Builds the bot from its commands; the first word of a message is a command's name, or the whole sentence means one. */
export function createBot({ commands, language, now, createReference, permit, log }: BotOptions): Bot {
  const byName = new Map(commands.map((command) => [command.name, command]));
  const errorReply = createErrorReply({ createReference, log });
  const shared = createSharedAnswers(now, (shared) => log.info(shared, 'answered the same question again'));

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
      if (changes && (await message.wasMet?.())) return { ...ran, reply: DONE_BEFORE, failed: true, silent: true };
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
      const request = typedRequest(byName, message.text);
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

  return {
    answer(message) {
      const known = shared.find(message.text);
      if (known === undefined) return answerAnew(message);
      language.note(message, message.text, now());
      return known;
    },
  };
}

function wayOf(understood: Understood | undefined): NonNullable<Answer['understood']> {
  if (understood === undefined) return 'typed';
  if (understood.chosen) return 'assistant';
  return understood.isSure ? 'sentence' : 'asked-back';
}

/** Somebody sent again what a platform had sent before: nothing is done a second time. */
const DONE_BEFORE = privateReply(text('That was done before.'));

const tooLong = (): UserError => new UserError('That is too long to be a question. Try `help`.');
