import { createPace } from '../../../src/platforms/slack/pace.ts';

test('a burst at once, then one a second, each channel for itself', async () => {
  const waits: number[] = [];
  const pace = createPace({ now: () => 0, wait: async (ms) => void waits.push(ms) });
  await Promise.all(Array.from({ length: 6 }, () => pace.turn('C1')));
  await pace.turn('C2');
  expect(waits).toEqual([1_000, 2_000]);
});

test('tells how long the next turn would be waited for, and takes none for it', async () => {
  let time = 0;
  const pace = createPace({ now: () => time, wait: async () => undefined });
  expect(pace.delay('C1')).toBe(0);
  for (let i = 0; i < 6; i++) await pace.turn('C1');
  expect([pace.delay('C1'), pace.delay('C1'), pace.delay('C2')]).toEqual([3_000, 3_000, 0]);
  time = 60_000;
  expect(pace.delay('C1')).toBe(0);
});

test('whoever is less patient takes no turn', async () => {
  const pace = createPace({ now: () => 0, wait: async () => undefined });
  for (let i = 0; i < 6; i++) await pace.turn('C1');
  await expect(pace.turn('C1', 2_999)).rejects.toMatchObject({ outcome: 'not-sent', retryAfterMs: 3_000 });
  expect(pace.delay('C1')).toBe(3_000);
});

test('a clock that is set back by an hour lets nobody wait for an hour', async () => {
  let time = 3_600_000;
  const pace = createPace({ now: () => time, wait: async () => undefined });
  for (let i = 0; i < 8; i++) await pace.turn('C1');
  const before = pace.delay('C1');
  time = 0;
  expect(pace.delay('C1')).toBe(before);
  time = 60_000;
  expect(pace.delay('C1')).toBe(0);
});
