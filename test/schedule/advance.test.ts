import { advance } from '../../src/schedule/advance.ts';
import { DAY, HOUR, SEVEN, subscriptionOf } from '../fixtures/scheduled-world.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

test('of a year without the bot the last missed times of an hourly summary are noted', () => {
  let looks = 0;
  const timetable = {
    days: [1, 2, 3, 4, 5, 6, 7],
    times: HOURS,
    get zone() {
      looks++;
      return 'Europe/Berlin';
    },
  };
  const due = subscriptionOf('a1', { timetable, nextAt: SEVEN - 365 * DAY });
  const missed = Array.from({ length: 99 }, (_, i) => SEVEN - (99 - i) * HOUR);
  expect(advance(due, SEVEN, 6 * HOUR)).toEqual({ deliver: SEVEN, missed, nextAt: SEVEN + HOUR });
  // Not at each of the 8,760 times of the year, while everything else waits.
  expect(looks).toBeLessThan(2_000);
});

test('of a year without the bot every week of a weekly summary is noted', () => {
  const timetable = { days: [3], times: ['07:00'], zone: 'UTC' };
  const due = subscriptionOf('a1', { timetable, nextAt: SEVEN - 52 * 7 * DAY });
  const { missed, deliver } = advance(due, SEVEN + HOUR, 6 * HOUR);
  expect([missed.length, missed[0], deliver]).toEqual([52, SEVEN - 52 * 7 * DAY, SEVEN]);
});
