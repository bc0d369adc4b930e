import type { AuditEntry, DumpedRow, Store } from '../../src/storage/store.ts';
import { StoreError } from '../../src/storage/store-error.ts';
import { aChange, aLease, anAuditEntry, aSubscription, CHANNEL, DANA, daily } from '../fixtures/stored.ts';
import type { StoreUnderTest } from './store.ts';

/** All rows of a store. */
export async function dumpOf(store: Store): Promise<readonly DumpedRow[]> {
  const rows: DumpedRow[] = [];
  for await (const row of store.dump()) rows.push(row);
  return rows;
}

/** The audit log of a store since then. */
async function auditOf(store: Pick<Store, 'auditSince'>, since = 0): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const entry of store.auditSince(since)) entries.push(entry);
  return entries;
}

async function* rowsOf(...rows: readonly DumpedRow[]): AsyncGenerator<DumpedRow> {
  yield* rows;
}

/** What a store has to remember beside subscriptions and deliveries. */
export function describeMemory(underTest: () => StoreUnderTest): void {
  test('nothing is due in an empty store', async () => {
    const { store } = underTest();
    expect(await store.nextDue()).toBeUndefined();
    expect(await store.claimDue(aLease(), daily)).toEqual([]);
    expect(await store.claimLeft(aLease())).toEqual([]);
  });

  test('keeps where a person can be written to, and where that is now', async () => {
    const { store } = underTest();
    const direct = {
      platform: 'teams',
      team: 'T1',
      channel: 'D1',
      kind: 'direct',
      endpoint: 'https://a.example',
    } as const;
    expect(await store.directOf('teams', 'T1', 'U1')).toBeUndefined();
    await store.keepConversation('U1', { ...direct, thread: '17.5' }, 1);
    await store.keepConversation('U1', { ...direct, kind: 'channel', channel: 'C1' }, 2);
    expect(await store.directOf('teams', 'T1', 'U1')).toEqual(direct);
    await store.keepConversation('U1', { ...direct, endpoint: 'https://b.example' }, 3);
    expect(await store.directOf('teams', 'T1', 'U1')).toEqual({ ...direct, endpoint: 'https://b.example' });
    expect(await store.directOf('slack', 'T1', 'U1')).toBeUndefined();
    expect(await store.directOf('teams', 'T2', 'U1')).toBeUndefined();
    expect(await store.directOf('teams', 'T1', 'U2')).toBeUndefined();
  });

  test('a person without an address of their own has none', async () => {
    const { store } = underTest();
    const direct = { platform: 'slack', team: 'T1', channel: 'D1', kind: 'direct' } as const;
    await store.keepConversation('U1', direct, 1);
    expect(await store.directOf('slack', 'T1', 'U1')).toEqual(direct);
  });

  test('subscriptions follow their conversation to a new address', async () => {
    const { store } = underTest();
    const here = { ...CHANNEL, endpoint: 'https://a.example' };
    await store.save(aSubscription({ conversation: here }));
    await store.save(aSubscription({ id: 'sub2', conversation: { ...here, channel: 'C2' } }));
    await store.keepConversation('U1', { ...here, endpoint: 'https://b.example' }, 1);
    await store.keepConversation('U1', CHANNEL, 2);
    const conversations = (await store.claimDue(aLease(), daily)).map(({ subscription }) => subscription.conversation);
    const addresses = conversations.map(({ channel, endpoint }) => `${channel} ${endpoint}`);
    expect(addresses.toSorted()).toEqual(['C1 https://b.example', 'C2 https://a.example']);
  });

  test('keeps the site that a conversation means, whatever the thread, until it means all again', async () => {
    const { store } = underTest();
    const choice = { site: 'north', by: DANA, at: 5 };
    expect(await store.siteOf(CHANNEL)).toBeUndefined();
    await store.setSite({ ...CHANNEL, thread: '17.5' }, choice);
    expect(await store.siteOf(CHANNEL)).toEqual(choice);
    const others = [
      { ...CHANNEL, channel: 'C2' },
      { ...CHANNEL, team: 'T2' },
      { ...CHANNEL, platform: 'teams' },
    ];
    for (const other of others) expect(await store.siteOf(other)).toBeUndefined();
    await store.setSite(CHANNEL, { ...choice, site: 'hall "2"', at: 6 });
    expect(await store.siteOf(CHANNEL)).toEqual({ ...choice, site: 'hall "2"', at: 6 });
    await store.setSite(CHANNEL, undefined);
    expect(await store.siteOf(CHANNEL)).toBeUndefined();
  });

  test('knows a key again, if it is one of several', async () => {
    const { store } = underTest();
    expect(await store.meet(['a', 'b', 'a'], 1)).toBe(false);
    expect(await store.meet(['c'], 2)).toBe(false);
    expect(await store.meet(['d', 'b'], 3)).toBe(true);
    expect(await store.meet(['d'], 4)).toBe(true);
    expect(await store.meet([], 5)).toBe(false);
  });

  test('of many who meet the same keys at once, one is the first', async () => {
    const { store } = underTest();
    const keys = Array.from({ length: 20 }, (_, index) => `key ${index}`);
    const met = await Promise.all(
      Array.from({ length: 16 }, (_, index) => store.meet(index % 2 === 0 ? keys : keys.toReversed(), 1)),
    );
    expect(met.filter((isKnown) => !isKnown)).toHaveLength(1);
  });

  test('forgets what is of no use any more, and nothing else', async () => {
    const { store, setNow } = underTest();
    await store.meet(['old'], 100);
    await store.meet(['new'], 200);
    setNow(100);
    await store.save(aSubscription({ id: 'removed', state: 'removed' }), aChange());
    await store.save(aSubscription());
    await store.claimDue(aLease(), () => ({ deliver: 1_000, missed: [900], nextAt: 2_000 }));
    setNow(2_000);
    await store.save(aSubscription({ id: 'just removed', state: 'removed' }));
    await store.forget({ met: 200, ended: 1_001, audited: 0 });
    expect([await store.meet(['new'], 300), await store.meet(['old'], 300)]).toEqual([true, false]);
    expect(await store.subscription('removed')).toBeUndefined();
    expect(await store.subscription('just removed')).toBeDefined();
    expect(await store.subscription('sub1')).toBeDefined();
    expect(await store.untold('sub1')).toEqual([]);
    expect(await store.nextDue()).toBe(2_000);
    expect(await store.claimLeft(aLease({ now: 90_000 }))).toHaveLength(1);
    expect(await store.changes(10)).toHaveLength(1);
  });

  test('keeps what a workspace gave it, sealed', async () => {
    const { store } = underTest();
    const installation = { platform: 'slack', team: 'T1', secret: '{"token":"xoxb-abc"}' };
    await store.saveInstallation({ ...installation, secret: '{"token":"before"}' });
    await store.saveInstallation(installation);
    expect(await store.installation('slack', 'T1')).toEqual(installation);
    expect(await store.installation('slack', 'T2')).toBeUndefined();
    const rows = await dumpOf(store);
    expect(rows.map(({ table }) => table)).toEqual(['installations']);
    expect(JSON.stringify(rows)).not.toContain('xoxb');
    await store.deleteInstallation('slack', 'T1');
    expect(await store.installation('slack', 'T1')).toBeUndefined();
  });

  test('adds up the calls of a source by week', async () => {
    const { store } = underTest();
    expect(await store.addCalls('floor a', 1_000, 0)).toBe(0);
    expect(await store.addCalls('floor a', 1_000, 25)).toBe(25);
    expect(await store.addCalls('floor a', 1_000, 3)).toBe(28);
    expect(await store.addCalls('floor a', 2_000, 1)).toBe(1);
    expect(await store.addCalls('floor b', 1_000, 7)).toBe(7);
    expect(await store.addCalls('floor a', 1_000, 0)).toBe(28);
  });

  test('loses no call of many that are added at once', async () => {
    const { store } = underTest();
    const totals = await Promise.all(Array.from({ length: 40 }, () => store.addCalls('floor', 1_000, 25)));
    expect(totals.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => 25 * (index + 1)));
  });

  test('forgets the calls of weeks that are long over', async () => {
    const { store } = underTest();
    await store.addCalls('floor', 1_000, 5);
    await store.addCalls('floor', 2_000, 6);
    await store.forget({ met: 0, ended: 2_000, audited: 0 });
    expect(await dumpOf(store)).toEqual([{ table: 'weekly_calls', row: { source: 'floor', week: 2_000, calls: 6 } }]);
  });

  test('keeps the audit log in order, and tells it from a moment on', async () => {
    const { store } = underTest();
    const refusal = anAuditEntry({ id: 'b', at: 20, kind: 'refusal', reason: 'needs admin' });
    const { command: _, line: __, ...bare } = anAuditEntry({ id: 'a', at: 30, kind: 'refusal', reason: 'stranger' });
    for (const entry of [bare, refusal, anAuditEntry({ id: 'c', at: 20 }), anAuditEntry({ id: 'd', at: 10 })]) {
      await store.appendAudit(entry);
    }
    const since = (at: number) => auditOf(store, at);
    expect(await since(20)).toEqual([refusal, anAuditEntry({ id: 'c', at: 20 }), bare]);
    expect((await since(0)).map(({ id }) => id)).toEqual(['d', 'b', 'c', 'a']);
    expect(await since(31)).toEqual([]);
  });

  test('tells an audit log that is longer than what is read at once, also where much happened at one moment', async () => {
    const { store } = underTest();
    const ids = Array.from({ length: 1_003 }, (_, index) => `e${String(index).padStart(4, '0')}`);
    await Promise.all(ids.map((id) => store.appendAudit(anAuditEntry({ id, at: 5 }))));
    expect((await auditOf(store, 5)).map(({ id }) => id)).toEqual(ids);
  });

  test('writes into the audit log what no database would take as it is', async () => {
    const { store } = underTest();
    await store.appendAudit(anAuditEntry({ actor: { id: 'U1', name: 'Da\0na' }, line: 'pause \0 all' }));
    expect(await auditOf(store)).toMatchObject([{ actor: { name: 'Dana' }, line: 'pause  all' }]);
  });

  test('forgets lines of the audit log that are too old, and no others', async () => {
    const { store } = underTest();
    await store.appendAudit(anAuditEntry({ id: 'old', at: 99 }));
    await store.appendAudit(anAuditEntry({ id: 'new', at: 100 }));
    await store.forget({ met: 0, ended: 0, audited: 100 });
    expect(await auditOf(store)).toMatchObject([{ id: 'new' }]);
  });

  test('loads nothing where it has rows, and nothing of what has a row that does not fit', async () => {
    const { store } = underTest();
    const key = { table: 'seen', row: { key: 'a', met_at: 1 } };
    const rowsThatDoNotFit = [
      { table: 'seen', row: { key: 'b' } },
      { table: 'seen', row: { key: 'b', met_at: 1, colour: 'red' } },
      { table: 'sqlite_master', row: {} },
      { table: 'toString', row: {} },
    ];
    for (const row of rowsThatDoNotFit) await expect(store.load(rowsOf(key, row))).rejects.toThrow(StoreError);
    expect(await dumpOf(store)).toEqual([]);
    expect(await store.load(rowsOf(key))).toBe(1);
    await expect(store.load(rowsOf(key))).rejects.toThrow('The store is not empty (its table seen has rows)');
  });

  test('says which row it cannot read', async () => {
    const { store } = underTest();
    const secret = '{}';
    await store.saveInstallation({ platform: 'slack', team: 'T1', secret });
    const [row] = await dumpOf(store);
    await store.deleteInstallation('slack', 'T1');
    const broken = { table: 'installations', row: { ...row?.row, sealed: null } };
    await expect(store.load(rowsOf(broken))).rejects.toThrow(
      'Row slack/T1 of the table installations cannot be read (sealed)',
    );
  });
}
