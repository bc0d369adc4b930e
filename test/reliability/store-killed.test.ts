import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { firstTables } from '../../src/storage/migrations/0001-first-tables.ts';
import { openStore } from '../../src/storage/open-store.ts';
import type { Tables } from '../../src/storage/rows.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import type { Store } from '../../src/storage/store.ts';
import { aSubscription } from '../fixtures/stored.ts';

const DYING = new URL('./dying-process.ts', import.meta.url).pathname;

let root = '';
let count = 0;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'scout-bot-killed-'));
});

afterAll(() => rmSync(root, { recursive: true }));

const newFolder = (): string => mkdtempSync(join(root, `${count++}-`));

const open = (folder: string): Promise<Store> =>
  openStore({ kind: 'sqlite', folder, secretKeys: [], createId: randomUUID, now: () => 0 });

/** What was met, of so many keys. */
async function metIn(store: Store, keys: number): Promise<number> {
  const met = await Promise.all(Array.from({ length: keys }, (_, key) => store.meet([`key ${key}`], 2_000)));
  return met.filter(Boolean).length;
}

describe('a process that is killed at any statement', () => {
  /** Kills processes before their first, second, third … statement until one comes to its end, each over its own copy. */
  async function killAtEach(template: string, work: 'migrate' | 'forget'): Promise<readonly string[]> {
    const folders: string[] = [];
    for (let number = 0; ; number += 4) {
      const ended = await Promise.all([0, 1, 2, 3].map((more) => killAt(template, work, number + more)));
      folders.push(...ended.map(({ folder }) => folder));
      if (ended.every(({ signal }) => signal === null)) return folders;
    }
  }

  async function killAt(template: string, work: string, number: number) {
    const folder = newFolder();
    cpSync(template, folder, { recursive: true });
    const dying = spawn(process.execPath, [DYING, folder, work, String(number)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code, signal] = await once(dying, 'exit');
    if (signal !== 'SIGKILL') expect(code).toBe(0);
    return { folder, signal };
  }

  test('while it brings an old database up to date: the next start goes on, and nothing that was there is lost', async () => {
    const template = newFolder();
    const db = new Kysely<Tables & { migrations: { name: string; ran_at: number } }>({ dialect: openSqlite(template) });
    await db.schema.createTable('migrations').addColumn('name', 'text').addColumn('ran_at', 'bigint').execute();
    await firstTables(db.schema);
    await db.insertInto('migrations').values({ name: '0001-first-tables', ran_at: 0 }).execute();
    const rows = Array.from({ length: 50 }, (_, key) => ({ key: `key ${key}`, met_at: 2_000 }));
    await db.insertInto('seen').values(rows).execute();
    await db.destroy();
    const folders = await killAtEach(template, 'migrate');
    expect(folders.length).toBeGreaterThan(10);
    for (const folder of folders) {
      const store = await open(folder);
      expect(await metIn(store, 50)).toBe(50);
      expect(await store.save(aSubscription())).toBe(true);
      await store.close();
    }
  }, 120_000);

  test('while it drops what is old: what is not old is there, and dropping goes on later', async () => {
    const template = newFolder();
    const before = await open(template);
    await before.meet(
      Array.from({ length: 20_000 }, (_, key) => `old ${key}`),
      500,
    );
    for (let key = 0; key < 50; key++) await before.meet([`key ${key}`], 2_000);
    await before.save(aSubscription());
    await before.close();
    const folders = await killAtEach(template, 'forget');
    expect(folders.length).toBeGreaterThan(4);
    for (const folder of [...folders, ...(await killWhileForgetting(template, 6))]) {
      const store = await open(folder);
      expect(await store.subscription('sub1')).toEqual(aSubscription());
      expect(await metIn(store, 50)).toBe(50);
      await store.forget({ met: 1_000, ended: 1_000, audited: 1_000 });
      expect(await store.meet(['old 7'], 2_000)).toBe(false);
      await store.close();
    }
  }, 120_000);

  /** Kills processes somewhere in the middle of the work. */
  async function killWhileForgetting(template: string, times: number): Promise<readonly string[]> {
    const folders: string[] = [];
    for (let time = 0; time < times; time++) {
      const folder = newFolder();
      cpSync(template, folder, { recursive: true });
      const dying = spawn(process.execPath, [DYING, folder, 'forget', '-1'], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = once(dying, 'exit');
      await once(dying.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 3 * time));
      dying.kill('SIGKILL');
      await ended;
      folders.push(folder);
    }
    return folders;
  }
});
