import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import { lockTables } from './migrate.ts';
import { KEYS, ROWS, readRow, type Table, type Tables } from './rows.ts';
import type { DumpedRow, Store } from './store.ts';
import { StoreError } from './store-error.ts';

const TABLES = Object.keys(ROWS) as readonly Table[];

const PAGE = 1_000;

/** All rows of all tables, out and in. */
export function dumpQueries({ db, isShared }: Database): Pick<Store, 'dump' | 'load'> {
  return {
    async *dump() {
      // One transaction, so that the tables fit together though others go on writing.
      const begin = db.startTransaction();
      const transaction = await (isShared ? begin.setIsolationLevel('repeatable read') : begin).execute();
      try {
        for (const table of TABLES) yield* dumpTable(transaction, table);
      } finally {
        await transaction.rollback().execute();
      }
    },
    async load(rows) {
      return await db.transaction().execute(async (transaction) => {
        if (isShared) await lockTables(transaction);
        await refuseFull(transaction);
        let count = 0;
        for await (const part of pagesOf(rows)) {
          await insertRows(transaction, part);
          count += part.rows.length;
        }
        return count;
      });
    },
  };
}

type Row = DumpedRow['row'];

async function* dumpTable(transaction: Transaction<Tables>, table: Table): AsyncGenerator<DumpedRow> {
  const keys = sql.join(KEYS[table].map((column) => sql.ref(column)));
  let rows: readonly Row[];
  let after = sql``;
  do {
    const query = sql<Row>`select * from ${sql.table(table)} ${after} order by ${keys} limit ${PAGE}`;
    ({ rows } = await query.execute(transaction));
    for (const row of rows) yield { table, row };
    const last = rows.at(-1);
    if (last) after = sql`where (${keys}) > (${sql.join(KEYS[table].map((column) => last[column]))})`;
  } while (rows.length === PAGE);
}

async function refuseFull(transaction: Transaction<Tables>): Promise<void> {
  for (const table of TABLES) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(transaction);
    if (rows.length > 0)
      throw new StoreError(`The store is not empty (its table ${table} has rows): import into a new one.`);
  }
}

interface Page {
  readonly table: Table;
  readonly rows: readonly Row[];
}

/** Neighbouring rows of the same table together. */
async function* pagesOf(dumped: AsyncIterable<DumpedRow>): AsyncGenerator<Page> {
  let page: { table: Table; rows: Row[] } | undefined;
  for await (const { table, row } of dumped) {
    if (!isTable(table)) throw new StoreError(`There is no table ${table}: this is no export of this program's store.`);
    readRow(table, row);
    if (page && (page.table !== table || page.rows.length === PAGE)) {
      yield page;
      page = undefined;
    }
    page ??= { table, rows: [] };
    page.rows.push(row);
  }
  if (page) yield page;
}

const isTable = (name: string): name is Table => Object.hasOwn(ROWS, name);

async function insertRows(transaction: Transaction<Tables>, { table, rows }: Page): Promise<void> {
  const columns = Object.keys(ROWS[table].entries);
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  const names = sql.join(columns.map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(transaction);
}
