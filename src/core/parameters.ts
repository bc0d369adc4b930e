import { UserError } from './errors.ts';
import type { EpochMs } from './reply.ts';
import { readTimeRange, type TimeRange } from './time-range.ts';
import type { Reading, Word } from './words.ts';

/** What reading arguments may depend on. */
export interface ReadingContext {
  readonly now: EpochMs;
  readonly zone: () => Promise<string>;
}

/** One thing a command can be told. It takes the words it knows, wherever they stand, and leaves the rest to those after it. */
export interface Parameter<T> {
  /** How it stands in the usage line, for example `[status]`. */
  readonly usage: string;
  /** One line for the help: what can be written there. */
  readonly help: string;
  read(words: readonly Word[], context: ReadingContext): Reading<T> | Promise<Reading<T>>;
}

// biome-ignore lint/suspicious/noExplicitAny: a record of parameters holds one of every type
export type Parameters = Readonly<Record<string, Parameter<any>>>;

/** The values a command gets: one per parameter, under the same names. */
export type Arguments<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** Everything that no other parameter took, as one text; stands last. Words in `noise` ("the", "run") are left out unless quoted. */
export function rest(name: string, help: string, noise: readonly string[] = []): Parameter<string | undefined> {
  return {
    usage: `[${name}]`,
    help,
    read(words) {
      const kept = words.filter((word) => word.quoted || !noise.includes(word.lower));
      return { value: kept.length === 0 ? undefined : kept.map((word) => word.text).join(' '), rest: [] };
    },
  };
}

/** Like `rest`, but something must be there. Throws UserError otherwise. */
export function requiredRest(name: string, help: string): Parameter<string> {
  return {
    usage: name,
    help,
    read(words) {
      if (words.length === 0) throw new UserError(`${name} is missing: ${help}.`);
      return { value: words.map((word) => word.text).join(' '), rest: [] };
    },
  };
}

/** One of a few words; `choices` maps every word a user may write to what it means. */
export function choice<const T extends string>(
  name: string,
  help: string,
  choices: Readonly<Record<string, T>>,
): Parameter<T | undefined> {
  return {
    usage: `[${name}]`,
    help,
    read(words) {
      const at = words.findIndex((word) => !word.quoted && Object.hasOwn(choices, word.lower));
      const word = words[at];
      if (word === undefined) return { value: undefined, rest: words };
      return { value: choices[word.lower], rest: words.toSpliced(at, 1) };
    },
  };
}

/** The page of a long answer, written `page 2`; 1 where it is not written. */
export const page: Parameter<number> = {
  usage: '[page N]',
  help: '`page 2` shows what comes next in a long answer',
  read(words) {
    const at = words.findIndex((word, i) => word.lower === 'page' && /^[1-9]\d{0,5}$/.test(words[i + 1]?.text ?? ''));
    if (at < 0) return { value: 1, rest: words };
    return { value: Number(words[at + 1]?.text), rest: words.toSpliced(at, 2) };
  },
};

/** A span of time in the reader's zone: `today`, `last week`, `since monday`, `2026-10-01..2026-10-07` and the like. */
export const timeRange: Parameter<TimeRange | undefined> = {
  usage: '[time]',
  help: '`today`, `yesterday`, `last 24h`, `last week`, `since monday`, `2026-10-20`, `2026-10-01..2026-10-07`',
  read: (words, context) => readTimeRange(words, context.now, context.zone),
};

/** Reads all of a command's arguments. Throws UserError for words that nothing can be made of. */
export async function readArguments(
  parameters: Parameters,
  words: readonly Word[],
  context: ReadingContext,
): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  let left = words;
  for (const [name, parameter] of Object.entries(parameters)) {
    const reading = await parameter.read(left, context);
    values[name] = reading.value;
    left = reading.rest;
  }
  if (left.length > 0) {
    throw new UserError(`I can't make anything of "${left.map((word) => word.text).join(' ')}" here.`);
  }
  return values;
}
