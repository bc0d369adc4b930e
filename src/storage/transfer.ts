import { createInterface } from 'node:readline';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { TABLES_VERSION } from './migrate.ts';
import type { DumpedRow, Store } from './store.ts';
import { StoreError } from './store-error.ts';

const FORMAT = 'scout-bot-store';

const FirstLine = v.object({ format: v.literal(FORMAT), version: v.number() });
const RowLine = v.strictObject({ table: v.string(), row: v.record(v.string(), v.unknown()) });
/** It says that nothing was cut off. */
const LastLine = v.strictObject({ rows: v.number() });

/** Writes all that a store holds as lines of JSON, the first of which names format and version. Leaves the output open. Throws StoreError. */
export async function exportStore(store: Store, output: Writable): Promise<void> {
  try {
    await pipeline(Readable.from(linesOf(store)), output, { end: false });
  } catch (error) {
    const { syscall, code } = error as { readonly syscall?: unknown; readonly code?: unknown };
    if (syscall !== 'write') throw error;
    throw new StoreError(`The export could not be written to its end (${code}): export again.`, { cause: error });
  }
}

async function* linesOf(store: Store): AsyncGenerator<string> {
  yield line({ format: FORMAT, version: TABLES_VERSION });
  let rows = 0;
  for await (const { table, row } of store.dump()) {
    yield line({ table, row });
    rows++;
  }
  yield line({ rows });
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;

/** Reads such lines into an empty store, all or nothing, and resolves with the number of rows. Throws StoreError. */
export async function importStore(store: Store, input: Readable): Promise<number> {
  return await store.load(rowsOf(input));
}

async function* rowsOf(input: Readable): AsyncGenerator<DumpedRow> {
  let count = 0;
  let isWhole = false;
  for await (const text of createInterface({ input })) {
    const value = readJson(text, count + 1);
    if (count === 0) checkFirst(value);
    else if (v.is(RowLine, value) && !isWhole) yield value;
    else if (v.is(LastLine, value) && value.rows === count - 1) isWhole = true;
    else throw new StoreError(`Line ${count + 1} of the export is no row of a table: export again.`);
    count++;
  }
  if (count === 0) throw new StoreError('There is nothing to import: give an export on standard input.');
  if (!isWhole) throw new StoreError(`The export ends after line ${count}, in the middle: export again.`);
}

function readJson(text: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreError(`Line ${number} is no JSON: give what "npm run --silent export" wrote.`, { cause: error });
  }
}

function checkFirst(value: unknown): void {
  if (!v.is(FirstLine, value))
    throw new StoreError('This is no export of this program: give what "npm run --silent export" wrote.');
  if (value.version !== TABLES_VERSION)
    throw new StoreError(
      `The export has version ${value.version}, and this program reads version ${TABLES_VERSION}: export and import with the same version of it.`,
    );
}
