import { Kysely, sql } from 'kysely';
import { openPostgres } from '../../src/storage/postgres.ts';
import { findPostgres, startPostgres } from '../fixtures/postgres.ts';
import { openSilentWay } from '../fixtures/silent-way.ts';

const SILENT_MS = 300;
const packageFolder = findPostgres();
const testWithPostgres = packageFolder === undefined ? test.skip : test;
if (packageFolder === undefined) process.stderr.write('skipped: npm has no PostgreSQL for this machine\n');

testWithPostgres(
  'a server that vanishes without a word is not waited for',
  async () => {
    const postgres = await startPostgres(packageFolder ?? '');
    const url = await postgres.newDatabase();
    const way = await openSilentWay(url);
    const db = new Kysely<object>({ dialect: await openPostgres(way.addressOf(url), SILENT_MS) });
    const ask = () => sql`select 1 as one`.execute(db);
    expect((await ask()).rows).toEqual([{ one: 1 }]);
    way.setSilent(true);
    await expect(ask()).rejects.toThrow('My database does not answer (no answer in time)');
    way.setSilent(false);
    expect((await ask()).rows).toEqual([{ one: 1 }]);
    await db.destroy();
    way.close();
    await postgres.close();
  },
  30_000,
);
