import type { Command } from './command.ts';
import { UserError } from './errors.ts';
import type { Understood } from './language.ts';
import { type ReadingContext, readArguments } from './parameters.ts';
import { code, note } from './reply.ts';
import { looksSpoken } from './spoken.ts';
import { usageOf } from './usage.ts';
import { splitWords, type Word } from './words.ts';

export type Values = Readonly<Record<string, unknown>>;

/** A command and the words for its parameters. */
export interface Request {
  readonly command: Command;
  readonly words: readonly Word[];
  /** What it was taken for, where the user wrote a sentence instead. */
  readonly understood?: Understood;
}

/** The command that was typed, unless its words are those of a sentence: "last mission, how did it go?". Commands that change something read all their words themselves. */
export function typedRequest(byName: ReadonlyMap<string, Command>, sentence: string): Request | undefined {
  const [first, ...words] = withoutPoliteWords(splitWords(withoutEndMark(sentence)));
  const command = byName.get(first === undefined ? 'help' : first.lower);
  // Who asks "unsubscribe?" does not want it done.
  if (command === undefined || (command.changes && words.length < 2 && /\?\s*$/.test(sentence))) return undefined;
  const [word, ...others] = words;
  const isOwn = word !== undefined && hasWord(command, word);
  return !command.changes && looksSpoken(isOwn ? others : words) ? undefined : { command, words };
}

/** Whether a command knows a word that else is of a sentence: `order where WO-1042`. */
const hasWord = ({ parameters }: Command, { lower, quoted }: Word): boolean =>
  !quoted && Object.values(parameters).some(({ words }) => words?.includes(lower) === true);

/** The arguments of a request. Throws UserError with the usage for words that cannot be read. */
export async function readRequest({ command, words }: Request, context: ReadingContext): Promise<Values> {
  try {
    return await readArguments(command.parameters, words, context);
  } catch (error) {
    if (!(error instanceof UserError) || error.details.length > 0) throw error;
    const { message, isCertain, cause } = error;
    throw new UserError(message, { details: [note('Usage: ', code(usageOf(command)))], isCertain, cause });
  }
}

/** A question mark behind the last word belongs to the sentence, not to the word. */
export function withoutEndMark(sentence: string): string {
  let end = sentence.length;
  while ('?!. '.includes(sentence.charAt(end - 1)) && end > 0) end--;
  return sentence.slice(0, end);
}

const POLITE = ['hey', 'hi', 'hello', 'ok', 'please', 'thanks', 'thx'];

/** Leaves out small talk around a command, unless there is nothing else. */
function withoutPoliteWords(words: readonly Word[]): readonly Word[] {
  const isPolite = ({ lower, quoted }: Word): boolean => !quoted && POLITE.includes(lower.replace(/[,.!]+$/, ''));
  const first = words.findIndex((word) => !isPolite(word));
  const last = words.findLastIndex((word) => !isPolite(word));
  return first < 0 ? words : words.slice(first, last + 1);
}
