import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { openStore } from '../../src/storage/open-store.ts';
import type { Store } from '../../src/storage/store.ts';
import { findPostgres, type Postgres, startPostgres } from '../fixtures/postgres.ts';
import { openSilentWay } from '../fixtures/silent-way.ts';
import { aChange, aLease, aSubscription } from '../fixtures/stored.ts';
import { type AskedProgram, startAskedProgram } from './asked-program.ts';
import { expectQuoted } from './told.ts';

const packageFolder = findPostgres();
const describeWithPostgres = packageFolder === undefined ? describe.skip : describe;
if (packageFolder === undefined) process.stderr.write('skipped: npm has no PostgreSQL for this machine\n');

let postgres: Postgres;
let program: AskedProgram | undefined;

const openAt = (url: string): Promise<Store> =>
  openStore({ kind: 'postgres', url, secretKeys: [], createId: randomUUID, now: Date.now });

/** Does something until it is done: connections that broke are noticed by whoever uses them next. */
async function again<T>(work: () => Promise<T>, times = 20): Promise<T> {
  return await work().catch((error: unknown) => {
    if (times === 0) throw error;
    return again(work, times - 1);
  });
}

/** Says it until the store is back. */
async function sayAgain(line: string, times = 20): Promise<string> {
  const said = (await program?.say(line)) ?? '';
  return times > 0 && said.startsWith('My database') ? sayAgain(line, times - 1) : said;
}

describeWithPostgres('over PostgreSQL', () => {
  beforeAll(async () => {
    postgres = await startPostgres(packageFolder ?? '');
  });

  afterEach(async () => {
    await program?.close();
    program = undefined;
  });

  afterAll(() => postgres.close());

  test.each(['stop', 'crash'] as const)(
    'questions are answered and changes refused in clear words after a %s, and all goes on when it is back',
    async (how) => {
      program = await startAskedProgram(await postgres.newDatabase());
      expect(await program.say('subscribe daily 07:00')).toMatch(/every day at 07:00/);
      await postgres.halt(how);
      expect(await program.say('robots')).toMatch(/^6 robots/);
      expect(await program.mention('how did the last mission go?')).toMatch(/ on .*: (?:running|done|failed|stopped)/);
      const refused = await sayAwhile('subscribe weekly mon 08:00');
      expect(refused).toBe(
        'My database does not answer (connection refused). Nothing was kept or changed: say it again in a moment.',
      );
      expect(await program.say('subscriptions')).toBe(refused);
      await postgres.start();
      expect(await sayAgain('subscribe weekly mon 08:00')).toMatch(/every Monday at 08:00/);
      expect(await sayAgain('subscriptions')).toMatch(/^2 /);
      expectQuoted(refused);
    },
  );

  test('what was acknowledged is there though connections are cut again and again', async () => {
    const url = await postgres.newDatabase();
    const store = await openAt(url);
    const cutter = new Client(url);
    await cutter.connect();
    const acknowledged: string[] = [];
    for (let round = 0; round < 20; round++) {
      const writing = Array.from({ length: 8 }, async (_, index) => {
        const id = `${round}-${index}`;
        const after = aSubscription({ id });
        if (await store.save(after, aChange({ id, after }))) acknowledged.push(id);
      });
      const cutting = cutter.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'scout-bot'",
      );
      await Promise.allSettled([...writing, cutting]);
    }
    await cutter.end();
    const kept = await again(async () => {
      const found: string[] = [];
      for await (const { table, row } of store.dump()) if (table === 'changes') found.push(String(row['id']));
      return new Set(found);
    });
    await store.close();
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  });

  test('what was acknowledged is there after the server crashed in the middle of writing', async () => {
    const url = await postgres.newDatabase();
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      const store = await again(() => openAt(url));
      const writing = (async () => {
        for (let count = 0; ; count++) {
          const id = `${round}-${count}`;
          const after = aSubscription({ id });
          await store.save(after, aChange({ id, after }));
          acknowledged.push(id);
          if (acknowledged.length % 50 === 20) void postgres.halt('crash').catch(() => undefined);
        }
      })();
      await expect(writing).rejects.toThrow('My database does not answer');
      await store.close();
      await postgres.start();
    }
    const store = await again(() => openAt(url));
    const kept = await Promise.all(acknowledged.map((id) => store.subscription(id)));
    await store.close();
    expect(acknowledged.length).toBeGreaterThan(50);
    expect(kept.every((each) => each !== undefined)).toBe(true);
  });

  test('plans that were made by a clock a year ahead come right', async () => {
    const [now, year] = [1_000, 365 * 86_400_000];
    const store = await openAt(await postgres.newDatabase());
    await store.save(aSubscription({ id: 'due' }));
    await store.save(aSubscription({ id: 'later', nextAt: year }));
    await store.save(aSubscription({ id: 'paused', state: 'paused', nextAt: year }));
    const missing = { missed: [now + 1], nextAt: now + year };
    await store.claimDue(aLease({ now: now + year, limit: 1 }), () => ({ ...missing, deliver: now + year }));
    expect(await store.replan({ now, after: now }, () => 5_000)).toBe(2);
    const planned = await Promise.all(['due', 'later', 'paused'].map((id) => store.subscription(id)));
    expect(planned.map((each) => each?.nextAt)).toEqual([5_000, 5_000, year]);
    expect([await store.untold('due'), await store.countWaiting()]).toEqual([[], 0]);
    await store.close();
  });

  test('a question does not wait for a server that has vanished without a word', async () => {
    const url = await postgres.newDatabase();
    const way = await openSilentWay(url);
    program = await startAskedProgram(way.addressOf(url));
    expect(await program.mention('robots')).toMatch(/^6 robots/);
    way.setSilent(true);
    expect(await program.mention('missions')).toMatch(/^7 missions/);
    expect(await program.say('robots')).toMatch(/^6 robots/);
    way.setSilent(false);
    way.close();
  });
});

/** Says it until connections that stood are noticed to be gone. */
async function sayAwhile(line: string, times = 10): Promise<string> {
  const said = (await program?.say(line)) ?? '';
  return times > 0 && !said.includes('connection refused') ? sayAwhile(line, times - 1) : said;
}
