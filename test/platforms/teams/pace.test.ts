import { createPace } from '../../../src/platforms/teams/pace.ts';

test.each([
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
])('no more than %d messages in %d ms', async (count, ms) => {
  let time = 0;
  const turns: number[] = [];
  const pace = createPace({
    now: () => time,
    wait: async (delay) => {
      time += delay;
    },
  });
  for (let i = 0; i < 2_500; i++) {
    await pace.turn('c');
    turns.push(time);
  }
  const closest = Math.min(...turns.slice(count).map((turn, i) => turn - (turns[i] ?? 0)));
  expect(closest).toBeGreaterThanOrEqual(ms);
});

test('those who wait together keep their order', async () => {
  const waits: number[] = [];
  const pace = createPace({ now: () => 0, wait: async (ms) => void waits.push(ms) });
  await Promise.all(Array.from({ length: 10 }, () => pace.turn('c')));
  expect(waits).toEqual([1_000, 2_000, 2_000]);
});

test('tells how long the next turn would be waited for, and takes none for it', async () => {
  const pace = createPace({ now: () => 0, wait: async () => undefined });
  expect(pace.delay('c')).toBe(0);
  for (let i = 0; i < 8; i++) await pace.turn('c');
  expect([pace.delay('c'), pace.delay('c'), pace.delay('d')]).toEqual([2_000, 2_000, 0]);
});

test('a clock that is set back by an hour lets nobody wait for an hour', async () => {
  let time = 3_600_000;
  const pace = createPace({ now: () => time, wait: async () => undefined });
  for (let i = 0; i < 8; i++) await pace.turn('c');
  const before = pace.delay('c');
  time = 0;
  expect(pace.delay('c')).toBe(before);
  time = 60_000;
  expect(pace.delay('c')).toBe(0);
});
