import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { TABLES_VERSION } from '../../src/storage/migrate.ts';
import { openStore, type StorePlace } from '../../src/storage/open-store.ts';
import { ROWS } from '../../src/storage/rows.ts';
import type { Store } from '../../src/storage/store.ts';
import { exportStore, importStore } from '../../src/storage/transfer.ts';
import { dumpOf } from '../contracts/store-memory.ts';
import { findPostgres, startPostgres } from '../fixtures/postgres.ts';
import { aChange, aLease, anAuditEntry, aSubscription, CHANNEL, DANA } from '../fixtures/stored.ts';

const ROOT = resolve(import.meta.dirname, '../..');

const opened: Store[] = [];

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

async function open(place: StorePlace = { kind: 'memory' }): Promise<Store> {
  const secretKeys = [Buffer.alloc(32, 1)];
  const store = await openStore({ ...place, secretKeys, createId: randomUUID, now: () => 5 });
  opened.push(store);
  return store;
}

/** Something in every table, and more of it than is read at once. */
async function fill(store: Store): Promise<void> {
  for (let index = 0; index < 1_005; index++) {
    const after = aSubscription({ id: `s${index}`, robots: ['Rex "2"\n'], version: 1 });
    await store.save(after, aChange({ id: `c${index}`, after }));
  }
  await store.save(aSubscription({ id: 's1', version: 2, site: 'north' }));
  const claims = await store.claimDue(aLease(), () => ({ deliver: 1_000, missed: [900], nextAt: 2_000 }));
  await store.finish(claims[0]?.delivery.id ?? '', 'one', { state: 'sent', at: 1_001, messageId: '17.5' });
  await store.begin(claims[1]?.delivery.id ?? '', 'one', 90_000);
  await store.markUndone('c7');
  await store.keepConversation(
    'U1',
    { platform: 'teams', team: 'T1', channel: 'D1', kind: 'direct', endpoint: 'a' },
    1,
  );
  await store.keepConversation('U2', { platform: 'slack', team: 'T1', channel: 'D2', kind: 'direct' }, 1);
  await store.setSite(CHANNEL, { site: 'hall "2"', by: DANA, at: 7 });
  await store.meet(['a', 'ä', 'Z'], 8_640_000_000_000_000);
  await store.saveInstallation({ platform: 'slack', team: 'T1', secret: '{"token":"xoxb"}' });
  await store.addCalls('floor https://floor.example/v1', 1_760_918_400_000, 25);
  await store.appendAudit(anAuditEntry({ actor: { id: 'U1', name: 'Däna "D"\n' } }));
  await store.lookAfter('robots north', { owner: 'one', now: 1, leaseMs: 1 });
  const outage = { since: 10, reason: 'connection refused', seriesSince: 10, times: 1, version: 1 };
  await store.keepToldOutage('robots north', 'one', outage);
  const notice = {
    id: 'n1',
    source: 'robots north',
    conversation: CHANNEL,
    seriesSince: 10,
    state: 'waiting',
  } as const;
  await store.addNotice({ ...notice, told: 0, changedAt: 11 });
}

/** What an export of a store says. */
async function exportOf(store: Store): Promise<string> {
  const parts: string[] = [];
  const output = new Writable({
    write(part, _encoding, done) {
      parts.push(String(part));
      done();
    },
  });
  await exportStore(store, output);
  return parts.join('');
}

const importInto = (store: Store, text: string): Promise<number> => importStore(store, Readable.from([text]));

test('an export of one store makes the same store of another', async () => {
  const [from, to] = [await open(), await open()];
  await fill(from);
  const rows = await dumpOf(from);
  expect(new Set(rows.map(({ table }) => table)).size).toBe(Object.keys(ROWS).length);
  expect(await importInto(to, await exportOf(from))).toBe(rows.length);
  expect(await dumpOf(to)).toEqual(rows);
  expect(await to.installation('slack', 'T1')).toEqual(await from.installation('slack', 'T1'));
  const last = async (store: Store) => await store.lastChange('U1', aSubscription().conversation);
  expect(await last(to)).toEqual(await last(from));
});

const packageFolder = findPostgres();
const testWithPostgres = packageFolder === undefined ? test.skip : test;
if (packageFolder === undefined) process.stderr.write('skipped: npm has no PostgreSQL for this machine\n');

testWithPostgres('what goes from the embedded database to PostgreSQL and back is the same', async () => {
  const postgres = await startPostgres(packageFolder ?? '');
  try {
    const [from, to] = [await open(), await open()];
    const between = await open({ kind: 'postgres', url: await postgres.newDatabase() });
    await fill(from);
    await importInto(between, await exportOf(from));
    expect(await between.lastDeliveries(['s0', 's1'])).toEqual(await from.lastDeliveries(['s0', 's1']));
    await importInto(to, await exportOf(between));
    const rows = await dumpOf(from);
    expect(await dumpOf(to)).toEqual(rows);
    await between.close();
    opened.splice(opened.indexOf(between), 1);
  } finally {
    await postgres.close();
  }
});

test('the first line names format and version, and the last the number of rows', async () => {
  const store = await open();
  await store.meet(['a'], 1);
  expect((await exportOf(store)).split('\n')).toEqual([
    FIRST,
    '{"table":"seen","row":{"key":"a","met_at":1}}',
    '{"rows":1}',
    '',
  ]);
});

const FIRST = `{"format":"scout-bot-store","version":${TABLES_VERSION}}`;
const ROW = '{"table":"seen","row":{"key":"a","met_at":1}}';

test.each([
  ['', 'There is nothing to import: give an export on standard input.'],
  ['hello', 'Line 1 is no JSON: give what "npm run --silent export" wrote.'],
  ['{"format":"other"}', 'This is no export of this program: give what "npm run --silent export" wrote.'],
  [
    '{"format":"scout-bot-store","version":1}',
    `The export has version 1, and this program reads version ${TABLES_VERSION}`,
  ],
  [`${FIRST}\n${ROW}`, 'The export ends after line 2, in the middle: export again.'],
  [`${FIRST}\n${ROW}\n{"tab`, 'Line 3 is no JSON'],
  [`${FIRST}\n{"rows":1}`, 'Line 2 of the export is no row of a table: export again.'],
  [`${FIRST}\n${ROW}\n{"rows":1}\n${ROW}`, 'Line 4 of the export is no row of a table: export again.'],
  [`${FIRST}\n${ROW}\n{"table":"users","row":{}}\n{"rows":2}`, 'There is no table users'],
])('the import %j is refused as a whole', async (text, line) => {
  const store = await open();
  await expect(importInto(store, text)).rejects.toThrow(line);
  expect(await dumpOf(store)).toEqual([]);
});

test('what cannot be written to its end is no export', async () => {
  const full = new Writable({
    write: (_part, _encoding, done) => done(Object.assign(new Error('no space'), { syscall: 'write', code: 'ENOSPC' })),
  });
  await expect(exportStore(await open(), full)).rejects.toThrow(
    'The export could not be written to its end (ENOSPC): export again.',
  );
});

test('the programs move a store from folder to folder, and say in one line what went wrong', async () => {
  const root = mkdtempSync(join(tmpdir(), 'scout-bot-transfer-'));
  const run = (program: string, folder: string, input = '') => {
    const env = { PATH: process.env['PATH'], DATA_DIR: join(root, folder) };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, program)], {
      env,
      cwd: root,
      input,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const store = await open({ kind: 'sqlite', folder: join(root, 'one') });
  await store.save(aSubscription(), aChange());
  await store.close();
  opened.pop();
  const exported = run('src/export.ts', 'one');
  expect(exported).toEqual({ status: 0, stdout: expect.stringContaining('{"rows":2}\n'), stderr: '' });
  expect(run('src/import.ts', 'two', exported.stdout)).toEqual({
    status: 0,
    stdout: '',
    stderr: '2 rows were imported.\n',
  });
  expect(run('src/export.ts', 'two')).toEqual(exported);
  expect(run('src/import.ts', 'two', exported.stdout)).toEqual({
    status: 1,
    stdout: '',
    stderr: 'The store is not empty (its table subscriptions has rows): import into a new one.\n',
  });
  rmSync(root, { recursive: true });
});
