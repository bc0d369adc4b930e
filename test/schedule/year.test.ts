import { Temporal } from 'temporal-polyfill';
import { nextTime } from '../../src/subscriptions/timetable.ts';
import { DAY, setUp, subscriptionOf } from '../fixtures/scheduled-world.ts';

/** Clocks that jump by an hour or by half of it, on either side of the equator, at two, at midnight, and never. */
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kolkata',
  'Pacific/Auckland',
];
const START = Date.parse('2026-10-01T12:00:00Z');
const DAYS = 365;

test('through a year in six zones every night has its summary, and no night has two', async () => {
  const { clock, sent, add, startProcess } = await setUp(START);
  const subscriptions = ZONES.map((zone, i) => {
    const timetable = { days: [1, 2, 3, 4, 5, 6, 7], times: ['02:15'], zone };
    return subscriptionOf(`z${i}`, { timetable, nextAt: nextTime(timetable, START) });
  });
  await add(...subscriptions);
  const scheduler = startProcess('p1');
  for (let day = 0; day < DAYS; day++) await clock.advance(DAY);
  await scheduler.close();
  for (const { conversation, timetable } of subscriptions) {
    const own = sent.filter((each) => each.channel === conversation.channel);
    const moments = own.map(({ at }) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timetable.zone));
    const days = moments.map((moment) => moment.toPlainDate().toString());
    expect([timetable.zone, new Set(days).size, days.length]).toEqual([timetable.zone, DAYS, DAYS]);
    // 02:15, but in the night when the clocks jump over it.
    const others = moments
      .map((moment) => moment.toPlainTime().toString().slice(0, 5))
      .filter((time) => time !== '02:15');
    expect(others.length).toBeLessThanOrEqual(1);
  }
}, 120_000);
