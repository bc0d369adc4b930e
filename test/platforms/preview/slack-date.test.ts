import { writeSlackDate } from '../../../src/platforms/preview/slack-date.ts';
import { NOW } from './preview-server.ts';

const BERLIN = { zone: 'Europe/Berlin', hour12: false };
const NEW_YORK = { zone: 'America/New_York', hour12: true };
const DAY_MS = 86_400_000;

test.each([
  ['{time}', '16:20', '10:20 AM'],
  ['{time_secs}', '16:20:00', '10:20:00 AM'],
  ['{date}', 'October 21, 2026', 'October 21, 2026'],
  ['{date_num}', '2026-10-21', '2026-10-21'],
  ['{date_slash}', '10/21/2026', '10/21/2026'],
  ['{date_short}', 'Oct 21, 2026', 'Oct 21, 2026'],
  ['{date_long}', 'Wednesday, October 21, 2026', 'Wednesday, October 21, 2026'],
  ['{date_short_pretty} at {time}', 'today at 16:20', 'today at 10:20 AM'],
  ['{unknown} {toString}', '{unknown} {toString}', '{unknown} {toString}'],
])('writes %s for readers of either clock', (format, berlin, newYork) => {
  const written = [BERLIN, NEW_YORK].map((reader) =>
    writeSlackDate(format, NOW, reader, NOW).replaceAll('\u202f', ' '),
  );
  expect(written).toEqual([berlin, newYork]);
});

test("says yesterday and tomorrow by the reader's days", () => {
  const midnightInBerlin = Date.UTC(2026, 9, 20, 22, 0);
  const write = (at: number, reader = BERLIN): string => writeSlackDate('{date_short_pretty}', at, reader, NOW);
  expect(write(midnightInBerlin)).toBe('today');
  expect(write(midnightInBerlin - 1)).toBe('yesterday');
  expect(write(midnightInBerlin, NEW_YORK)).toBe('yesterday');
  expect(write(NOW + DAY_MS)).toBe('tomorrow');
  expect(write(NOW - 2 * DAY_MS)).toBe('Oct 19, 2026');
});
