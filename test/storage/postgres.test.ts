import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { TABLES_VERSION } from '../../src/storage/migrate.ts';
import { openStore } from '../../src/storage/open-store.ts';
import type { DumpedRow, Store } from '../../src/storage/store.ts';
import { describeStore } from '../contracts/store.ts';
import { findPostgres, type Postgres, startPostgres } from '../fixtures/postgres.ts';
import { aLease, aSubscription, daily } from '../fixtures/stored.ts';

const packageFolder = findPostgres();
const describeWithPostgres = packageFolder === undefined ? describe.skip : describe;
if (packageFolder === undefined) process.stderr.write('skipped: npm has no PostgreSQL for this machine\n');

let postgres: Postgres;
const opened: Store[] = [];

async function open(url: string): Promise<Store> {
  const store = await openStore({ kind: 'postgres', url, secretKeys: [], createId: randomUUID, now: () => 0 });
  opened.push(store);
  return store;
}

/** Says something to the database past the store. */
async function tell(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

/** Ends every connection of a store, as a restart of the server does. */
const CUT = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'scout-bot'";

/** Asks again as often as there may be broken connections that the pool has not noticed yet. */
async function again<T>(ask: () => Promise<T>, times = 10): Promise<T> {
  return await ask().catch((error: unknown) => {
    if (times === 0) throw error;
    return again(ask, times - 1);
  });
}

describeWithPostgres('a store in PostgreSQL', () => {
  beforeAll(async () => {
    postgres = await startPostgres(packageFolder ?? '');
  });

  afterAll(() => postgres.close());

  describeStore(async () => ({ kind: 'postgres', url: await postgres.newDatabase() }));

  describe('with several processes', () => {
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });

    test('those that start together make the tables once', async () => {
      const url = await postgres.newDatabase();
      const stores = await Promise.all(Array.from({ length: 5 }, () => open(url)));
      expect(await Promise.all(stores.map((store) => store.nextDue()))).toEqual(Array(5).fill(undefined));
      expect(await tell(url, 'select name from migrations')).toHaveLength(TABLES_VERSION);
    });

    test('the calls that they make are added up, none of them lost', async () => {
      const url = await postgres.newDatabase();
      const stores = await Promise.all(Array.from({ length: 4 }, () => open(url)));
      const adding = stores.flatMap((store) => Array.from({ length: 50 }, () => store.addCalls('floor', 1_000, 25)));
      const totals = await Promise.all(adding);
      expect(Math.max(...totals)).toBe(200 * 25);
      expect(new Set(totals).size).toBe(200);
      expect(await stores[3]?.addCalls('floor', 1_000, 0)).toBe(200 * 25);
    });

    test('each of many subscriptions that are due is claimed by one of them', async () => {
      const url = await postgres.newDatabase();
      const stores = await Promise.all(Array.from({ length: 4 }, () => open(url)));
      for (let index = 0; index < 500; index++) await stores[0]?.save(aSubscription({ id: `s${index}` }));
      const claimed = await Promise.all(
        stores.map(async (store, index) => {
          const ids: string[] = [];
          for (;;) {
            const claims = await store.claimDue(aLease({ owner: `process ${index}`, limit: 20 }), daily);
            if (claims.length === 0) return ids;
            ids.push(...claims.map(({ subscription }) => subscription.id));
          }
        }),
      );
      expect(claimed.flat()).toHaveLength(500);
      expect(new Set(claimed.flat()).size).toBe(500);
      expect(await tell(url, 'select count(distinct subscription_id)::int as count from deliveries')).toEqual([
        { count: 500 },
      ]);
    });

    test('each delivery that is left is taken over, and begun, by one of them', async () => {
      const url = await postgres.newDatabase();
      const stores = await Promise.all(Array.from({ length: 4 }, () => open(url)));
      for (let index = 0; index < 100; index++) await stores[0]?.save(aSubscription({ id: `s${index}` }));
      const claims = (await stores[0]?.claimDue(aLease(), daily)) ?? [];
      const begun = await Promise.all(
        stores.map(async (store, index) => {
          const owner = `process ${index}`;
          const left = await store.claimLeft(aLease({ now: 70_000, owner }));
          const tries = claims.map(({ delivery }) => store.begin(delivery.id, owner, 200_000));
          return [left.length, (await Promise.all(tries)).filter(Boolean).length] as const;
        }),
      );
      expect(begun.map(([taken]) => taken)).toEqual(begun.map(([, begins]) => begins));
      expect(begun.reduce((sum, [taken]) => sum + taken, 0)).toBe(100);
    });

    test('a subscription that one of them is moving on is not waited for', async () => {
      const url = await postgres.newDatabase();
      const store = await open(url);
      for (const id of ['held', 'free']) await store.save(aSubscription({ id }));
      const other = new Client(url);
      await other.connect();
      await other.query("begin; select 1 from subscriptions where id = 'held' for update");
      const claims = await store.claimDue(aLease(), daily);
      await other.end();
      expect(claims.map(({ subscription }) => subscription.id)).toEqual(['free']);
    });

    test('only one of them loads an export', async () => {
      const url = await postgres.newDatabase();
      const stores = await Promise.all([open(url), open(url)]);
      async function* rows(key: string): AsyncGenerator<DumpedRow> {
        yield { table: 'seen', row: { key, met_at: 1 } };
      }
      const loaded = await Promise.allSettled(stores.map((store, index) => store.load(rows(`key ${index}`))));
      expect(loaded.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });

    test('an export sees one moment, whatever is written meanwhile', async () => {
      const store = await open(await postgres.newDatabase());
      await store.save(aSubscription());
      const rows: DumpedRow[] = [];
      for await (const row of store.dump()) {
        if (rows.length === 0) await store.claimDue(aLease(), daily);
        rows.push(row);
      }
      expect(rows.map(({ table }) => table)).toEqual(['subscriptions']);
    });
  });

  describe('when the server is in the way', () => {
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });

    test('a store goes on after all its connections broke', async () => {
      const url = await postgres.newDatabase();
      const store = await open(url);
      await Promise.all(Array.from({ length: 5 }, () => store.nextDue()));
      await tell(url, CUT);
      expect(await again(() => store.save(aSubscription()))).toBe(true);
    });

    test('a connection that breaks in the middle of a transaction undoes it, and nothing else happens', async () => {
      const url = await postgres.newDatabase();
      const store = await open(url);
      async function* rows(): AsyncGenerator<DumpedRow> {
        yield { table: 'seen', row: { key: 'a', met_at: 1 } };
        await tell(url, CUT);
        yield { table: 'installations', row: { platform: 'slack', team: 'T1', sealed: '' } };
      }
      await expect(store.load(rows())).rejects.toThrow();
      expect(await again(() => store.meet(['a'], 1))).toBe(false);
    });

    test('a newer database is refused', async () => {
      const url = await postgres.newDatabase();
      await open(url);
      await tell(url, "insert into migrations values ('9000-next-year', 0)");
      await expect(open(url)).rejects.toThrow(
        'The store was written by a newer version of this program (9000-next-year)',
      );
    });

    test('tables of another program are refused and left as they are', async () => {
      const url = await postgres.newDatabase();
      await tell(url, "create table deliveries (parcel text); insert into deliveries values ('books')");
      await expect(open(url)).rejects.toThrow('has tables of another program under the same names');
      expect(await tell(url, 'select * from deliveries')).toEqual([{ parcel: 'books' }]);
      expect(await tell(url, "select tablename from pg_tables where schemaname = 'public'")).toHaveLength(1);
    });

    test('a database that does not exist is named as the reason', async () => {
      const url = (await postgres.newDatabase()).replace('/test_', '/nothing_');
      await expect(open(url)).rejects.toThrow('has no such database: create it, or name another in DATABASE_URL.');
    });

    test('a user who may not make tables is told so', async () => {
      const url = await postgres.newDatabase();
      await tell(url, 'drop role if exists guest; create role guest login');
      await expect(open(url.replace('postgres@', 'guest@'))).rejects.toThrow('does not let that user make tables');
    });
  });
});

test.each([
  [
    'postgresql://bot:hunter2@127.0.0.1:1/bot',
    'PostgreSQL at 127.0.0.1:1 does not answer as it should (ECONNREFUSED): check DATABASE_URL, and that the server runs.',
  ],
  ['mysql://localhost/bot', 'DATABASE_URL is not right: write postgresql://user:password@host:5432/database.'],
  ['postgresql://[', 'DATABASE_URL is not right: write postgresql://user:password@host:5432/database.'],
])('at %s there is no store, and the reason is one line without the password', async (url, line) => {
  await expect(open(url)).rejects.toThrow(expect.objectContaining({ name: 'StoreError', message: line }));
});
