import { UserError } from '../../src/core/errors.ts';
import { SendError, type SendOutcome } from '../../src/core/send-error.ts';
import { LEASE_MS } from '../../src/schedule/scheduler.ts';
import { channel, DAY, HOUR, MINUTE, SEVEN, setUp, subscriptionOf } from '../fixtures/scheduled-world.ts';

const failure = (outcome: SendOutcome, retryAfterMs?: number): SendError =>
  new SendError('no', { outcome, ...(retryAfterMs !== undefined && { retryAfterMs }) });

test('sends a summary at its time, once, and again the next day', async () => {
  const { clock, sent, store, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  const scheduler = startProcess('p1');
  await clock.advance(MINUTE - 1);
  expect(sent).toEqual([]);
  await clock.advance(1);
  expect(sent).toEqual([expect.objectContaining({ channel: 'C-a1', at: SEVEN, mark: expect.any(String) })]);
  expect(sent[0]?.text).toContain('6 robots · since yesterday 07:00');
  expect(sent[0]?.text).toContain('asked for by Ada · stop it: unsubscribe a1');
  expect(sent[0]?.text).not.toContain('Late');
  expect((await store.subscription('a1'))?.nextAt).toBe(SEVEN + DAY);
  await clock.advance(DAY);
  expect(sent.map(({ at }) => at)).toEqual([SEVEN, SEVEN + DAY]);
  await scheduler.close();
});

test('what was missed while the bot was down is sent late, once, with the reason', async () => {
  const { clock, sent, add, startProcess } = await setUp(SEVEN + 23 * MINUTE);
  await add(subscriptionOf('a1'));
  const scheduler = startProcess('p1');
  await clock.advance(HOUR);
  expect(sent).toHaveLength(1);
  const [headline, late] = sent[0]?.text.split('\n') ?? [];
  expect([headline, late]).toEqual([
    '6 robots · since yesterday 07:00',
    'Late: planned 07:00, sent 07:23: the bot was not running',
  ]);
  await scheduler.close();
});

test('after days without the bot the last summary is sent late, and one line tells of the others', async () => {
  const { clock, sent, add, startProcess } = await setUp(SEVEN + 2 * DAY + HOUR);
  await add(subscriptionOf('a1'));
  const scheduler = startProcess('p1');
  await clock.advance(HOUR);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.text).toContain(
    'Not sent: the summaries planned 07:00 on 21 Oct, 07:00 yesterday (the bot was not running or held up). Instead: summary last 4 days',
  );
  expect(sent[0]?.text).toMatch(/^Late: planned 07:00, sent 08:0\d: .*; it tells of the time up to 07:00$/m);
  await clock.advance(DAY);
  expect(sent[1]?.text).not.toContain('Not sent');
  await scheduler.close();
});

test('what is older than six hours is not sent, but told with the next', async () => {
  const { clock, sent, add, startProcess } = await setUp(SEVEN + 7 * HOUR);
  await add(subscriptionOf('a1'));
  const scheduler = startProcess('p1');
  await clock.advance(HOUR);
  expect(sent).toEqual([]);
  await clock.advance(DAY - 7 * HOUR);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.text).toContain('Not sent: the summary planned 07:00 yesterday (the bot was not running or held up)');
  expect(sent[0]?.text).not.toContain('Late');
  await scheduler.close();
});

test('several processes over one store send each summary once', async () => {
  const { clock, sent, add, startProcess } = await setUp();
  const all = Array.from({ length: 100 }, (_, i) => subscriptionOf(`s${i}`));
  await add(...all);
  const schedulers = ['p1', 'p2', 'p3'].map((owner) => startProcess(owner));
  await clock.advance(2 * MINUTE);
  expect(sent.map((each) => each.channel).toSorted()).toEqual(all.map((each) => each.conversation.channel).toSorted());
  await Promise.all(schedulers.map((each) => each.close()));
});

test('equal summaries for many channels are built once', async () => {
  const { clock, sent, requests, add, startProcess } = await setUp();
  await add(
    ...Array.from({ length: 40 }, (_, i) => subscriptionOf(`s${i}`)),
    subscriptionOf('other', { robots: ['Rex'] }),
  );
  const scheduler = startProcess('p1');
  await clock.advance(2 * MINUTE);
  expect([sent.length, requests.map(({ robots }) => robots)]).toEqual([41, expect.arrayContaining([[], ['Rex']])]);
  expect(requests).toHaveLength(2);
  await scheduler.close();
});

test('what surely did not arrive is sent again, late and with the reason', async () => {
  const { clock, sent, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  fail('C-a1', failure('not-sent'), failure('not-sent'), failure('not-sent'));
  const scheduler = startProcess('p1');
  await clock.advance(10 * MINUTE);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.text).toMatch(/Late: planned 07:00, sent 07:0\d: test did not take it/);
  await scheduler.close();
});

test('what cannot be sent for six hours is given up and told with the next', async () => {
  const { clock, sent, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  fail('C-a1', ...Array.from({ length: 200 }, () => failure('not-sent')));
  const scheduler = startProcess('p1');
  await clock.advance(8 * HOUR);
  expect(sent).toEqual([]);
  fail('C-a1');
  await clock.advance(DAY - 8 * HOUR + MINUTE);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.text).toContain('Not sent: the summary planned 07:00 yesterday (test did not take it)');
  await scheduler.close();
});

test('what may have arrived is not sent twice, and the next one says so', async () => {
  const { clock, sent, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  fail('C-a1', failure('unknown'));
  const scheduler = startProcess('p1');
  await clock.advance(3 * HOUR);
  expect(sent).toEqual([]);
  await clock.advance(DAY);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.text).toContain(
    'Perhaps not arrived: the summary planned 07:00 yesterday (test did not answer); it is not sent twice',
  );
  await scheduler.close();
});

test('with the other policy what may have arrived is sent again', async () => {
  const { clock, sent, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  fail('C-a1', failure('unknown'));
  const scheduler = startProcess('p1', 'at-least-once');
  await clock.advance(3 * HOUR);
  expect(sent).toHaveLength(1);
  await scheduler.close();
});

test('a conversation that is gone pauses its subscription and its creator is told', async () => {
  const { clock, sent, store, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  fail('C-a1', new SendError('is_archived', { outcome: 'gone' }));
  const scheduler = startProcess('p1');
  await clock.advance(2 * DAY);
  expect(sent).toEqual([expect.objectContaining({ channel: 'U1' })]);
  expect(sent[0]?.text).toContain('I paused your summary');
  expect(sent[0]?.text).toContain('is_archived');
  expect(await store.subscription('a1')).toMatchObject({ state: 'paused', pauseReason: 'is_archived', version: 2 });
  await scheduler.close();
});

test('a workspace that asks for a pause is left in peace, and others are not', async () => {
  const { clock, sent, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'), subscriptionOf('a2', { conversation: channel('C-a2', 'T2') }));
  fail('C-a1', failure('not-sent', 20_000));
  const scheduler = startProcess('p1');
  await clock.advance(2 * MINUTE);
  expect(sent.map((each) => [each.channel, each.at - SEVEN])).toEqual([
    ['C-a2', 0],
    ['C-a1', 20_000],
  ]);
  await scheduler.close();
});

test('a long pause gives the summary back until then', async () => {
  const { clock, sent, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  fail('C-a1', failure('not-sent', 5 * MINUTE));
  const scheduler = startProcess('p1');
  await clock.advance(10 * MINUTE);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.text).toContain('Late: planned 07:00, sent 07:05: test asked for a pause');
  await scheduler.close();
});

test.each([
  ['stands in the channel, it is not sent again', true, 'never-twice', 0],
  ['does not stand in the channel, it is sent', false, 'never-twice', 1],
  ['cannot be looked for, it is not sent again', undefined, 'never-twice', 0],
  ['cannot be looked for and the policy says so, it is sent again', undefined, 'at-least-once', 1],
] as const)('where a process died while sending and the message %s', async (_, found, policy, times) => {
  const { clock, sent, stage, store, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  await clock.advance(MINUTE);
  const lease = { now: clock.now(), owner: 'dead', leaseMs: LEASE_MS, limit: 10 };
  const [claim] = await store.claimDue(lease, () => ({ deliver: SEVEN, missed: [], nextAt: SEVEN + DAY }));
  expect(await store.begin(claim?.delivery.id ?? '', 'dead', clock.now() + LEASE_MS)).toBe(true);
  stage.found = found;
  const scheduler = startProcess('p2', policy);
  await clock.advance(10 * MINUTE);
  expect(sent).toHaveLength(times);
  await scheduler.close();
});

test('where a process died before sending, another sends', async () => {
  const { clock, sent, store, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  await clock.advance(MINUTE);
  const lease = { now: clock.now(), owner: 'dead', leaseMs: LEASE_MS, limit: 10 };
  await store.claimDue(lease, () => ({ deliver: SEVEN, missed: [], nextAt: SEVEN + DAY }));
  const scheduler = startProcess('p2');
  await clock.advance(LEASE_MS - 1);
  expect(sent).toEqual([]);
  await clock.advance(20_000);
  expect(sent).toHaveLength(1);
  await scheduler.close();
});

test('an empty summary is left out where that is wished, unless there is something to tell', async () => {
  const { clock, sent, stage, store, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1', { skipEmpty: true }), subscriptionOf('a2'));
  stage.isEmpty = true;
  const scheduler = startProcess('p1');
  await clock.advance(MINUTE);
  expect(sent.map((each) => each.channel)).toEqual(['C-a2']);
  expect((await store.lastDeliveries(['a1'])).get('a1')).toMatchObject({ state: 'empty', plannedAt: SEVEN });
  stage.isEmpty = false;
  fail('C-a1', failure('unknown'));
  await clock.advance(DAY);
  stage.isEmpty = true;
  await clock.advance(DAY);
  expect(sent.filter((each) => each.channel === 'C-a1')).toHaveLength(1);
  await scheduler.close();
});

test('an outage of the source is said at the planned time', async () => {
  const { clock, sent, stage, add, startProcess } = await setUp();
  await add(subscriptionOf('a1', { skipEmpty: true }));
  stage.failure = new UserError('Scout north has not answered since 06:12.');
  const scheduler = startProcess('p1');
  await clock.advance(MINUTE);
  expect(sent[0]?.text).toContain('No summary: Scout north has not answered since 06:12.');
  await scheduler.close();
});

test('a subscription that is paused until a day resumes by itself', async () => {
  const { clock, sent, store, add, startProcess } = await setUp();
  await add(subscriptionOf('a1', { state: 'paused', nextAt: SEVEN + 2 * DAY }));
  const scheduler = startProcess('p1');
  await clock.advance(3 * DAY);
  expect(sent.map(({ at }) => at)).toEqual([SEVEN + 2 * DAY]);
  await clock.advance(DAY);
  expect([sent.length, (await store.subscription('a1'))?.state]).toEqual([2, 'active']);
  await scheduler.close();
});

test('a change wakes the scheduler', async () => {
  const { clock, sent, add, startProcess } = await setUp(SEVEN - 5_000);
  const scheduler = startProcess('p1');
  await clock.settle();
  await add(subscriptionOf('a1'));
  scheduler.wake();
  await clock.advance(5_000);
  expect(sent.map(({ at }) => at)).toEqual([SEVEN]);
  await scheduler.close();
});

test('whoever is told to stop gives back what he has not begun', async () => {
  const { clock, sent, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  fail('C-a1', failure('not-sent', 25_000));
  const first = startProcess('p1');
  await clock.advance(MINUTE);
  const closing = first.close();
  await clock.advance(1_000);
  await closing;
  const second = startProcess('p2');
  await clock.advance(30_000);
  expect(sent).toHaveLength(1);
  await second.close();
});

test('a store that is away for a while loses nothing and doubles nothing', async () => {
  const { clock, sent, store, add, startProcess } = await setUp();
  await add(
    subscriptionOf('a1'),
    subscriptionOf('a2', { nextAt: SEVEN + MINUTE, timetable: { days: [3], times: ['07:01'], zone: 'UTC' } }),
  );
  let isAway = false;
  const shaky = new Proxy(store, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        if (name === 'finish' && sent.length === 1 && clock.now() === SEVEN) isAway = true;
        if (isAway) return Promise.reject(new Error('the database is away'));
        return method.apply(target, args);
      };
    },
  });
  const scheduler = startProcess('p1', 'never-twice', shaky);
  await clock.advance(MINUTE + 30_000);
  expect(sent.map((each) => each.channel)).toEqual(['C-a1']);
  isAway = false;
  await clock.advance(HOUR);
  expect(sent.map((each) => each.channel)).toEqual(['C-a1', 'C-a2']);
  expect((await store.lastDeliveries(['a1'])).get('a1')?.state).toBe('sent');
  await scheduler.close();
});

test('what is due but held by another process is not looked for all the time', async () => {
  const { clock, store, add, startProcess } = await setUp(SEVEN);
  await add(subscriptionOf('a1'));
  let looks = 0;
  const held = new Proxy(store, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (name === 'claimDue') return async () => [];
      if (name === 'nextDue') looks++;
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
  const scheduler = startProcess('p1', 'never-twice', held);
  await clock.advance(2_000);
  expect(looks).toBeLessThan(20);
  await scheduler.close();
});
