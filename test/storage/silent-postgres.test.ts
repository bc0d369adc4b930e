import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { Kysely, sql } from 'kysely';
import { openPostgres } from '../../src/storage/postgres.ts';
import { findPostgres, startPostgres } from '../fixtures/postgres.ts';

const SILENT_MS = 300;
const packageFolder = findPostgres();
const testWithPostgres = packageFolder === undefined ? test.skip : test;
if (packageFolder === undefined) process.stderr.write('skipped: npm has no PostgreSQL for this machine\n');

/** A way to a server behind which it can vanish without a word. */
async function startWay(socketFolder: string) {
  const open: Socket[] = [];
  let isSilent = false;
  const server = createServer((near) => {
    const far = createConnection(`${socketFolder}/.s.PGSQL.5432`);
    open.push(near, far);
    near.on('data', (data) => isSilent || far.write(data)).on('error', () => far.destroy());
    far.on('data', (data) => isSilent || near.write(data)).on('error', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    setSilent(value: boolean) {
      isSilent = value;
    },
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

testWithPostgres(
  'a server that vanishes without a word is not waited for',
  async () => {
    const postgres = await startPostgres(packageFolder ?? '');
    const url = new URL(await postgres.newDatabase());
    const way = await startWay(url.searchParams.get('host') ?? '');
    const address = `postgresql://postgres@127.0.0.1:${way.port}${url.pathname}`;
    const db = new Kysely<object>({ dialect: await openPostgres(address, SILENT_MS) });
    const ask = () => sql`select 1 as one`.execute(db);
    expect((await ask()).rows).toEqual([{ one: 1 }]);
    way.setSilent(true);
    await expect(ask()).rejects.toThrow('PostgreSQL does not answer');
    way.setSilent(false);
    expect((await ask()).rows).toEqual([{ one: 1 }]);
    await db.destroy();
    way.close();
    await postgres.close();
  },
  30_000,
);
