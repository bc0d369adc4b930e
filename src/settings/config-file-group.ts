import { dirname, isAbsolute, join } from 'node:path';
import type { ConfigFile, FilePath } from './config-file.ts';
import type { Keys } from './config-file-keys.ts';
import { type References, readWritten } from './config-file-value.ts';
import type { SettingError } from './setting-error.ts';
import {
  type Environment,
  namesIn,
  type ReadFile,
  readSettings,
  type SettingName,
  type SettingValues,
} from './setting-values.ts';

/** A file of settings, and what it may refer to. */
export interface FileSurroundings {
  readonly file: ConfigFile;
  readonly environment: Environment;
  readonly readFile: ReadFile;
}

/** A group of keys as it stands in the file. */
export interface Group {
  readonly path: FilePath;
  /** Undefined where it is not there. */
  readonly written: Readonly<Record<string, unknown>> | undefined;
  readonly keys: Keys;
}

/** What `read` makes of a group as it would of the environment. Throws all that is wrong together, with line and key. */
export function readGroup<T>(surroundings: FileSurroundings, group: Group, read: (values: SettingValues) => T): T {
  const { file } = surroundings;
  const references = referencesOf(surroundings);
  const texts: Partial<Record<SettingName, string>> = {};
  const unread = new Map<SettingName, SettingError>();
  for (const [key, name] of Object.entries(group.keys)) {
    const value = group.written?.[key];
    if (value === undefined) continue;
    const result = readWritten(value, name, references);
    if ('text' in result) texts[name] = result.text;
    else unread.set(name, file.problem([...group.path, key], result.problem));
  }
  return readSettings(texts, read, { unread, say: (error) => inWordsOfFile(error, file, group) });
}

function referencesOf({ file, environment, readFile }: FileSurroundings): References {
  const path = (written: string) => (isAbsolute(written) ? written : join(dirname(file.file), written));
  return { path, variable: (name) => environment[name], text: (written) => readFile(path(written)) };
}

/** `SCOUT_URL is missing: …` at the place of the first setting that is named there, in keys of the file: `scout.yaml:14: sites[1].scout.url: is missing: …`. */
function inWordsOfFile({ message }: SettingError, file: ConfigFile, { path, keys }: Group): SettingError {
  const keyOf = new Map<string, string>(Object.entries(keys).map(([key, name]) => [name, key]));
  const [key = ''] = namesIn(message).flatMap((name) => keyOf.get(name) ?? []);
  const said = message.replace(/[A-Z][A-Z_]+/g, (word) => keyOf.get(word) ?? word);
  return file.problem([...path, key], said.startsWith(`${key} `) ? said.slice(key.length + 1) : said);
}
