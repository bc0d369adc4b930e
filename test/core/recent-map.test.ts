import { createRecentMap } from '../../src/core/recent-map.ts';
import { fc } from '../fixtures/property.ts';

test('gives what was set last for a key, until it is deleted', () => {
  const map = createRecentMap<number>(10);
  map.set('a', 1);
  map.set('a', 2);
  expect(map.get('a')).toBe(2);
  map.delete('a');
  expect(map.get('a')).toBeUndefined();
});

test('keeps the latter half of its keys, and never more than all, however they come', () => {
  const key = fc.integer({ min: 0, max: 20 }).map(String);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.array(key, { maxLength: 60 }), (half, keys) => {
      const map = createRecentMap<number>(2 * half);
      keys.forEach((each, at) => {
        map.set(each, at);
      });
      const last = new Map(keys.map((each, at) => [each, at]));
      const newestFirst = [...last].toSorted(([, one], [, other]) => other - one);
      for (const [each, at] of newestFirst.slice(0, half)) expect(map.get(each)).toBe(at);
      expect(newestFirst.filter(([each]) => map.get(each) !== undefined).length).toBeLessThanOrEqual(2 * half);
    }),
  );
});
