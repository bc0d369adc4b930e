import * as v from 'valibot';
import { messageOf } from '../core/errors.ts';
import { attempt, SettingError, together } from './setting-error.ts';
import { SETTINGS } from './settings.ts';

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting's name. */
export type SettingName = keyof typeof SETTINGS;

const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** Each setting by itself, read and checked; undefined where it is not set. */
export type SettingValues = { readonly [K in SettingName]: v.InferOutput<(typeof SETTINGS)[K]['schema']> | undefined };

/** Reads the text of a file that a setting names. */
export type ReadFile = (path: string) => string;

/** How settings are read that do not stand in the environment itself. */
export interface ReadingOptions {
  /** Why some of them could not be read at all. */
  readonly unread?: ReadonlyMap<SettingName, SettingError>;
  /** Says what is wrong in words that fit where they stand. */
  readonly say?: (error: SettingError) => SettingError;
}

/**
 * What `read` makes of the settings of an environment, each of which is checked by itself before. Throws all that is wrong together, but for what is
 * only missing because it is wrong itself.
 */
export function readSettings<T>(
  environment: Environment,
  read: (values: SettingValues) => T,
  { unread = new Map(), say = (error) => error }: ReadingOptions = {},
): T {
  const values: Record<string, unknown> = {};
  const wrong = new Map<string, SettingError>();
  for (const name of SETTING_NAMES) {
    const written = environment[name];
    if (written === undefined || written.trim() === '') continue;
    const read = readSetting(name, written);
    if ('value' in read) values[name] = read.value;
    else wrong.set(name, new SettingError(`${name} is not right: it has to be ${read.expected}.`));
  }
  const isEcho = ({ message }: SettingError) => namesIn(message).some((name) => wrong.has(name) || unread.has(name));
  const result = attempt(() => read(values as SettingValues));
  const others = 'wrong' in result ? result.wrong.filter((each) => !isEcho(each)) : [];
  const all = [...unread.values(), ...[...wrong.values(), ...others].map(say)];
  if ('value' in result && all.length === 0) return result.value;
  throw together(all);
}

/** What one setting says, or what it has to be. */
export function readSetting(
  name: SettingName,
  written: string,
): { readonly value: unknown } | { readonly expected: string } {
  const parsed = v.safeParse(SETTINGS[name].schema, written);
  return parsed.success ? { value: parsed.output } : { expected: parsed.issues[0].message };
}

/** The settings that a text names. */
export function namesIn(text: string): readonly SettingName[] {
  return [...text.matchAll(/[A-Z][A-Z_]+/g)].map(([word]) => word).filter(isSettingName);
}

/** Whether a word is the name of a setting. */
function isSettingName(word: string): word is SettingName {
  return Object.hasOwn(SETTINGS, word);
}

/** Whether a setting may be shown to nobody. */
export function isSecret(name: SettingName): boolean {
  return 'secret' in SETTINGS[name];
}

/** The error for a setting that is missing. */
export function missing(name: SettingName, what: string): SettingError {
  return new SettingError(`${name} is missing: set it to ${what}.`);
}

/** A setting that has to be there. Throws SettingError where it is missing. */
export function required<N extends SettingName>(
  values: SettingValues,
  name: N,
  what: string,
): NonNullable<SettingValues[N]> {
  const value = values[name];
  if (value === undefined || value === null) throw missing(name, what);
  return value;
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
