import { Temporal } from 'temporal-polyfill';
import type { Timetable } from '../../src/storage/store.ts';
import { nextTime, nextTimes, previousTime, timetableText } from '../../src/subscriptions/timetable.ts';

const START = Temporal.PlainDate.from('2026-10-01');
const END = Temporal.PlainDate.from('2027-10-01');
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
/** Half an hour or an hour, at two, at midnight, over midnight; and none. */
const CHANGING = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'America/Nuuk'];
const STEADY = ['Asia/Kolkata', 'Pacific/Apia'];
const daily = (time: string, zone: string, days: readonly number[] = EVERY_DAY): Timetable => ({
  days,
  times: [time],
  zone,
});
const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
const utc = (moment: number): string => new Date(moment).toISOString().replace(':00.000Z', 'Z');

/** When a time of day comes on a date: the first of two, or the end of the gap that it lies in. */
function momentOf(date: Temporal.PlainDate, time: string, zone: string): number {
  const wall = date.toPlainDateTime(time);
  try {
    return wall.toZonedDateTime(zone, { disambiguation: 'reject' }).epochMilliseconds;
  } catch {
    const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
    if (first.toPlainDateTime().equals(wall)) return first.epochMilliseconds;
    return first.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.NaN;
  }
}

function momentsOfYear(time: string, zone: string): readonly number[] {
  const moments: number[] = [];
  for (let date = START; Temporal.PlainDate.compare(date, END) < 0; date = date.add({ days: 1 })) {
    moments.push(momentOf(date, time, zone));
  }
  return moments;
}

function walk(timetable: Timetable): readonly number[] {
  const moments: number[] = [];
  const end = momentOf(END, '00:00', timetable.zone);
  for (let moment = momentOf(START, '00:00', timetable.zone) - 1; ; ) {
    moment = nextTime(timetable, moment);
    if (moment >= end) return moments;
    moments.push(moment);
  }
}

function walkBack(timetable: Timetable): readonly number[] {
  const moments: number[] = [];
  const start = momentOf(START, '00:00', timetable.zone);
  for (let moment = momentOf(END, '00:00', timetable.zone); ; ) {
    moment = previousTime(timetable, moment);
    if (moment < start) return moments.toReversed();
    moments.push(moment);
  }
}

describe.each([...CHANGING, ...STEADY])('a year in %s', (zone) => {
  const hours = CHANGING.includes(zone) ? HOURS : ['00:00', '12:00'];
  test.each([...hours, '02:15', '02:30', '23:30'])('has each day once at %s', (time) => {
    const expected = momentsOfYear(time, zone);
    expect(expected).toHaveLength(365);
    expect(new Set(expected).size).toBe(365);
    expect(walk(daily(time, zone))).toEqual(expected);
  });

  test.each(['02:30', '23:30'])('is the same backwards at %s', (time) => {
    expect(walkBack(daily(time, zone))).toEqual(momentsOfYear(time, zone));
  });

  test('has each of several times of a day once, in order', () => {
    const times = ['02:15', '02:30'];
    const all = [...new Set(times.flatMap((time) => momentsOfYear(time, zone)))].toSorted((a, b) => a - b);
    expect(walk({ days: EVERY_DAY, times, zone })).toEqual(all);
  });

  test('has each Saturday once, also where a clock changes', () => {
    const isSaturday = (_: number, i: number): boolean => START.add({ days: i }).dayOfWeek === 6;
    expect(walk(daily('23:30', zone, [6]))).toEqual(momentsOfYear('23:30', zone).filter(isSaturday));
  });
});

test.each([
  ['02:30', 'Europe/Berlin', '2027-03-28T01:00Z', 'the clocks go from 02:00 to 03:00'],
  ['02:30', 'America/New_York', '2027-03-14T07:00Z', 'the clocks go from 02:00 to 03:00'],
  ['02:15', 'Australia/Lord_Howe', '2026-10-03T15:30Z', 'the clocks go from 02:00 to 02:30'],
  ['00:00', 'America/Santiago', '2027-09-05T04:00Z', 'the clocks go from 00:00 to 01:00'],
  ['23:30', 'America/Nuuk', '2027-03-28T01:00Z', 'the clocks go from 23:00 to 00:00'],
])('%s in %s comes at %s when %s', (time, zone, expected) => {
  const timetable = daily(time, zone);
  expect(utc(nextTime(timetable, at(expected) - 3_600_000))).toBe(expected);
  expect(utc(previousTime(timetable, at(expected) + 3_600_000))).toBe(expected);
});

test.each([
  ['02:30', 'Europe/Berlin', '2026-10-25T00:30Z', '2026-10-26T01:30Z'],
  ['01:30', 'America/New_York', '2026-11-01T05:30Z', '2026-11-02T06:30Z'],
  ['01:45', 'Australia/Lord_Howe', '2027-04-03T14:45Z', '2027-04-04T15:15Z'],
])('%s in %s comes once in the night that has it twice', (time, zone, first, second) => {
  const timetable = daily(time, zone);
  expect(nextTimes(timetable, at(first) - 1, 2).map(utc)).toEqual([first, second]);
  expect(utc(nextTime(timetable, at(first) + 1_800_000))).toBe(second);
  expect(utc(previousTime(timetable, at(second)))).toBe(first);
});

test('two times that the same jump skips come once', () => {
  const timetable = { days: EVERY_DAY, times: ['02:10', '02:50', '03:00'], zone: 'Europe/Berlin' };
  expect(nextTimes(timetable, at('2027-03-27T12:00Z'), 2).map(utc)).toEqual(['2027-03-28T01:00Z', '2027-03-29T00:10Z']);
});

test('next and previous are strictly after and before, to the millisecond', () => {
  const seven = at('2026-10-21T07:00Z');
  const timetable = daily('07:00', 'UTC');
  expect([seven - 1, seven, seven + 1].map((moment) => utc(nextTime(timetable, moment)))).toEqual([
    '2026-10-21T07:00Z',
    '2026-10-22T07:00Z',
    '2026-10-22T07:00Z',
  ]);
  expect([seven - 1, seven, seven + 1].map((moment) => utc(previousTime(timetable, moment)))).toEqual([
    '2026-10-20T07:00Z',
    '2026-10-20T07:00Z',
    '2026-10-21T07:00Z',
  ]);
});

test.each([
  [EVERY_DAY, ['07:00'], 'every day at 07:00, UTC time'],
  [[1, 2, 3, 4, 5], ['07:00'], 'Monday to Friday at 07:00, UTC time'],
  [[1, 3, 5], ['06:00', '14:00', '22:00'], 'Mon, Wed and Fri at 06:00, 14:00 and 22:00, UTC time'],
  [[6, 7], ['09:00'], 'Saturday and Sunday at 09:00, UTC time'],
  [[1], ['08:00', '20:00'], 'every Monday at 08:00 and 20:00, UTC time'],
  [[5, 6, 7], ['08:00'], 'Friday to Sunday at 08:00, UTC time'],
])('the timetable %j %j is said as "%s"', (days, times, expected) => {
  expect(timetableText({ days, times, zone: 'UTC' })).toBe(expected);
});

test('a zone is said with spaces', () => {
  expect(timetableText(daily('07:00', 'America/New_York'))).toBe('every day at 07:00, America/New York time');
});
