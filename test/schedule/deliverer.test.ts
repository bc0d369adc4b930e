import { SendError, type SendOutcome } from '../../src/core/send-error.ts';
import { LEASE_MS } from '../../src/schedule/scheduler.ts';
import type { Store } from '../../src/storage/store.ts';
import { DAY, HOUR, MINUTE, SEVEN, setUp, subscriptionOf } from '../fixtures/scheduled-world.ts';

const failure = (outcome: SendOutcome, retryAfterMs?: number): SendError =>
  new SendError('no', { outcome, ...(retryAfterMs !== undefined && { retryAfterMs }) });

/** Something that takes until it is let go. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { until: () => promise, letGo: () => resolve() };
}

/** A store that does not answer while `isAway`. */
function shaky(store: Store, isAway: (method: string) => boolean): Store {
  return new Proxy(store, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) =>
        isAway(String(name)) ? Promise.reject(new Error('the database is away')) : method.apply(target, args);
    },
  });
}

test('messages that a chat server neither takes nor refuses do not keep others from being sent', async () => {
  const { clock, sent, stage, store, add, startProcess } = await setUp();
  const hanging = Array.from({ length: 30 }, (_, i) => subscriptionOf(`h${i}`, { nextAt: SEVEN - 1_000 }));
  await add(...hanging, subscriptionOf('a1'));
  stage.beforeSending = (at) => (at.startsWith('C-h') ? new Promise(() => {}) : Promise.resolve());
  const scheduler = startProcess('p1');
  await clock.advance(10 * MINUTE);
  expect(sent.map(({ channel }) => channel)).toEqual(['C-a1']);
  const [first] = await store.untold('h0');
  expect(first).toMatchObject({ state: 'unknown', reason: 'test did not answer' });
  await scheduler.close();
});

test('a source that never answers is said at the planned time', async () => {
  const { clock, sent, stage, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  stage.beforeBuilding = () => new Promise(() => {});
  const scheduler = startProcess('p1');
  await clock.advance(5 * MINUTE);
  expect(sent.map(({ text }) => text)).toEqual([expect.stringContaining('No summary: Scout has not answered')]);
  await scheduler.close();
});

test('what is being sent while the machine sleeps is not sent again by the same process', async () => {
  const { clock, sent, stage, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  stage.found = false;
  const slow = held();
  stage.beforeSending = slow.until;
  const scheduler = startProcess('p1');
  await clock.advance(MINUTE);
  clock.sleep(HOUR);
  scheduler.wake();
  await clock.advance(10_000);
  slow.letGo();
  await clock.advance(HOUR);
  expect(sent).toHaveLength(1);
  await scheduler.close();
});

test('what is being sent is left to whoever sends it by a process whose clock is half a minute ahead', async () => {
  const { clock, sent, tried, stage, store, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  stage.found = false;
  const slow = held();
  stage.beforeSending = slow.until;
  const first = startProcess('p1');
  await clock.advance(MINUTE);
  const second = startProcess('p2', 'never-twice', store, 30_000);
  await clock.advance(44_000);
  slow.letGo();
  await clock.advance(HOUR);
  expect([tried, sent.length]).toEqual([['C-a1'], 1]);
  await Promise.all([first.close(), second.close()]);
});

test('what is too old when it has been built is not sent any more', async () => {
  const { clock, sent, stage, store, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  const slow = held();
  stage.beforeBuilding = slow.until;
  const scheduler = startProcess('p1');
  await clock.advance(MINUTE);
  clock.sleep(8 * HOUR);
  slow.letGo();
  await clock.settle();
  expect(sent).toEqual([]);
  expect(await store.untold('a1')).toMatchObject([{ state: 'missed', reason: 'the bot was held up' }]);
  await scheduler.close();
});

test.each([
  ['stands in the channel it is not sent again', true, 1],
  ['does not stand there it is sent', false, 2],
] as const)('what the chat server did not answer is looked for: where it %s', async (_, found, tries) => {
  const { clock, tried, stage, store, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  fail('C-a1', failure('unknown'));
  stage.found = found;
  const scheduler = startProcess('p1');
  await clock.advance(10 * MINUTE);
  expect(tried).toHaveLength(tries);
  expect((await store.lastDeliveries(['a1'])).get('a1')).toMatchObject({
    state: 'sent',
    reason: 'test did not answer',
  });
  await scheduler.close();
});

test('what was sent is noted as sent by a store that was away for minutes', async () => {
  const { clock, sent, store, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  let isAway = false;
  const through = shaky(store, (method) => {
    isAway ||= method === 'finish' && clock.now() === SEVEN;
    return isAway;
  });
  const scheduler = startProcess('p1', 'at-least-once', through);
  await clock.advance(6 * MINUTE);
  isAway = false;
  await clock.advance(HOUR);
  expect(sent).toHaveLength(1);
  expect((await store.lastDeliveries(['a1'])).get('a1')).toMatchObject({ state: 'sent' });
  await scheduler.close();
});

test('who waits because the workspace asked somebody else for a pause says so', async () => {
  const { clock, sent, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  await add(subscriptionOf('a2', { nextAt: SEVEN + 1_000 }));
  fail('C-a1', failure('not-sent', 5 * MINUTE));
  const scheduler = startProcess('p1');
  await clock.advance(10 * MINUTE);
  expect(sent.map(({ text }) => /Late: .*/.exec(text)?.[0])).toEqual([
    'Late: planned 07:00, sent 07:05: test asked for a pause',
    'Late: planned 07:00, sent 07:05: test asked for a pause',
  ]);
  await scheduler.close();
});

test('what made a summary late at first stays the reason', async () => {
  const { clock, sent, add, fail, startProcess } = await setUp(SEVEN + 23 * MINUTE);
  await add(subscriptionOf('a1'));
  fail('C-a1', failure('not-sent'));
  const scheduler = startProcess('p1');
  await clock.advance(HOUR);
  expect(sent[0]?.text).toContain('Late: planned 07:00, sent 07:23: the bot was not running');
  await scheduler.close();
});

test('a process that takes over what another left before sending does not say that nobody was there', async () => {
  const { clock, sent, store, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  await clock.advance(MINUTE);
  const lease = { now: clock.now(), owner: 'dead', leaseMs: LEASE_MS, limit: 10 };
  await store.claimDue(lease, () => ({ deliver: SEVEN, missed: [], nextAt: SEVEN + DAY }));
  await clock.advance(5 * MINUTE);
  const scheduler = startProcess('p2');
  await clock.advance(MINUTE);
  expect(sent[0]?.text).toContain('sent 07:05: the bot stopped or was held up before it was sent');
  await scheduler.close();
});

test('what a summary told that was found in the channel is not told again', async () => {
  const { clock, sent, stage, store, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  await clock.advance(MINUTE);
  const lease = { now: clock.now(), owner: 'dead', leaseMs: LEASE_MS, limit: 10 };
  const missed = [SEVEN - DAY];
  const [claim] = await store.claimDue(lease, () => ({ deliver: SEVEN, missed, nextAt: SEVEN + DAY }));
  await store.begin(claim?.delivery.id ?? '', 'dead', clock.now() + LEASE_MS);
  stage.found = true;
  const scheduler = startProcess('p2');
  await clock.advance(DAY);
  expect(sent.map(({ text }) => text)).toEqual([expect.not.stringContaining('Not sent')]);
  await scheduler.close();
});

test('what is built when the program is to end is left to the next, which sends it at once', async () => {
  const { clock, sent, tried, stage, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  const slow = held();
  stage.beforeBuilding = slow.until;
  const first = startProcess('p1');
  await clock.advance(MINUTE);
  const closing = first.close();
  slow.letGo();
  await clock.advance(1_000);
  await closing;
  expect(tried).toEqual([]);
  const second = startProcess('p2');
  await clock.advance(1_000);
  expect(sent).toHaveLength(1);
  await second.close();
});

test('a chat server that asks for no pause at all is not asked over and over', async () => {
  const { clock, tried, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  fail('C-a1', ...Array.from({ length: 500 }, () => failure('not-sent', 0)));
  const scheduler = startProcess('p1');
  await clock.advance(MINUTE + 10_000);
  expect(tried.length).toBeLessThanOrEqual(12);
  await scheduler.close();
});

test('a zone that is not known any more is told at the planned time, and keeps nobody else waiting', async () => {
  const { clock, sent, add, startProcess } = await setUp(SEVEN + DAY + HOUR);
  const timetable = { days: [1, 2, 3, 4, 5, 6, 7], times: ['07:00'], zone: 'Mars/Base' };
  await add(subscriptionOf('lost', { timetable, nextAt: SEVEN - DAY }), subscriptionOf('a1'));
  const scheduler = startProcess('p1');
  await clock.advance(MINUTE);
  expect(sent.map(({ channel, text }) => `${channel}: ${text.split('\n')[0]}`).toSorted()).toEqual([
    'C-a1: 6 robots · since yesterday 07:00',
    'C-lost: No summary: I do not know the time zone Mars/Base any more: change the subscription to another.',
  ]);
  await clock.advance(DAY);
  expect(sent).toHaveLength(4);
  await scheduler.close();
});
