import * as v from 'valibot';
import { listNames } from '../answers/quantities.ts';
import { nearestNames } from '../core/names.ts';
import type { ConfigFile } from './config-file.ts';
import { type SettingError, throwAny } from './setting-error.ts';

type Schema<T> = v.GenericSchema<unknown, T>;
type Issue = v.BaseIssue<unknown>;

const GROUP = 'a group of keys';

/** What a schema makes of the file; its messages say what a value has to be (`some text`). Throws SettingErrors for all that is wrong. */
export function readConfigPart<T>(file: ConfigFile, schema: Schema<T>): T {
  const parsed = v.safeParse(schema, file.value, {
    abortPipeEarly: true,
    message: ({ expected }) => inWords(expected),
  });
  if (parsed.success) return parsed.output;
  throwAny(parsed.issues.flatMap((issue) => problemsOf(file, schema, issue)));
  throw new Error('a schema that refuses says why');
}

function problemsOf(file: ConfigFile, schema: Schema<unknown>, issue: Issue): readonly SettingError[] {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const place = path.slice(0, -1);
  const { type, expected, message, input, path: items = [] } = issue;
  const { input: group, origin } = items.at(-1) ?? {};
  if (origin === 'key' && Array.isArray(group)) return [file.problem(place, `has to be ${GROUP}.`)];
  // The library names only the first key that it does not know.
  if (type === 'strict_object' && expected === 'never')
    return unknownKeys(file, place, Object(group), keysAt(schema, place));
  if (input === null) return [file.problem(path, 'has no value: write one behind it, or leave it out.')];
  if (input === undefined) return [file.problem(path, path.length === 0 ? 'holds nothing.' : 'is missing.')];
  return [file.problem(path, `has to be ${message}.`)];
}

function unknownKeys(
  file: ConfigFile,
  place: Parameters<ConfigFile['problem']>[0],
  group: object,
  known: readonly string[],
): readonly SettingError[] {
  const unknown = Object.keys(group).filter((key) => !known.includes(key));
  return unknown.map((key) => {
    const [nearest] = nearestNames(key, known);
    const instead = nearest === undefined ? `: there are ${listNames(known, known.length)}.` : `; is ${nearest} meant?`;
    return file.problem([...place, key], `is no key of the file${instead}`);
  });
}

/** The keys that a schema knows at a place. */
function keysAt(schema: unknown, [key, ...others]: readonly (string | number)[]): readonly string[] {
  const { wrapped, entries, item } = Object(schema);
  if (wrapped !== undefined) return keysAt(wrapped, key === undefined ? [] : [key, ...others]);
  if (key === undefined) return Object.keys(entries ?? {});
  return keysAt(item ?? entries?.[key], others);
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text, in quotes where it looks like something else',
  Array: 'a list, with a dash before each of it',
  Object: GROUP,
};

/** What the library expects, for people. */
function inWords(expected: string | null): string {
  return WORDS[expected ?? ''] ?? `${expected}`;
}
