import { SendError } from '../../src/core/send-error.ts';
import { MINUTE, setUp, subscriptionOf } from '../fixtures/scheduled-world.ts';

test('what was changed while the chat server refused it is not paused', async () => {
  const { clock, stage, store, add, fail, startProcess } = await setUp();
  const before = subscriptionOf('a1');
  await add(before);
  fail('C-a1', new SendError('is_archived', { outcome: 'gone' }));
  stage.beforeSending = async () => {
    const now = await store.subscription('a1');
    await store.save({ ...before, ...now, version: 2, robots: ['Rex'] });
  };
  const scheduler = startProcess('p1');
  await clock.advance(2 * MINUTE);
  expect(await store.subscription('a1')).toMatchObject({ state: 'active', robots: ['Rex'] });
  expect((await store.lastDeliveries(['a1'])).get('a1')).toMatchObject({ state: 'refused' });
  await scheduler.close();
});

test('who made a paused subscription is told also where the chat server is busy at that moment', async () => {
  const { clock, sent, add, fail, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  fail('C-a1', new SendError('is_archived', { outcome: 'gone' }));
  fail('U1', new SendError('ratelimited', { outcome: 'not-sent', retryAfterMs: 30_000 }));
  const scheduler = startProcess('p1');
  await clock.advance(2 * MINUTE);
  expect(sent).toEqual([expect.objectContaining({ channel: 'U1', text: expect.stringContaining('I paused') })]);
  await scheduler.close();
});
