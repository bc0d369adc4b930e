import type { CalendarEntry } from '../../src/simulator/entities.ts';
import { firstAllowed, latestSlot, nextSlot } from '../../src/simulator/timetable.ts';

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);

const entry = (timeMs: number, repeatMs: number): CalendarEntry => ({
  id: 'id',
  name: 'name',
  missionUuid: 'mission',
  robot: 'Rex',
  timeMs,
  repeatMs,
  blackouts: [],
  disableReason: '',
  forceAcquireEstop: false,
  requireDocked: false,
  modifiedAt: 0,
});

test('the next start is on the grid of the first start and the repeat', () => {
  expect(nextSlot(entry(100, 10), 95)).toBe(100);
  expect(nextSlot(entry(100, 10), 100)).toBe(110);
  expect(nextSlot(entry(100, 10), 119)).toBe(120);
  expect(nextSlot(entry(100, 10), Number.NEGATIVE_INFINITY)).toBe(100);
});

test('an entry without repeat starts once', () => {
  expect(nextSlot(entry(100, 0), 99)).toBe(100);
  expect(nextSlot(entry(100, 0), 100)).toBeUndefined();
  expect(nextSlot(entry(100, -5), 100)).toBeUndefined();
});

test('the latest start is the last one on the grid', () => {
  expect(latestSlot(entry(100, 10), 119)).toBe(110);
  expect(latestSlot(entry(100, 10), 120)).toBe(120);
  expect(latestSlot(entry(100, 0), 500)).toBe(100);
});

test('a blackout moves a start to its end, which is not included', () => {
  // 2026-10-18 is a Sunday.
  const blackouts = [{ startMs: 6 * HOUR, endMs: 20 * HOUR }];
  expect(firstAllowed(at('2026-10-18T05:59:59Z'), blackouts)).toBe(at('2026-10-18T05:59:59Z'));
  expect(firstAllowed(at('2026-10-18T06:00:00Z'), blackouts)).toBe(at('2026-10-18T20:00:00Z'));
  expect(firstAllowed(at('2026-10-18T20:00:00Z'), blackouts)).toBe(at('2026-10-18T20:00:00Z'));
  expect(firstAllowed(at('2026-10-19T06:00:00Z'), blackouts)).toBe(at('2026-10-19T06:00:00Z'));
});

test('a blackout can go over the end of the week', () => {
  const blackouts = [{ startMs: (6 * 24 + 22) * HOUR, endMs: 4 * HOUR }];
  expect(firstAllowed(at('2026-10-17T23:00:00Z'), blackouts)).toBe(at('2026-10-18T04:00:00Z'));
  expect(firstAllowed(at('2026-10-18T03:00:00Z'), blackouts)).toBe(at('2026-10-18T04:00:00Z'));
});

test('blackouts that touch are one, and those of a whole week leave no start', () => {
  const touching = [
    { startMs: 0, endMs: 2 * HOUR },
    { startMs: 2 * HOUR, endMs: 3 * HOUR },
  ];
  expect(firstAllowed(at('2026-10-18T01:00:00Z'), touching)).toBe(at('2026-10-18T03:00:00Z'));
  expect(firstAllowed(at('2026-10-18T01:00:00Z'), [{ startMs: 0, endMs: 7 * 24 * HOUR }])).toBeUndefined();
});
