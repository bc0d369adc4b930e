import { SendError, type SendOutcome } from '../../src/core/send-error.ts';
import { DAY, HOUR, MINUTE, SEVEN, setUp, subscriptionOf } from '../fixtures/scheduled-world.ts';

const failure = (outcome: SendOutcome, retryAfterMs?: number): SendError =>
  new SendError('no', { outcome, ...(retryAfterMs !== undefined && { retryAfterMs }) });

/** Without what is said of each piece of work. */
const endsOf = (watched: readonly string[]) => watched.filter((each) => each !== 'test worked');

test('whoever watches hears of a summary on time, once it is noted as sent', async () => {
  const { clock, watched, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  const scheduler = startProcess('p1');
  expect(watched).toEqual([]);
  await clock.advance(2 * MINUTE);
  expect(watched).toEqual(['test on-time', 'test worked']);
  await scheduler.close();
});

test('of a late one, and of those that are not sent any more after a long rest', async () => {
  const { clock, watched, add, startProcess } = await setUp(SEVEN + 3 * DAY + HOUR);
  await add(subscriptionOf('a1'));
  const scheduler = startProcess('p1');
  await clock.advance(MINUTE);
  expect(watched).toEqual(['test missed', 'test missed', 'test missed', 'test late', 'test worked']);
  await scheduler.close();
});

test('of one without news', async () => {
  const { clock, watched, stage, add, startProcess } = await setUp();
  stage.isEmpty = true;
  await add(subscriptionOf('a1', { skipEmpty: true }));
  const scheduler = startProcess('p1');
  await clock.advance(2 * MINUTE);
  expect(watched).toEqual(['test empty', 'test worked']);
  await scheduler.close();
});

test('of every failed try and of how it ended', async () => {
  const { clock, watched, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'), subscriptionOf('b1', { nextAt: SEVEN + HOUR }));
  fail('C-a1', failure('not-sent', 1_000), failure('not-sent'));
  fail('C-b1', failure('gone'));
  const scheduler = startProcess('p1');
  await clock.advance(30 * MINUTE);
  expect(endsOf(watched)).toEqual(['test failed: paused', 'test failed: not-sent', 'test on-time']);
  await clock.advance(HOUR);
  expect(endsOf(watched).slice(3)).toEqual(['test failed: gone', 'test refused']);
  await scheduler.close();
});

test.each([
  [true, 'test found'],
  [undefined, 'test unknown'],
])('of what nobody answered for: found %s', async (found, ended) => {
  const { clock, watched, stage, add, fail, startProcess } = await setUp();
  stage.found = found;
  await add(subscriptionOf('a1'));
  fail('C-a1', failure('unknown'));
  const scheduler = startProcess('p1');
  await clock.advance(10 * MINUTE);
  expect(endsOf(watched)).toEqual(['test failed: unknown', ended]);
  await scheduler.close();
});
