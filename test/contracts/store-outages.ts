import type { OutageNotice, ToldOutage } from '../../src/storage/outages.ts';
import { aSubscription, CHANNEL } from '../fixtures/stored.ts';
import type { StoreUnderTest } from './store.ts';
import { dumpOf } from './store-memory.ts';

const SOURCE = 'robots north';
const LEASE = { owner: 'one', now: 1_000, leaseMs: 500 };

const anOutage = (values: Partial<ToldOutage> = {}): ToldOutage => ({
  since: 10,
  reason: 'connection refused',
  seriesSince: 10,
  times: 1,
  version: 1,
  ...values,
});

const aNotice = (values: Partial<OutageNotice> = {}): OutageNotice => ({
  id: 'n1',
  source: SOURCE,
  conversation: CHANNEL,
  seriesSince: 10,
  state: 'waiting',
  told: 0,
  changedAt: 100,
  ...values,
});

/** What a store has to remember of outages. */
export function describeOutages(underTest: () => StoreUnderTest): void {
  test('knows the conversations with an active subscription, each once, and those of a site', async () => {
    const { store } = underTest();
    const there = { ...CHANNEL, channel: 'C2', endpoint: 'https://a.example' };
    await store.save(aSubscription({ id: 'a' }));
    await store.save(aSubscription({ id: 'b', robots: ['Rex'] }));
    await store.save(aSubscription({ id: 'c', conversation: there, site: 'south' }));
    await store.save(aSubscription({ id: 'd', conversation: { ...CHANNEL, channel: 'C3' }, state: 'paused' }));
    await store.save(aSubscription({ id: 'e', conversation: { ...CHANNEL, channel: 'C4' }, state: 'removed' }));
    const channels = async (site?: string) =>
      (await store.subscribedConversations(site)).toSorted((a, b) => (a.channel < b.channel ? -1 : 1));
    expect(await channels()).toEqual([CHANNEL, there]);
    expect(await channels('north')).toEqual([CHANNEL]);
    expect(await channels('south')).toEqual([CHANNEL, there]);
  });

  test('lets one process look after a source until its lease ends or it stops', async () => {
    const { store } = underTest();
    const take = (owner: string, now: number, source = SOURCE) => store.lookAfter(source, { ...LEASE, owner, now });
    expect(await Promise.all(['one', 'two', 'three'].map((owner) => take(owner, 1_000)))).toEqual(
      expect.arrayContaining([true, false, false]),
    );
    await store.stopLookingAfter('one');
    await store.stopLookingAfter('two');
    await store.stopLookingAfter('three');
    expect([await take('two', 1_000), await take('two', 1_400), await take('one', 1_899)]).toEqual([true, true, false]);
    expect([await take('one', 1_899, 'floor plant 1'), await take('one', 1_900), await take('two', 1_901)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('keeps the last outage that was told, for whoever looks after its source', async () => {
    const { store } = underTest();
    expect(await store.toldOutage(SOURCE)).toBeUndefined();
    await store.lookAfter(SOURCE, LEASE);
    expect(await store.toldOutage(SOURCE)).toBeUndefined();
    expect(await store.keepToldOutage(SOURCE, 'two', anOutage())).toBe(false);
    expect(await store.keepToldOutage(SOURCE, 'one', anOutage())).toBe(true);
    expect(await store.toldOutage(SOURCE)).toEqual(anOutage());
    const over = anOutage({ until: 50, times: 2, version: 2 });
    await store.keepToldOutage(SOURCE, 'one', over);
    await store.lookAfter(SOURCE, { ...LEASE, owner: 'two', now: 2_000 });
    expect(await store.toldOutage(SOURCE)).toEqual(over);
  });

  test('keeps one notice in each conversation, which another series takes the place of', async () => {
    const { store } = underTest();
    const elsewhere = aNotice({ id: 'n2', conversation: { ...CHANNEL, channel: 'C2', endpoint: 'https://a.example' } });
    expect([await store.addNotice(aNotice()), await store.addNotice(elsewhere)]).toEqual([true, true]);
    expect(await store.addNotice(aNotice({ id: 'n3' }))).toBe(false);
    expect(await store.addNotice(aNotice({ id: 'n4', source: 'floor plant 1' }))).toBe(true);
    const next = aNotice({ id: 'n5', seriesSince: 20 });
    expect(await store.addNotice(next)).toBe(true);
    const notices = await store.outageNotices(SOURCE);
    expect(notices.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([elsewhere, next]);
  });

  test('changes a notice for the one of several that comes first', async () => {
    const { store } = underTest();
    await store.addNotice(aNotice());
    const begun = aNotice({ state: 'sending', changedAt: 200 });
    const changed = await Promise.all(Array.from({ length: 5 }, () => store.changeNotice(begun, 'waiting')));
    expect(changed.filter((isMine) => isMine)).toHaveLength(1);
    const shown = aNotice({ state: 'shown', told: 1, messageId: '17.5', changedAt: 300 });
    expect(await store.changeNotice(shown, 'sending')).toBe(true);
    expect(await store.outageNotices(SOURCE)).toEqual([shown]);
  });

  test('drops notices that nobody has begun to send, and no others', async () => {
    const { store } = underTest();
    const begun = aNotice({ id: 'n2', conversation: { ...CHANNEL, channel: 'C2' }, state: 'sending' });
    await store.addNotice(aNotice());
    await store.addNotice(begun);
    await store.dropNotices(['n1', 'n2']);
    expect(await store.outageNotices(SOURCE)).toEqual([begun]);
  });

  test('forgets notices that have not changed for long', async () => {
    const { store } = underTest();
    await store.addNotice(aNotice({ changedAt: 99 }));
    const younger = aNotice({ id: 'n2', conversation: { ...CHANNEL, channel: 'C2' } });
    await store.addNotice(younger);
    await store.forget({ met: 0, ended: 100, audited: 0 });
    expect(await store.outageNotices(SOURCE)).toEqual([younger]);
    expect((await dumpOf(store)).map(({ table }) => table)).toEqual(['outage_notices']);
  });
}
