import type { Subscription } from '../../src/storage/store.ts';
import { fc } from '../fixtures/property.ts';
import { aChange, aSubscription, CHANNEL, DANA } from '../fixtures/stored.ts';
import type { StoreUnderTest } from './store.ts';

const FULL: Subscription = aSubscription({
  id: 'full',
  conversation: { ...CHANNEL, platform: 'teams', thread: '17.5', endpoint: 'https://smba.example/emea/' },
  timetable: { days: [1, 7], times: ['06:30', '18:00'], zone: 'Australia/Lord_Howe' },
  robots: ['Rex', 'Спот "02"', "O'Hara; drop table subscriptions --"],
  site: 'north',
  skipEmpty: true,
  state: 'paused',
  pauseReason: 'the channel is archived 🗃',
  nextAt: 8_640_000_000_000_000,
});

/** What a store has to do with subscriptions and what was done to them. */
export function describeSubscriptions(underTest: () => StoreUnderTest): void {
  test('gives back what was saved, with and without its optional parts', async () => {
    const { store } = underTest();
    const { nextAt: _none, ...least } = aSubscription();
    expect([await store.save(least), await store.save(FULL)]).toEqual([true, true]);
    expect(await store.subscription('sub1')).toEqual(least);
    expect(await store.subscription('full')).toEqual(FULL);
    expect(await store.subscription('other')).toBeUndefined();
  });

  test('keeps any text, but for the character that PostgreSQL does not take', async () => {
    const { store } = underTest();
    let version = 0;
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        version++;
        const written = aSubscription({
          version,
          site: text,
          pauseReason: text,
          robots: [text],
          creator: { id: text, name: text },
        });
        expect(await store.save(written, aChange({ id: `change ${version}`, after: written, actor: DANA }))).toBe(true);
        const bare = text.replaceAll('\0', '');
        expect(await store.subscription('sub1')).toEqual({ ...written, site: bare, pauseReason: bare });
        expect((await store.changes(1))[0]?.after).toEqual(written);
      }),
      { numRuns: 50 },
    );
  });

  test('takes a change that follows on what is stored, and nothing else', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    const second = aSubscription({ version: 2, robots: ['Rex'] });
    expect(await store.save(aSubscription({ site: 'again' }))).toBe(false);
    expect(await store.save(second)).toBe(true);
    expect(await store.save(aSubscription({ version: 2, robots: ['Daisy'] }))).toBe(false);
    expect(await store.save(aSubscription({ version: 4 }))).toBe(false);
    expect(await store.save(aSubscription({ id: 'never', version: 2 }))).toBe(false);
    expect(await store.subscription('sub1')).toEqual(second);
  });

  test('of two changes at once one is taken', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    const names = Array.from({ length: 8 }, (_, index) => `robot ${index}`);
    const taken = await Promise.all(names.map((name) => store.save(aSubscription({ version: 2, robots: [name] }))));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect((await store.subscription('sub1'))?.robots).toEqual([names[taken.indexOf(true)]]);
  });

  test('writes no change where the subscription is not written', async () => {
    const { store } = underTest();
    await store.save(aSubscription(), aChange());
    await store.save(aSubscription(), aChange({ id: 'change2' }));
    expect((await store.changes(10)).map(({ id }) => id)).toEqual(['change1']);
  });

  test('writes no subscription where the change cannot be written', async () => {
    const { store } = underTest();
    await store.save(aSubscription(), aChange());
    await expect(store.save(aSubscription({ version: 2, site: 'south' }), aChange())).rejects.toThrow();
    expect(await store.subscription('sub1')).toEqual(aSubscription());
  });

  test('lists the subscriptions of a conversation, its threads too, the oldest first, without the removed', async () => {
    const { store } = underTest();
    const thread = { ...CHANNEL, thread: '17.5' };
    await store.save(aSubscription({ id: 'young', createdAt: 30 }));
    await store.save(aSubscription({ id: 'old', createdAt: 20, conversation: thread }));
    await store.save(aSubscription({ id: 'paused', createdAt: 40, state: 'paused' }));
    await store.save(aSubscription({ id: 'gone', state: 'removed' }));
    for (const other of [{ channel: 'C2' }, { team: 'T2' }, { platform: 'teams' }])
      await store.save(aSubscription({ id: Object.keys(other).join(), conversation: { ...CHANNEL, ...other } }));
    expect((await store.subscriptionsOf(CHANNEL)).map(({ id }) => id)).toEqual(['old', 'young', 'paused']);
    expect((await store.subscriptionsOf({ ...CHANNEL, thread: '18.1' })).map(({ id }) => id)).toHaveLength(3);
    expect(await store.subscriptionsOf({ ...CHANNEL, channel: 'C9' })).toEqual([]);
  });

  test('remembers who did what, the newest first', async () => {
    const { store } = underTest();
    const [first, second] = [aSubscription(), aSubscription({ version: 2, state: 'paused' })];
    const changes = [
      aChange(),
      aChange({ id: 'change2', action: 'pause', before: first, after: second, actor: { id: 'U2', name: 'Émile' } }),
    ];
    await store.save(first, changes[0]);
    await store.save(second, changes[1]);
    expect(await store.changes(10)).toEqual(changes.toReversed());
    expect(await store.changes(1)).toEqual([changes[1]]);
  });

  test('finds the last thing that a person did in a conversation, one before the other as they are undone', async () => {
    const { store } = underTest();
    // All in the same millisecond, as "pause all" does it.
    for (const id of ['b', 'c', 'a']) {
      const after = aSubscription({ id });
      await store.save(after, aChange({ id: `change ${id}`, after, conversation: { ...CHANNEL, thread: '17.5' } }));
    }
    const undone: (string | undefined)[] = [];
    for (let round = 0; round < 4; round++) {
      const last = await store.lastChange(DANA.id, CHANNEL);
      undone.push(last?.subscriptionId);
      if (last) await store.markUndone(last.id);
    }
    expect(undone).toEqual(['a', 'c', 'b', undefined]);
    expect(await store.changes(10)).toHaveLength(3);
  });

  test('does not take the changes of others, or of other conversations, for the last', async () => {
    const { store } = underTest();
    await store.save(aSubscription(), aChange());
    const last = await store.lastChange(DANA.id, CHANNEL);
    expect(last).toEqual(aChange());
    expect(await store.lastChange('U2', CHANNEL)).toBeUndefined();
    expect(await store.lastChange(DANA.id, { ...CHANNEL, channel: 'C2' })).toBeUndefined();
    expect(await store.lastChange(DANA.id, { ...CHANNEL, team: 'T2' })).toBeUndefined();
  });
}
