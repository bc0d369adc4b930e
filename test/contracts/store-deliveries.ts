import type { Claim, Delivery, DeliveryState, Store } from '../../src/storage/store.ts';
import { aLease, aSubscription, daily } from '../fixtures/stored.ts';
import type { StoreUnderTest } from './store.ts';

const DAY = 86_400_000;

/** The only claim on what is due at 1,000. */
async function claimOne(store: Store, lease = aLease()): Promise<Delivery> {
  const [claim, ...others] = await store.claimDue(lease, daily);
  expect(others).toEqual([]);
  if (claim === undefined) throw new Error('nothing was due');
  return claim.delivery;
}

const idsOf = (claims: readonly Claim[]): readonly string[] => claims.map(({ subscription: { id } }) => id);

/** What a store has to do with planned summaries. */
export function describeDeliveries(underTest: () => StoreUnderTest): void {
  test('turns what is due into deliveries and moves it on, the longest due first', async () => {
    const { store } = underTest();
    for (const nextAt of [1_001, 1_000, 999]) await store.save(aSubscription({ id: `at ${nextAt}`, nextAt }));
    await store.save(aSubscription({ id: 'removed', state: 'removed' }));
    expect(await store.nextDue()).toBe(999);
    const claims = await store.claimDue(aLease(), daily);
    expect(claims.map(({ delivery }) => delivery)).toEqual([
      { id: expect.any(String), subscriptionId: 'at 999', plannedAt: 999, state: 'waiting', attempts: 0 },
      { id: expect.any(String), subscriptionId: 'at 1000', plannedAt: 1_000, state: 'waiting', attempts: 0 },
    ]);
    const moved = aSubscription({ id: 'at 999', nextAt: 999 + DAY });
    expect(claims[0]?.subscription).toEqual(moved);
    expect(await store.subscription('at 999')).toEqual(moved);
    expect(await store.nextDue()).toBe(1_001);
    expect(await store.claimDue(aLease(), daily)).toEqual([]);
  });

  test('counts deliveries until they come to their end', async () => {
    const { store } = underTest();
    for (const id of ['first', 'second']) await store.save(aSubscription({ id }));
    expect(await store.countWaiting()).toBe(0);
    const [one, two] = await store.claimDue(aLease(), daily);
    expect(await store.countWaiting()).toBe(2);
    await store.finish(one?.delivery.id ?? '', 'one', { state: 'sent', at: 2_000 });
    await store.postpone(two?.delivery.id ?? '', 'one', 9_000);
    expect(await store.countWaiting()).toBe(1);
  });

  test('takes no more than the limit at once', async () => {
    const { store } = underTest();
    for (let index = 0; index < 5; index++) await store.save(aSubscription({ id: `s${index}`, nextAt: index }));
    expect(idsOf(await store.claimDue(aLease({ limit: 3 }), daily))).toEqual(['s0', 's1', 's2']);
    expect(idsOf(await store.claimDue(aLease({ limit: 3 }), daily))).toEqual(['s3', 's4']);
  });

  test('what is paused until a time becomes active then; without a time it stays paused', async () => {
    const { store } = underTest();
    const { nextAt: _none, ...withoutTime } = aSubscription({ id: 'for good', state: 'paused' });
    await store.save(withoutTime);
    await store.save(aSubscription({ state: 'paused', pauseReason: 'holiday' }));
    const claims = await store.claimDue(aLease(), daily);
    expect(claims.map(({ subscription }) => subscription)).toEqual([aSubscription({ nextAt: 1_000 + DAY })]);
    expect(await store.subscription('sub1')).toEqual(aSubscription({ nextAt: 1_000 + DAY }));
    expect(await store.subscription('for good')).toEqual(withoutTime);
  });

  test('a planned time comes once, also where a change turns the next time back', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    await claimOne(store);
    expect(await store.save(aSubscription({ version: 2, robots: ['Rex'] }))).toBe(true);
    expect(await store.claimDue(aLease(), daily)).toEqual([]);
    expect(await store.subscription('sub1')).toEqual(
      aSubscription({ version: 2, robots: ['Rex'], nextAt: 1_000 + DAY }),
    );
  });

  test('moving on does not count as a change', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    await claimOne(store);
    expect(await store.save(aSubscription({ version: 2, nextAt: 5_000 }))).toBe(true);
    expect(await store.nextDue()).toBe(5_000);
  });

  test('planned times that passed too long ago are noted as missed, until they are told of', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    const claims = await store.claimDue(aLease(), () => ({ deliver: 900, missed: [700, 800], nextAt: 2_000 }));
    expect(claims.map(({ delivery: { plannedAt } }) => plannedAt)).toEqual([900]);
    const untold = await store.untold('sub1');
    expect(untold).toMatchObject([
      { plannedAt: 700, state: 'missed', endedAt: 1_000 },
      { plannedAt: 800, state: 'missed', endedAt: 1_000 },
    ]);
    expect(await store.untold('sub2')).toEqual([]);
    await store.markTold(untold.slice(0, 1).map(({ id }) => id));
    await store.markTold([]);
    expect(await store.untold('sub1')).toEqual(untold.slice(1));
  });

  test('one that has only missed times is no claim', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    expect(await store.claimDue(aLease(), () => ({ missed: [1_000], nextAt: 2_000 }))).toEqual([]);
    expect((await store.subscription('sub1'))?.nextAt).toBe(2_000);
    expect(await store.untold('sub1')).toHaveLength(1);
  });

  test('nothing is written where moving on fails', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    const failing = store.claimDue(aLease(), () => {
      throw new Error('no such zone');
    });
    await expect(failing).rejects.toThrow('no such zone');
    expect(await claimOne(store)).toMatchObject({ plannedAt: 1_000 });
  });

  test('claims a great many at once', async () => {
    const { store } = underTest();
    for (let index = 0; index < 1_203; index++) await store.save(aSubscription({ id: `s${index}` }));
    const missed = [1, 2, 3];
    const claims = await store.claimDue(aLease({ limit: 2_000 }), () => ({ deliver: 1_000, missed, nextAt: 2_000 }));
    expect(new Set(idsOf(claims)).size).toBe(1_203);
    const left = await store.claimLeft(aLease({ now: 1_000_000, owner: 'two', limit: 2_000 }));
    expect(new Set(idsOf(left)).size).toBe(1_203);
    const last = await store.lastDeliveries(idsOf(claims));
    expect([...last.values()].filter(({ plannedAt }) => plannedAt === 3)).toHaveLength(1_203);
  });

  test('whoever holds a delivery begins it once, and others do not', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    const { id } = await claimOne(store);
    expect(await store.begin(id, 'two', 90_000)).toBe(false);
    expect(await store.begin(id, 'one', 90_000)).toBe(true);
    expect(await store.begin(id, 'one', 90_000)).toBe(false);
    expect(await store.begin('no such delivery', 'one', 90_000)).toBe(false);
    expect(await store.nextDue()).toBe(90_000);
  });

  test('a delivery whose lease has ended is taken over, and who held it does not begin any more', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    const { id } = await claimOne(store);
    expect(await store.nextDue()).toBe(61_000);
    expect(await store.claimLeft(aLease({ now: 60_999, owner: 'two' }))).toEqual([]);
    const [left] = await store.claimLeft(aLease({ now: 61_000, owner: 'two' }));
    expect(left?.delivery).toEqual({ id, subscriptionId: 'sub1', plannedAt: 1_000, state: 'waiting', attempts: 0 });
    expect(left?.subscription).toEqual(aSubscription({ nextAt: 1_000 + DAY }));
    expect(await store.begin(id, 'one', 200_000)).toBe(false);
    expect(await store.begin(id, 'two', 200_000)).toBe(true);
  });

  test('whoever takes over sees that somebody was sending, until it has ended', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    const { id } = await claimOne(store);
    await store.begin(id, 'one', 30_000);
    for (const [now, owner] of [
      [30_000, 'two'],
      [100_000, 'three'],
    ] as const) {
      const [left] = await store.claimLeft(aLease({ now, owner }));
      expect(left?.delivery).toMatchObject({ id, state: 'sending', attempts: 1 });
    }
    await store.finish(id, 'two', { state: 'sent', at: 100_000 });
    expect((await store.lastDeliveries(['sub1'])).size).toBe(0);
    await store.finish(id, 'three', { state: 'unknown', at: 100_001, reason: 'the bot stopped' });
    const unknown = { id, state: 'unknown', endedAt: 100_001, reason: 'the bot stopped' };
    expect(await store.untold('sub1')).toMatchObject([unknown]);
    expect(await store.claimLeft(aLease({ now: 9_000_000 }))).toEqual([]);
  });

  test('a process that takes over what it holds itself begins it once', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    const { id } = await claimOne(store);
    await store.claimLeft(aLease({ now: 61_000 }));
    expect([await store.begin(id, 'one', 200_000), await store.begin(id, 'one', 200_000)]).toEqual([true, false]);
  });

  test('what is postponed waits for whoever comes then, and keeps its reason', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    const { id } = await claimOne(store);
    await store.begin(id, 'one', 30_000);
    await store.postpone(id, 'two', 5_000, 'not yours');
    await store.postpone(id, 'one', 50_000, 'Slack did not answer');
    expect(await store.nextDue()).toBe(50_000);
    expect(await store.claimLeft(aLease({ now: 49_999 }))).toEqual([]);
    const [left] = await store.claimLeft(aLease({ now: 50_000, owner: 'two' }));
    const reason = 'Slack did not answer';
    expect(left?.delivery).toEqual({
      id,
      subscriptionId: 'sub1',
      plannedAt: 1_000,
      state: 'waiting',
      attempts: 1,
      reason,
    });
    await store.begin(id, 'two', 200_000);
    await store.finish(id, 'two', { state: 'sent', at: 50_100, messageId: '17.5' });
    expect((await store.lastDeliveries(['sub1'])).get('sub1')).toMatchObject({ state: 'sent', attempts: 2, reason });
  });

  test('what is in doubt stays as being sent for whoever comes then, with its reason', async () => {
    const { store } = underTest();
    await store.save(aSubscription());
    const { id } = await claimOne(store);
    await store.begin(id, 'one', 90_000);
    await store.doubt(id, 'two', 20_000, 'not yours');
    await store.doubt(id, 'one', 50_000, 'Slack did not answer');
    expect(await store.claimLeft(aLease({ now: 49_999 }))).toEqual([]);
    const [left] = await store.claimLeft(aLease({ now: 50_000, owner: 'two' }));
    expect(left?.delivery).toMatchObject({ id, state: 'sending', attempts: 1, reason: 'Slack did not answer' });
    expect(await store.begin(id, 'two', 200_000)).toBe(true);
  });

  test('a process that stops gives back what it has not begun', async () => {
    const { store } = underTest();
    for (const id of ['waits', 'is being sent']) await store.save(aSubscription({ id }));
    const [waits, begun] = (await store.claimDue(aLease(), daily)).toSorted((a, b) =>
      b.subscription.id.localeCompare(a.subscription.id),
    );
    await store.begin(begun?.delivery.id ?? '', 'one', 61_000);
    await store.release('two', 2_000);
    expect(await store.claimLeft(aLease({ now: 2_000, owner: 'two' }))).toEqual([]);
    await store.release('one', 2_000);
    const left = await store.claimLeft(aLease({ now: 2_000, owner: 'two' }));
    expect(left).toMatchObject([{ delivery: { id: waits?.delivery.id, state: 'waiting' } }]);
  });

  test.each<[DeliveryState, boolean]>([
    ['sent', false],
    ['empty', false],
    ['refused', false],
    ['missed', true],
    ['unknown', true],
  ])('one that ended as %s is to be told: %s', async (state, isTold) => {
    const { store } = underTest();
    await store.save(aSubscription());
    const { id } = await claimOne(store);
    if (state === 'waiting' || state === 'sending') throw new Error('not an end');
    await store.finish(id, 'one', { state, at: 2_000 });
    expect((await store.untold('sub1')).length > 0).toBe(isTold);
    expect(await store.nextDue()).toBe(1_000 + DAY);
  });

  test('tells the last that ended, for each subscription', async () => {
    const { store } = underTest();
    await store.save(aSubscription({ id: 'a' }));
    await store.save(aSubscription({ id: 'b' }));
    await store.claimDue(aLease(), ({ id }) => ({
      missed: id === 'a' ? [600, 500] : [],
      deliver: 1_000,
      nextAt: 2_000,
    }));
    const [later] = await store.claimDue(aLease({ now: 2_000, limit: 1 }), () => ({
      deliver: 2_000,
      missed: [],
      nextAt: 3_000,
    }));
    const last = await store.lastDeliveries(['a', 'b', 'c']);
    expect([...last]).toEqual([['a', expect.objectContaining({ plannedAt: 600, state: 'missed' })]]);
    await store.finish(later?.delivery.id ?? '', 'one', { state: 'empty', at: 2_100 });
    expect([...(await store.lastDeliveries(['a', 'b'])).values()].map(({ state }) => state)).toContain('empty');
    expect(await store.lastDeliveries([])).toEqual(new Map());
  });
}
