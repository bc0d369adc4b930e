import { UnexpectedAnswer } from '../errors.ts';
import type { FieldAliases } from './field-aliases.ts';
import { readId } from './values.ts';

/** Fields of one record, by our names. */
export interface Fields {
  /** The first of a field's names under which something can be read. */
  read<T>(name: string, reader: (value: unknown) => T | undefined): T | undefined;
  /** All that can be read of a list, or of one thing, under the first of a field's names that has any. */
  readAll<T>(name: string, reader: (value: unknown) => T | undefined): readonly T[];
}

type Folded = ReadonlyMap<string, unknown>;

/** One step of an alias: `users[]` goes through a list. */
interface Step {
  readonly name: string;
  readonly isList: boolean;
}

/** The fields of a record; undefined for what is no record. */
export function readFields(json: unknown, aliases: FieldAliases): Fields | undefined {
  const record = foldRecord(json);
  if (record === undefined) return undefined;
  const paths = pathsOf(aliases);
  function read<T>(name: string, reader: (value: unknown) => T | undefined): T | undefined {
    for (const path of paths[name] ?? []) {
      const value = valueAt(record, path, 0);
      const found = value === undefined ? undefined : reader(value);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return { read, readAll: (name, reader) => read(name, (value) => readEach(value, reader)) ?? [] };
}

/** Aliases are few and records many, so each is taken apart once. */
const known = new WeakMap<FieldAliases, Readonly<Record<string, readonly (readonly Step[])[]>>>();

function pathsOf(aliases: FieldAliases): Readonly<Record<string, readonly (readonly Step[])[]>> {
  const paths =
    known.get(aliases) ??
    Object.fromEntries(Object.entries(aliases).map(([name, list]) => [name, list.map((alias) => stepsOf(alias))]));
  known.set(aliases, paths);
  return paths;
}

function stepsOf(alias: string): readonly Step[] {
  return alias.split('.').map((step) => ({ name: foldName(step.replace('[]', '')), isList: step.endsWith('[]') }));
}

/** A name as it is compared: without case, `_` and `-`. */
export const foldName = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');

/** Those of a record's names from which no field is read. */
export function unreadNames(names: readonly string[], aliases: FieldAliases): readonly string[] {
  const beginnings = Object.values(aliases)
    .flat()
    .map((alias) => foldName(alias.split('.')[0]?.replace('[]', '') ?? ''));
  return names.filter((name) => !beginnings.includes(foldName(name)));
}

function foldRecord(json: unknown): Folded | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const record = new Map<string, unknown>();
  for (const [name, value] of Object.entries(json)) record.set(foldName(name), value);
  return record;
}

function valueAt(record: Folded | undefined, path: readonly Step[], place: number): unknown {
  const step = path[place];
  const value = step && record?.get(step.name);
  if (value === null || value === undefined || value === '') return undefined;
  if (place === path.length - 1) return value;
  const below = (part: unknown) => valueAt(foldRecord(part), path, place + 1);
  if (!step?.isList) return below(value);
  if (!Array.isArray(value)) return undefined;
  const found = value.map(below).filter((part) => part !== undefined);
  return found.length === 0 ? undefined : found;
}

function readEach<T>(value: unknown, reader: (part: unknown) => T | undefined): readonly T[] | undefined {
  const read = (Array.isArray(value) ? value : [value]).map(reader).filter((part) => part !== undefined);
  return read.length === 0 ? undefined : read;
}

const WRAPPERS = ['items', 'data', 'results', 'value', 'workorders', 'stations', 'units', 'users'];
const SINGLE_WRAPPERS = ['data', 'result', 'value', 'item', 'workorder', 'unit', 'user', 'station'];

/** The records of a list, bare or in an object: under a usual name, or under the only name that holds a list. */
export function unwrapList(json: unknown): readonly unknown[] | undefined {
  if (Array.isArray(json)) return json;
  const record = foldRecord(json);
  if (record === undefined) return undefined;
  const usual = WRAPPERS.map((name) => record.get(name)).find(Array.isArray);
  if (usual) return usual;
  const lists = [...record.values()].filter(Array.isArray);
  return lists.length === 1 ? lists[0] : undefined;
}

/** The record itself, bare, in an object, or alone in a list. */
export function unwrapRecord(json: unknown): unknown {
  if (Array.isArray(json)) return json.length === 1 ? json[0] : undefined;
  const record = foldRecord(json);
  if (record === undefined || readId(record.get('id')) !== undefined) return json;
  return SINGLE_WRAPPERS.map((name) => record.get(name)).find((value) => foldRecord(value) !== undefined) ?? json;
}

/** Reads each record of a list; what has no readable id is left out and counted. Throws UnexpectedAnswer for what is no list. */
export function readRecords<T>(
  json: unknown,
  read: (record: unknown) => T | undefined,
  what: string,
  who: string,
): { readonly items: readonly T[]; readonly skipped: number } {
  const records = unwrapList(json);
  if (records === undefined)
    throw new UnexpectedAnswer(`${who} answered "${what}" in a form that can't be read.`, `unreadable ${what}`);
  const items = records.map(read).filter((item) => item !== undefined);
  return { items, skipped: records.length - items.length };
}
