import { type SchemaModule, sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { weeklyCalls } from './migrations/0002-weekly-calls.ts';
import { siteOfConversation } from './migrations/0003-site-of-conversation.ts';
import { auditLog } from './migrations/0004-audit.ts';
import { outageNotices } from './migrations/0005-outage-notices.ts';
import { StoreError } from './store-error.ts';

/** All steps to the tables of today, in order; they are never changed, only added to. */
const MIGRATIONS: readonly (readonly [name: string, run: (schema: SchemaModule) => Promise<void>])[] = [
  ['0001-first-tables', firstTables],
  ['0002-weekly-calls', weeklyCalls],
  ['0003-site-of-conversation', siteOfConversation],
  ['0004-audit', auditLog],
  ['0005-outage-notices', outageNotices],
];

/** The number of the newest migration. */
export const TABLES_VERSION = MIGRATIONS.length;

/** Any number, as long as it is always the same: processes that start together migrate one after another. */
const LOCK = 5_264_731;

type Migrated = { readonly migrations: { readonly name: string; readonly ran_at: number } };

/** Brings the tables up to date, each step in a transaction. Throws StoreError where they are newer than this program. */
export async function migrate({ db, isShared, now }: Database): Promise<void> {
  const database = db.$extendTables<Migrated>();
  let isDone = false;
  while (!isDone) {
    isDone = await database.transaction().execute(async (transaction) => {
      if (isShared) await lockTables(transaction);
      await transaction.schema
        .createTable('migrations')
        .ifNotExists()
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('ran_at', 'bigint', (column) => column.notNull())
        .execute();
      const ran = await transaction.selectFrom('migrations').select('name').execute();
      const names = new Set(ran.map(({ name }) => name));
      refuseNewer(names);
      const next = MIGRATIONS.find(([name]) => !names.has(name));
      if (next === undefined) return true;
      const [name, run] = next;
      await run(transaction.schema);
      await transaction.insertInto('migrations').values({ name, ran_at: now() }).execute();
      return false;
    });
  }
}

/** Keeps other processes from migrating or loading until the transaction ends. */
export async function lockTables<T>(transaction: Transaction<T>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction);
}

function refuseNewer(names: ReadonlySet<string>): void {
  const known = MIGRATIONS.map(([name]) => name);
  const unknown = [...names].filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new StoreError(
      `The store was written by a newer version of this program (${unknown.join(', ')}): start that version, or give this one another store.`,
    );
}
