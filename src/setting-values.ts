import * as v from 'valibot';
import { messageOf } from './core/errors.ts';
import { SettingError } from './setting-error.ts';
import { SETTINGS } from './settings.ts';

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting's name. */
export type SettingName = keyof typeof SETTINGS;

/** Each setting by itself, read and checked; undefined where it is not set. */
export type SettingValues = { readonly [K in SettingName]: v.InferOutput<(typeof SETTINGS)[K]['schema']> | undefined };

/** Reads the text of a file that a setting names. */
export type ReadFile = (path: string) => string;

/** Reads each setting by itself. Throws SettingError for the first that is wrong. */
export function readValues(environment: Environment): SettingValues {
  const values: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(SETTINGS)) {
    const written = environment[name];
    if (written === undefined || written.trim() === '') continue;
    const parsed = v.safeParse(schema, written);
    if (!parsed.success) throw new SettingError(`${name} is not right: it has to be ${parsed.issues[0].message}.`);
    values[name] = parsed.output;
  }
  return values as SettingValues;
}

/** The error for a setting that is missing. */
export function missing(name: SettingName, what: string): SettingError {
  return new SettingError(`${name} is missing: set it to ${what}.`);
}

/** What `read` makes of the JSON in the file that a setting names. Throws SettingError. */
export function readJsonFile<T>(name: SettingName, file: string, readFile: ReadFile, read: (json: unknown) => T): T {
  const text = readSetFile(name, file, readFile);
  try {
    return read(JSON.parse(text));
  } catch (cause) {
    throw new SettingError(`${name} is not right: ${messageOf(cause)} (in ${file}).`, { cause });
  }
}

/** The text of the file that a setting names. Throws SettingError. */
export function readSetFile(name: SettingName, file: string, readFile: ReadFile): string {
  try {
    return readFile(file);
  } catch (cause) {
    throw new SettingError(`${name} is not right: ${file} cannot be read.`, { cause });
  }
}
