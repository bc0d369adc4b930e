import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/storage/open-store.ts';
import { StoreError } from '../../src/storage/store-error.ts';
import { aLease, aSubscription, daily } from '../fixtures/stored.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scout-bot-row-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openStore({ kind: 'sqlite', folder, secretKeys: [], createId: randomUUID, now: () => 0 });

/** Changes rows behind the back of the store. */
function alter(statement: string): void {
  const database = new DatabaseSync(join(folder, 'scout-bot.sqlite'));
  database.exec(statement);
  database.close();
}

test.each([
  ['no JSON', '{'],
  ['no time of day', '{"days":[1],"times":[],"zone":"UTC"}'],
  ['no day', '{"days":[],"times":["07:00"],"zone":"UTC"}'],
  ['no such time', '{"days":[1],"times":["25:00"],"zone":"UTC"}'],
])('a subscription whose timetable has %s is told of once and keeps nothing else from coming', async (_, timetable) => {
  const before = await open();
  await before.save(aSubscription({ id: 'bad', nextAt: 900 }));
  await before.save(aSubscription({ id: 'good' }));
  await before.close();
  alter(`update subscriptions set timetable = '${timetable}' where id = 'bad'`);
  const store = await open();
  await expect(store.claimDue(aLease(), daily)).rejects.toThrow(StoreError);
  const claims = await store.claimDue(aLease(), daily);
  expect(claims.map(({ subscription: { id } }) => id)).toEqual(['good']);
  expect(await store.nextDue()).toBe(61_000);
  await store.close();
  alter(`update subscriptions set timetable = '{"days":[1],"times":["07:00"],"zone":"UTC"}' where id = 'bad'`);
  const repaired = await open();
  expect(await repaired.subscription('bad')).toMatchObject({
    state: 'paused',
    pauseReason: 'what the bot kept of it cannot be read',
  });
  await repaired.close();
});

test.each([
  ['its subscription', "update subscriptions set robots = 'Rex' where id = 'bad'"],
  ['its own row', "update deliveries set attempts = 'some' where subscription_id = 'bad'"],
])(
  'a delivery that was left and of which %s cannot be read keeps nothing else from being taken over',
  async (...[, statement]) => {
    const before = await open();
    await before.save(aSubscription({ id: 'bad', nextAt: 900 }));
    await before.save(aSubscription({ id: 'good' }));
    await before.claimDue(aLease(), daily);
    await before.close();
    alter(statement);
    const store = await open();
    const lease = aLease({ now: 61_000, owner: 'two' });
    await expect(store.claimLeft(lease)).rejects.toThrow(StoreError);
    const claims = await store.claimLeft(lease);
    expect(claims.map(({ subscription: { id } }) => id)).toEqual(['good']);
    await store.close();
  },
);
