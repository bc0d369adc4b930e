import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type Dialect, SqliteDialect } from 'kysely';
import { messageOf } from '../core/errors.ts';
import { StoreAway, StoreError } from './store-error.ts';

const FILE = 'scout-bot.sqlite';

/** Opens the database file of a folder, or one in memory, and locks it for this process. Throws StoreError. */
export function openSqlite(folder: string | undefined): Dialect {
  const path = folder === undefined ? ':memory:' : prepareFile(folder);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { enableForeignKeyConstraints: true });
    // Exclusive before anything else is read: then the file stays locked, and no memory is shared with other processes.
    database.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full');
    database.exec('begin exclusive; commit');
    checkPages(database, path);
  } catch (error) {
    database?.close();
    throw error instanceof StoreError ? error : new StoreError(sqliteProblem(error, path), { cause: error });
  }
  return sqliteDialect(database);
}

/** Makes folder and file, readable by nobody else. */
function prepareFile(folder: string): string {
  const path = join(folder, FILE);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // A file that is there is not opened: closing it would end the locks that another store of this process has on it.
    if (existsSync(path)) chmodSync(path, 0o600);
    else closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    throw new StoreError(notWritable(path), { cause: error });
  }
  return path;
}

function checkPages(database: DatabaseSync, path: string): void {
  const [first] = database.prepare('pragma quick_check(1)').all();
  if (first?.['quick_check'] !== 'ok') throw new StoreError(corrupt(path), { cause: first?.['quick_check'] });
}

/** node:sqlite as the driver that kysely knows. */
function sqliteDialect(database: DatabaseSync): Dialect {
  return new SqliteDialect({
    database: { close: () => database.close(), prepare: (sql) => prepare(database, sql) },
  });
}

const ROLLED_BACK = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

function prepare(database: DatabaseSync, sql: string) {
  // A full disk makes SQLite take a transaction back by itself; rolling it back once more would fail, and that would be told instead.
  if (sql === 'rollback' && !database.isTransaction) return ROLLED_BACK;
  const statement = tellingAway(() => database.prepare(sql));
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => tellingAway(() => statement.all(...values(parameters))),
    run: (parameters: readonly unknown[]) => tellingAway(() => statement.run(...values(parameters))),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
  };
}

/** Does something with the database. Throws StoreAway where the machine does not let it be written or read. */
function tellingAway<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const does = AWAY[codeOf(error) ?? 0];
    throw does === undefined ? error : new StoreAway(does, 'tell whoever runs this bot', error);
  }
}

/** Result codes of https://sqlite.org/rescode.html; their upper bits only tell more of the same. */
const CODE = { busy: 5, locked: 6, readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 };

const AWAY: Readonly<Record<number, string>> = {
  [CODE.full]: 'has no room left on its disk',
  [CODE.ioError]: 'cannot be read or written (disk error)',
  [CODE.readOnly]: 'cannot be written (it is read-only)',
};

function codeOf(error: unknown): number | undefined {
  const { errcode } = error as { readonly errcode?: unknown };
  return typeof errcode === 'number' ? errcode % 256 : undefined;
}

/** In one line why a database file cannot be used, and what to do. */
export function sqliteProblem(error: unknown, path: string): string {
  const code = codeOf(error);
  if (code === CODE.busy || code === CODE.locked)
    return `${path} is in use by another process: stop that one first, or use DATABASE_URL (PostgreSQL) for several processes.`;
  if (code === CODE.corrupt || code === CODE.notADatabase) return corrupt(path);
  if (code === CODE.full) return `The disk of ${path} is full: make room and start again.`;
  if (code === CODE.readOnly || code === CODE.cannotOpen) return notWritable(path);
  if (code === CODE.ioError) return `${path} cannot be read or written: look after the disk, then start again.`;
  return `${path} cannot be opened (${messageOf(error)}): set DATA_DIR to another folder, or put a backup in its place.`;
}

const corrupt = (path: string): string =>
  `${path} is damaged or is no database of this program; it was left as it is: put a backup in its place, or move it away to begin anew.`;

const notWritable = (path: string): string =>
  `${path} cannot be written: let the user of this program write there, or set DATA_DIR to another folder.`;
