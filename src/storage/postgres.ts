import { Socket } from 'node:net';
import { type Dialect, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import * as v from 'valibot';
import { messageOf } from '../core/errors.ts';
import { StoreError } from './store-error.ts';

const BIGINT = 20;
/**
 * A connection in use on which nothing comes for so long is dead: the server ends statements and transactions before. Without this a server that
 * is gone without a word, as when its machine fails, is waited for until TCP gives up, a quarter of an hour.
 */
const SILENT_MS = 65_000;

/** What a client of `pg` keeps of its connection; its types do not tell. */
const Connected = v.object({ connection: v.object({ stream: v.instance(Socket) }) });

/** A pool of connections to PostgreSQL, made when they are needed, and ended when they have been silent for so many milliseconds. Throws StoreError for an address that is none. */
export async function openPostgres(url: string, silentMs = SILENT_MS): Promise<Dialect> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new StoreError('DATABASE_URL is not right: write postgresql://user:password@host:5432/database.');
  return new PostgresDialect({ pool: await createPool(url, silentMs) });
}

async function createPool(url: string, silentMs: number): Promise<Pool> {
  // It is loaded only where it is used: most bots keep their data in a file.
  const { Pool, types } = await import('pg');
  const pool = new Pool({
    connectionString: url,
    application_name: 'scout-bot',
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    // Times in milliseconds and counts: all of them fit in a number.
    types: { getTypeParser: (oid, format) => (oid === BIGINT ? Number : types.getTypeParser(oid, format)) },
  });
  // A connection that breaks is replaced by the pool, and its query fails; the event itself would end the process.
  pool.on('error', ignore);
  pool.on('connect', (client) => {
    client.on('error', ignore);
    const { stream } = v.parse(Connected, client).connection;
    stream.setTimeout(silentMs, () => stream.destroy(new Error('PostgreSQL does not answer')));
  });
  return pool;
}

const ignore = (): void => {};

/** SQLSTATE codes of https://www.postgresql.org/docs/current/errcodes-appendix.html, and what to do. */
const REMEDIES: Readonly<Record<string, string>> = {
  '28P01': 'refuses the password: check user and password of DATABASE_URL.',
  '28000': 'does not let that user in: check the user of DATABASE_URL, and the rules of the server.',
  '3D000': 'has no such database: create it, or name another in DATABASE_URL.',
  '42501': 'does not let that user make tables: grant CREATE on the schema, or name another user in DATABASE_URL.',
  '42P07': 'has tables of another program under the same names: give the bot a database of its own.',
  '53300': 'has no connection left: raise its max_connections, or run fewer processes.',
  '57P03': 'is still starting: start again in a moment.',
};

/** In one line why PostgreSQL cannot be used, and what to do; never with the password. */
export function postgresProblem(error: unknown, url: string): string {
  const { hostname, port, searchParams } = new URL(url);
  const server = `PostgreSQL at ${searchParams.get('host') ?? `${hostname || 'localhost'}:${port || '5432'}`}`;
  const { code } = error as { readonly code?: unknown };
  const remedy = typeof code === 'string' ? REMEDIES[code] : undefined;
  if (remedy !== undefined) return `${server} ${remedy}`;
  const said = typeof code === 'string' ? code : messageOf(error);
  return `${server} does not answer as it should (${said}): check DATABASE_URL, and that the server runs.`;
}
