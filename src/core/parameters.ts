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
  /** The words that it knows, where they are few. */
  readonly words?: readonly string[];
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

/**
 * The names that no other parameter took, between commas and, where `and` is true, that word: `Rex, Daisy`. What is in quotes is never cut.
 * Stands last; words in `noise` are left out unless quoted.
 */
export function nameList(
  name: string,
  help: string,
  { noise = [], and = false }: { readonly noise?: readonly string[]; readonly and?: boolean } = {},
): Parameter<readonly string[]> {
  return {
    usage: `[${name}]`,
    help,
    read: (words) => ({ value: namesIn(words, noise, and), rest: [] }),
  };
}

function namesIn(words: readonly Word[], noise: readonly string[], and: boolean): readonly string[] {
  const names: string[][] = [[]];
  for (const { text, lower, quoted } of words) {
    const isTie = !quoted && and && lower === 'and';
    for (const [i, part] of (quoted ? [text] : isTie ? ['', ''] : text.split(',')).entries()) {
      if (i > 0) names.push([]);
      const isLeftOut = part === '' || (!quoted && noise.includes(part.toLowerCase()));
      if (!isLeftOut) names.at(-1)?.push(part);
    }
  }
  return names.filter((name) => name.length > 0).map((name) => name.join(' '));
}

/** Words that stand together or not at all: `without teleop`. */
export function phrase(words: string, help: string): Parameter<boolean> {
  const parts = words.split(' ');
  return {
    usage: `[${words}]`,
    help,
    read(all) {
      const at = all.findIndex((_, i) => parts.every((part, j) => !all[i + j]?.quoted && all[i + j]?.lower === part));
      return at < 0 ? { value: false, rest: all } : { value: true, rest: all.toSpliced(at, parts.length) };
    },
  };
}

/** A whole number behind a word, `back 2`. Throws UserError for one that is missing or out of bounds. */
export function numberBehind(
  word: string,
  help: string,
  { least, most }: { readonly least: number; readonly most: number },
): Parameter<number | undefined> {
  return {
    usage: `[${word} N]`,
    help,
    read(words) {
      const at = words.findIndex(({ lower, quoted }) => !quoted && lower === word);
      if (at < 0) return { value: undefined, rest: words };
      const said = words[at + 1]?.text ?? '';
      const number = /^\d{1,9}$/.test(said) ? Number(said) : Number.NaN;
      if (number >= least && number <= most) return { value: number, rest: words.toSpliced(at, 2) };
      throw new UserError(
        `Behind \`${word}\` stands a number from ${least} to ${most}, for example \`${word} ${Math.max(least, 2)}\`.`,
        { isCertain: true },
      );
    },
  };
}

/** A name behind a word, `asset Panel-7` or `asset "Panel 7"`. Throws UserError where it is missing. */
export function nameBehind(word: string, help: string): Parameter<string | undefined> {
  return {
    usage: `[${word} NAME]`,
    help,
    read(words) {
      const at = words.findIndex(({ lower, quoted }) => !quoted && lower === word);
      if (at < 0) return { value: undefined, rest: words };
      const name = words[at + 1];
      if (name === undefined)
        throw new UserError(`Behind \`${word}\` stands a name, in quotes where it has spaces.`, { isCertain: true });
      return { value: name.text, rest: words.toSpliced(at, 2) };
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
    words: Object.keys(choices),
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

/** How many of the newest are wanted, `newest 5`. */
export const newest = numberBehind('newest', '`newest 5` shows no more than five', { least: 1, most: 100 });

/** A span of time in the reader's zone: `today`, `last week`, `since 08:00`, `2026-10-20 14:00..18:00` and the like. */
export const timeRange: Parameter<TimeRange | undefined> = {
  usage: '[time]',
  help: '`today`, `last night`, `last 24h`, `this week`, `since 08:00`, `since monday`, `2026-10-20`, `at 15:00`, `2026-10-01..2026-10-07`, `2026-10-20 14:00..18:00`',
  read: (words, context) => readTimeRange(words, context.now, context.zone),
};

/** A span of time to come: `tomorrow`, `tonight`, `4h`, `monday`. */
export const timeAhead: Parameter<TimeRange | undefined> = {
  usage: '[time]',
  help: '`today`, `tonight`, `tomorrow`, `this weekend`, `4h` for the next four hours, `monday`, `2026-10-30`, `14:00..18:00`',
  read: (words, context) => readTimeRange(words, context.now, context.zone, 'ahead'),
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
