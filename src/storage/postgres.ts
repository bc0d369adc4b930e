import { Socket } from 'node:net';
import {
  type Dialect,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresQueryResult,
} from 'kysely';
import type { Pool } from 'pg';
import * as v from 'valibot';
import { messageOf } from '../core/errors.ts';
import { StoreAway, StoreError } from './store-error.ts';

const BIGINT = 20;
/**
 * A connection in use on which nothing comes for so long is dead: the server ends statements and transactions before. Without this a server that
 * is gone without a word, as when its machine fails, is waited for until TCP gives up, a quarter of an hour.
 */
const SILENT_MS = 65_000;
const SILENT = 'PostgreSQL does not answer';

/** What a client of `pg` keeps of its connection; its types do not tell. */
const Connected = v.object({ connection: v.object({ stream: v.instance(Socket) }) });

/** A pool of connections to PostgreSQL, made when they are needed, and ended when they have been silent for so many milliseconds. Throws StoreError for an address that is none. */
export async function openPostgres(url: string, silentMs = SILENT_MS): Promise<Dialect> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new StoreError('DATABASE_URL is not right: write postgresql://user:password@host:5432/database.');
  return new PostgresDialect({ pool: tellingAway(await createPool(url, silentMs)) });
}

/** The pool, whose errors say where PostgreSQL cannot be asked: then they are StoreAway. */
function tellingAway(pool: Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await told(pool.connect());
      function query<Row>(sql: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
      function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
      function query(sql: unknown, values: readonly unknown[] = []): unknown {
        return told(client.query(String(sql), [...values]));
      }
      return { query, release: (destroy) => client.release(destroy) };
    },
  };
}

const told = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    const why = whyAway(error);
    throw why === undefined ? error : new StoreAway(`does not answer (${why})`, 'say it again in a moment', error);
  });

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
    stream.setTimeout(silentMs, () => stream.destroy(new Error(SILENT)));
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

const REFUSED = 'connection refused';
const CUT = 'connection cut';
const RESTARTING = 'it is being started or stopped';

/** System errors and SQLSTATE codes that say that PostgreSQL cannot be asked or written now. */
const WHY_AWAY: Readonly<Record<string, string>> = {
  ECONNREFUSED: REFUSED,
  ENOENT: REFUSED,
  ECONNRESET: CUT,
  EPIPE: CUT,
  ETIMEDOUT: 'no connection in time',
  EHOSTUNREACH: 'no way to its network',
  ENETUNREACH: 'no way to its network',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up',
  '08000': CUT,
  '08003': CUT,
  '08006': CUT,
  '25006': 'it is read-only',
  '53100': 'its disk is full',
  '53200': 'it is out of memory',
  '53300': 'it has no connection left',
  '57014': 'no answer in time',
  '57P01': RESTARTING,
  '57P02': RESTARTING,
  '57P03': RESTARTING,
};

/** What `pg` says without a code of a connection that is not there any more. */
const PG_AWAY =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

function whyAway(error: unknown): string | undefined {
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string' && Object.hasOwn(WHY_AWAY, code)) return WHY_AWAY[code];
  const said = messageOf(error);
  if (said === SILENT) return 'no answer in time';
  if (!PG_AWAY.test(said)) return undefined;
  return said.startsWith('timeout') ? 'no connection in time' : CUT;
}
