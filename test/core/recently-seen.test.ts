import { createRecentlySeen } from '../../src/core/recently-seen.ts';

test('knows any of the keys again until the time is over', () => {
  let time = 0;
  const seen = createRecentlySeen({ now: () => time, keepMs: 100, most: 10 });
  expect(seen.meet('a', 'b')).toBe(false);
  time = 100;
  expect(seen.meet('c', 'b')).toBe(true);
  time = 301;
  expect(seen.meet('b')).toBe(false);
});

test('forgets the oldest when there are too many', () => {
  const seen = createRecentlySeen({ now: () => 0, keepMs: 100, most: 4 });
  for (const key of ['a', 'b', 'c', 'd', 'e']) seen.meet(key);
  expect(seen.meet('a')).toBe(false);
  expect(seen.meet('e')).toBe(true);
});
