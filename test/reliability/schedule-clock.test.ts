import { SendError } from '../../src/core/send-error.ts';
import { DAY, HOUR, MINUTE, SEVEN, setUp, subscriptionOf } from '../fixtures/scheduled-world.ts';

const YEARS = 20_000 * DAY;

test('summaries of a day that the clock jumped over are told with the next one', async () => {
  const { clock, sent, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'));
  const scheduler = startProcess('p1');
  await clock.settle();
  clock.sleep(DAY);
  await clock.advance(HOUR);
  expect(sent.map(({ at }) => at)).toEqual([SEVEN + DAY]);
  expect(sent[0]?.text).toContain('Not sent: the summary planned 07:00 yesterday');
  await scheduler.close();
});

test('summaries that were thought to be missed come at their time after the clock was set back', async () => {
  const { clock, sent, add, startProcess } = await setUp(SEVEN - 2 * HOUR);
  await add(subscriptionOf('a1'));
  const scheduler = startProcess('p1');
  await clock.settle();
  clock.sleep(9 * HOUR);
  await clock.advance(HOUR);
  expect(sent).toEqual([]);
  clock.sleep(-9.5 * HOUR);
  await clock.advance(DAY);
  expect(sent.map(({ at }) => at)).toEqual([SEVEN]);
  expect(sent[0]?.text).not.toMatch(/Not sent|Late/);
  await scheduler.close();
});

test('a summary that was sent while the clock was ahead is not sent again at its time, and the next one comes', async () => {
  const { clock, sent, add, startProcess } = await setUp();
  await add(subscriptionOf('a1', { nextAt: SEVEN + DAY }));
  const scheduler = startProcess('p1');
  await clock.settle();
  clock.sleep(DAY);
  await clock.advance(HOUR);
  expect(sent.splice(0)).toHaveLength(1);
  clock.sleep(-DAY);
  await clock.advance(2 * DAY);
  expect(sent.map(({ at }) => at)).toEqual([SEVEN + 2 * DAY]);
  await scheduler.close();
});

test('a clock that was years ahead costs no summary once it is put right', async () => {
  const { clock, sent, add, startProcess } = await setUp();
  await add(subscriptionOf('a1'), subscriptionOf('b2', { state: 'paused', nextAt: SEVEN + 3 * DAY }));
  const scheduler = startProcess('p1');
  await clock.settle();
  clock.sleep(YEARS);
  await clock.advance(HOUR);
  sent.splice(0);
  clock.sleep(-YEARS);
  await clock.advance(2 * DAY);
  expect(sent.filter(({ channel }) => channel === 'C-a1').map(({ at }) => at)).toEqual([SEVEN + DAY, SEVEN + 2 * DAY]);
  await scheduler.close();
});

test('a clock that is put right while the bot is stopped costs no summary either', async () => {
  const { clock, sent, add, startProcess } = await setUp(SEVEN - MINUTE + YEARS);
  await add(subscriptionOf('a1', { nextAt: SEVEN + YEARS }));
  const before = startProcess('p1');
  await clock.advance(HOUR);
  await before.close();
  sent.splice(0);
  clock.sleep(-YEARS);
  const after = startProcess('p2');
  await clock.advance(DAY);
  expect(sent.map(({ at }) => at)).toEqual([SEVEN + DAY]);
  await after.close();
});

test('a pause that a chat server asked for ends when the clock is set back before it', async () => {
  const { clock, sent, tried, add, startProcess, fail } = await setUp();
  await add(subscriptionOf('a1'), subscriptionOf('b2', { nextAt: SEVEN + 30 * MINUTE, timetable: half(7) }));
  fail('C-a1', new SendError('too fast', { outcome: 'not-sent', retryAfterMs: 20 * MINUTE }));
  const scheduler = startProcess('p1');
  await clock.advance(2 * MINUTE);
  expect(tried).toEqual(['C-a1']);
  clock.sleep(-DAY);
  await clock.advance(DAY + HOUR);
  expect(new Set(sent.map(({ channel }) => channel))).toEqual(new Set(['C-a1', 'C-b2']));
  await scheduler.close();
});

const half = (hour: number) => ({ days: [1, 2, 3, 4, 5, 6, 7], times: [`0${hour}:30`], zone: 'UTC' });
