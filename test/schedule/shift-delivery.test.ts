import { UserError } from '../../src/core/errors.ts';
import { DAY, HOUR, MINUTE, SEVEN, setUp, subscriptionOf } from '../fixtures/scheduled-world.ts';

test('hand-overs that were missed are told with the line that shows them', async () => {
  const { clock, sent, add, startProcess } = await setUp(SEVEN + 7 * HOUR);
  await add(subscriptionOf('a1', { summary: 'shift' }));
  const scheduler = startProcess('p1');
  await clock.advance(DAY - 7 * HOUR + MINUTE);
  expect(sent[0]?.text).toContain('Not sent: the summary planned 07:00 yesterday');
  expect(sent[0]?.text).toContain('Instead: shift last 2 days');
  await scheduler.close();
});

test('a hand-over that could not be built says why, and offers to ask for it', async () => {
  const { clock, sent, stage, add, startProcess } = await setUp();
  await add(subscriptionOf('a1', { summary: 'shift' }));
  stage.failure = new UserError('The rest is kept for questions of people.');
  const scheduler = startProcess('p1');
  await clock.advance(5 * MINUTE);
  expect(sent[0]?.text).toMatch(/^No summary: The rest is kept for questions of people\.\n/);
  expect(sent[0]?.text).toContain('[Shift now: shift] [Health: health]');
  await scheduler.close();
});

test('a summary that the settings do not give any more says how to stop it', async () => {
  const { clock, sent, add, startProcess } = await setUp();
  await add(subscriptionOf('a1', { summary: 'energy' }));
  const scheduler = startProcess('p1');
  await clock.advance(5 * MINUTE);
  expect(sent[0]?.text).toMatch(
    /^No summary: The energy summary is not to be had here any more\. Stop it: unsubscribe a1\./,
  );
  expect(sent[0]?.text).toContain('[Remove: unsubscribe a1]');
  await scheduler.close();
});
