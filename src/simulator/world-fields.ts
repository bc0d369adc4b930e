import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const TIME = 'expected a time such as 2026-10-21T14:20:00Z';

/** Text that is not empty. */
export const text = v.pipe(v.string('expected text'), v.nonEmpty('expected text that is not empty'));
/** Any number. */
export const number = v.number('expected a number');
/** 0 or more. */
export const amount = v.pipe(number, v.minValue(0, 'expected 0 or more'));
/** A whole number, 0 or more. */
export const count = v.pipe(amount, v.integer('expected a whole number'));
/** 0 to 1. */
export const share = v.pipe(amount, v.maxValue(1, 'expected a number from 0 to 1'));
/** 0 to 100. */
export const percent = v.pipe(amount, v.maxValue(100, 'expected a number from 0 to 100'));
/** true or false. */
export const flag = v.boolean('expected true or false');
/** ISO text with a zone, read as epoch milliseconds. */
export const time = v.pipe(
  v.string(TIME),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, TIME),
  v.transform((iso) => Date.parse(iso)),
  v.check((ms) => Number.isFinite(ms), TIME),
);
/** A list of such things. */
export const list = <S extends v.GenericSchema>(item: S) => v.array(item, 'expected a list');
/** A list of such things, or nothing. */
export const optionalList = <S extends v.GenericSchema>(item: S) => v.optional(list(item));

/** What a schema makes of the text of a world file. Throws an Error that names the path of the first wrong value. */
export function parseWorldText<S extends v.GenericSchema>(schema: S, json: string): v.InferOutput<S> {
  const result = v.safeParse(schema, readJson(json), { abortEarly: true });
  if (!result.success) throw new Error(describe(result.issues[0]));
  return result.output;
}

/** What `parse` makes of a file. Throws an Error that names the file and what is wrong with it. */
export function readWorldFile<T>(file: string, parse: (json: string) => T): T {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Error(`not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).reduce(
    (before, { key }) =>
      typeof key === 'number' ? `${before}[${key}]` : before === '' ? `${key}` : `${before}.${key}`,
    '',
  );
  return `${path === '' ? 'world' : path}: ${wordsFor(issue)}`;
}

function wordsFor(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== 'strict_object') return issue.message;
  if (issue.expected === 'never') return 'unknown field';
  return issue.expected === 'Object' ? 'expected an object' : 'is missing';
}
