import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/storage/open-store.ts';
import type { Store } from '../../src/storage/store.ts';
import { describeStore } from '../contracts/store.ts';
import { killWriters } from '../fixtures/killed-writer.ts';
import { aSubscription } from '../fixtures/stored.ts';

const EXPORT = resolve(import.meta.dirname, '../../src/export.ts');

let root = '';
let count = 0;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'scout-bot-sqlite-'));
});

afterAll(() => rmSync(root, { recursive: true }));

const newFolder = (): string => join(root, `${count++}`, 'data');

const fileOf = (folder: string): string => join(folder, 'scout-bot.sqlite');

const open = (folder: string): Promise<Store> =>
  openStore({ kind: 'sqlite', folder, secretKeys: [], createId: randomUUID, now: () => 0 });

/** A closed store with so many subscriptions, and its file. */
async function closedStore(subscriptions: number): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = newFolder();
  const store = await open(folder);
  for (let index = 0; index < subscriptions; index++) await store.save(aSubscription({ id: `s${index}` }));
  await store.close();
  return { folder, file: fileOf(folder) };
}

describe('a store in a file', () => {
  describeStore(async () => ({ kind: 'sqlite', folder: newFolder() }));
});

test('what was kept is there after a restart, in one file that nobody else may read', async () => {
  const { folder, file } = await closedStore(1);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(existsSync(`${file}-wal`)).toBe(false);
  const store = await open(folder);
  expect(await store.subscription('s0')).toEqual(aSubscription({ id: 's0' }));
  await store.close();
});

test('writes reach the disk before they are said to be done', async () => {
  const folder = newFolder();
  const store = await open(folder);
  expect(await store.save(aSubscription())).toBe(true);
  // What lies in the files now is what a crash would leave.
  const copy = newFolder();
  await (await open(copy)).close();
  for (const end of ['', '-wal']) writeFileSync(`${fileOf(copy)}${end}`, readFileSync(`${fileOf(folder)}${end}`));
  await store.close();
  const restored = await open(copy);
  expect(await restored.subscription('sub1')).toEqual(aSubscription());
  await restored.close();
});

test('a second process is refused in one line, and the first goes on', async () => {
  const folder = newFolder();
  const store = await open(folder);
  const env = { PATH: process.env['PATH'], DATA_DIR: folder };
  const second = spawnSync(process.execPath, [EXPORT], { env, cwd: root, encoding: 'utf8' });
  expect([second.status, second.stdout]).toEqual([1, '']);
  expect(second.stderr).toMatch(/^.*scout-bot\.sqlite is in use by another process: stop that one first, or use .*\n$/);
  expect(await store.save(aSubscription())).toBe(true);
  await store.close();
});

test('a second store in the same process is refused too, until the first is closed', async () => {
  const folder = newFolder();
  const store = await open(folder);
  await expect(open(folder)).rejects.toThrow('is in use by another process');
  await store.close();
  await (await open(folder)).close();
});

test('a file that is no database is refused and left as it is', async () => {
  const { folder, file } = await closedStore(0);
  writeFileSync(file, 'these are my notes, '.repeat(500));
  const before = readFileSync(file);
  await expect(open(folder)).rejects.toThrow(
    `${file} is damaged or is no database of this program; it was left as it is`,
  );
  expect(readFileSync(file)).toEqual(before);
});

test.each([
  ['overwritten', (bytes: Buffer) => bytes.fill(0xa5, 8_192, bytes.length)],
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 8_192)],
])('a database whose pages were %s is refused and left as it is', async (_damage, damage) => {
  const { folder, file } = await closedStore(300);
  const before = damage(readFileSync(file));
  writeFileSync(file, before);
  await expect(open(folder)).rejects.toThrow('put a backup in its place, or move it away to begin anew');
  expect(readFileSync(file)).toEqual(Buffer.from(before));
});

test('the calls of a week are still there after a restart', async () => {
  const folder = newFolder();
  const before = await open(folder);
  await before.addCalls('floor', 1_000, 25);
  await before.close();
  const after = await open(folder);
  expect(await after.addCalls('floor', 1_000, 3)).toBe(28);
  await after.close();
});

test('a database of an older version gets the tables that it lacks, and loses nothing', async () => {
  const { folder, file } = await closedStore(1);
  const database = new DatabaseSync(file);
  database.exec("drop table weekly_calls; delete from migrations where name = '0002-weekly-calls'");
  database.close();
  const store = await open(folder);
  expect(await store.subscription('s0')).toEqual(aSubscription({ id: 's0' }));
  expect(await store.addCalls('floor', 1_000, 3)).toBe(3);
  await store.close();
});

test('a database of a newer version is refused and left as it is', async () => {
  const { folder, file } = await closedStore(1);
  const database = new DatabaseSync(file);
  database.exec("insert into migrations values ('9000-next-year', 0)");
  database.close();
  const before = readFileSync(file);
  await expect(open(folder)).rejects.toThrow(
    'The store was written by a newer version of this program (9000-next-year): start that version',
  );
  expect(readFileSync(file)).toEqual(before);
});

test('tables of another program are refused', async () => {
  const { folder, file } = await closedStore(0);
  const database = new DatabaseSync(file);
  database.exec('delete from migrations');
  database.close();
  await expect(open(folder)).rejects.toThrow(
    /cannot be opened \(.*table "subscriptions" already exists\): set DATA_DIR/,
  );
});

test('a folder that cannot be made is refused', async () => {
  const file = join(root, 'a file');
  writeFileSync(file, '');
  await expect(open(join(file, 'data'))).rejects.toThrow(/cannot be written: let the user of this program write there/);
});

test('a row that somebody changed by hand is named when it is read', async () => {
  const { folder, file } = await closedStore(2);
  const database = new DatabaseSync(file);
  database.exec(`update subscriptions set timetable = '{"days":[8],"times":[],"zone":"UTC"}' where id = 's1'`);
  database.close();
  const store = await open(folder);
  expect(await store.subscription('s0')).toBeDefined();
  await expect(store.subscription('s1')).rejects.toThrow(
    'Row s1 of the table subscriptions cannot be read (timetable.days.0)',
  );
  await store.close();
});

test('without a key no installation is kept', async () => {
  const store = await open(newFolder());
  await expect(store.saveInstallation({ platform: 'slack', team: 'T1', secret: '{}' })).rejects.toThrow(
    'set SECRET_KEY to 32 random bytes',
  );
  await store.close();
});

test('a process that is killed in the middle of its writing loses nothing of what it said to be written', async () => {
  const { acknowledged, lost } = await killWriters(10);
  expect(acknowledged).toBeGreaterThan(100);
  expect(lost).toBe(0);
});
