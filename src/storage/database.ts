import type { Kysely } from 'kysely';
import type { EpochMs } from '../core/reply.ts';
import type { Tables } from './rows.ts';

/** The database that all queries of the store go to, and what they need beside it. */
export interface Database {
  readonly db: Kysely<Tables>;
  /** Whether other processes write too, so that rows have to be locked. */
  readonly isShared: boolean;
  readonly createId: () => string;
  readonly now: () => EpochMs;
}

/** Rows to write in one statement: SQLite takes 32,766 values in one, and no table has more than 32 columns. */
const ROWS_AT_ONCE = 1_000;

/** Parts of a list that are short enough to be written in one statement. */
export function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += ROWS_AT_ONCE) yield items.slice(start, start + ROWS_AT_ONCE);
}

/** Text without the one character that PostgreSQL does not take. */
export function storable(text: string): string {
  return text.replaceAll('\0', '');
}
