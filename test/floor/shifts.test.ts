import { shiftAt } from '../../src/floor/shifts.ts';

const plant = { shifts: ['06:00', '14:00', '22:00'], zone: 'Europe/Berlin' };
const at = Date.parse;

test('the shift at a moment is by the local times of the plant', () => {
  expect(shiftAt(plant, at('2026-10-21T10:19:00Z'))).toEqual({
    from: at('2026-10-21T04:00:00Z'),
    to: at('2026-10-21T12:00:00Z'),
    label: '06:00 to 14:00',
  });
});

test('a shift has begun at its first moment, and the one before is over', () => {
  expect(shiftAt(plant, at('2026-10-21T12:00:00Z')).label).toBe('14:00 to 22:00');
  expect(shiftAt(plant, at('2026-10-21T11:59:59Z')).label).toBe('06:00 to 14:00');
});

test('a night shift reaches over midnight', () => {
  const night = { from: at('2026-10-20T20:00:00Z'), to: at('2026-10-21T04:00:00Z'), label: '22:00 to 06:00' };
  expect(shiftAt(plant, at('2026-10-20T21:00:00Z'))).toEqual(night);
  expect(shiftAt(plant, at('2026-10-21T01:00:00Z'))).toEqual(night);
});

test('so many shifts back is a shift of an earlier day', () => {
  expect(shiftAt(plant, at('2026-10-21T10:19:00Z'), 1).label).toBe('22:00 to 06:00');
  expect(shiftAt(plant, at('2026-10-21T10:19:00Z'), 3).from).toBe(at('2026-10-20T04:00:00Z'));
  expect(shiftAt(plant, at('2026-10-21T10:19:00Z'), 30).from).toBe(at('2026-10-11T04:00:00Z'));
});

test('with one shift a day it is the day from its begin', () => {
  const { from, to } = shiftAt({ shifts: ['07:30'], zone: 'UTC' }, at('2026-10-21T03:00:00Z'));
  expect([from, to]).toEqual([at('2026-10-20T07:30:00Z'), at('2026-10-21T07:30:00Z')]);
});

test('the night in which clocks are set back has an hour more', () => {
  const { from, to } = shiftAt(plant, at('2026-10-25T01:00:00Z'));
  expect(to - from).toBe(9 * 3_600_000);
});
