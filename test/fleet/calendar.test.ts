import { isOwnTime, nextStart, repeatText, startsWithin } from '../../src/fleet/calendar.ts';

const at = (iso: string): number => Date.parse(iso);
const NOW = at('2026-10-21T14:20:00Z'); // a Wednesday
const DAY = 86_400_000;
const HOUR = 3_600_000;
const daily = { firstAt: at('2026-10-01T06:00:00Z'), repeatMs: DAY, blackouts: [] };

const next = (schedule: Parameters<typeof nextStart>[0], now = NOW, zone = 'UTC') => {
  const start = nextStart(schedule, now, zone);
  return start === undefined ? undefined : new Date(start).toISOString();
};

test('the next start is the first one plus whole repeats', () => {
  expect(next(daily)).toBe('2026-10-22T06:00:00.000Z');
});

test('a start at this very moment is the next', () => {
  expect(next(daily, at('2026-10-21T06:00:00Z'))).toBe('2026-10-21T06:00:00.000Z');
});

test('an entry that runs once has no next start when it is past', () => {
  expect(next({ ...daily, repeatMs: 0 })).toBeUndefined();
  expect(next({ ...daily, repeatMs: 0, firstAt: NOW + 1 })).toBe('2026-10-21T14:20:00.001Z');
});

test('an entry that is switched off has no next start', () => {
  expect(next({ ...daily, disabledReason: 'snow' })).toBeUndefined();
});

test('a start in a blackout waits for its end, and for the one that touches it', () => {
  const thursday = 4 * DAY;
  const blackouts = [
    { startMs: thursday + 5 * HOUR, endMs: thursday + 7 * HOUR },
    { startMs: thursday + 7 * HOUR, endMs: thursday + 9 * HOUR },
  ];
  expect(next({ ...daily, blackouts })).toBe('2026-10-22T09:00:00.000Z');
});

test('a start that fell into a blackout which still lasts comes at its end, not a repeat later', () => {
  const wednesday = 3 * DAY;
  const blackouts = [{ startMs: wednesday + 5 * HOUR, endMs: wednesday + 18 * HOUR }];
  expect(next({ ...daily, blackouts })).toBe('2026-10-21T18:00:00.000Z');
  expect(next({ ...daily, blackouts, repeatMs: 0, firstAt: at('2026-10-21T06:00:00Z') })).toBe(
    '2026-10-21T18:00:00.000Z',
  );
  expect(next({ ...daily, blackouts }, at('2026-10-21T18:00:01Z'))).toBe('2026-10-22T06:00:00.000Z');
});

test('blackouts are counted in the zone of the setting', () => {
  const thursday = 4 * DAY;
  const blackouts = [{ startMs: thursday + 8 * HOUR, endMs: thursday + 9 * HOUR }];
  expect(next({ ...daily, blackouts })).toBe('2026-10-22T06:00:00.000Z');
  expect(next({ ...daily, blackouts }, NOW, 'Europe/Berlin')).toBe('2026-10-22T07:00:00.000Z');
});

test('an entry that is always blacked out never starts', () => {
  expect(next({ ...daily, blackouts: [{ startMs: 0, endMs: 7 * DAY }] })).toBeUndefined();
});

test.each([
  [0, 'once'],
  [-1, 'once'],
  [DAY, 'every day'],
  [2 * DAY, 'every 2 days'],
  [7 * DAY, 'every week'],
  [6 * HOUR, 'every 6 h'],
  [90 * 60_000, 'every 90 min'],
])('%d ms is %s', (repeatMs, words) => {
  expect(repeatText(repeatMs)).toBe(words);
});

test('a blackout may run over the end of the week', () => {
  const blackouts = [{ startMs: 6 * DAY + 12 * HOUR, endMs: 30 * HOUR }];
  const saturday = { ...daily, firstAt: at('2026-10-24T13:00:00Z'), repeatMs: 0, blackouts };
  expect(next(saturday)).toBe('2026-10-26T06:00:00.000Z');
  expect(next({ ...saturday, firstAt: at('2026-10-25T13:00:00Z') })).toBe('2026-10-26T06:00:00.000Z');
});

test('the starts within a span come in order, those put off by a blackout at its end', () => {
  const blackouts = [{ startMs: 4 * DAY + 5 * HOUR, endMs: 4 * DAY + 7 * HOUR }];
  const span = { from: NOW, to: NOW + 3 * DAY };
  const starts = startsWithin({ ...daily, blackouts }, span, 'UTC');
  expect(starts.map((start) => new Date(start).toISOString())).toEqual([
    '2026-10-22T07:00:00.000Z',
    '2026-10-23T06:00:00.000Z',
    '2026-10-24T06:00:00.000Z',
  ]);
  expect(starts.map((start) => isOwnTime(daily, start))).toEqual([false, true, true]);
});

test('an entry that starts every minute does not fill the memory', () => {
  expect(startsWithin({ ...daily, repeatMs: 1 }, { from: NOW, to: NOW + DAY }, 'UTC')).toHaveLength(1_000);
});
