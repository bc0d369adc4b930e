import { createSteadyClock } from '../../src/core/steady-clock.ts';

test('goes on with the other clock, and never back', () => {
  let time = 1_000;
  const steady = createSteadyClock(() => time);
  const shown = [1_000, 1_500, 200, 300, 250, 9_000].map((at) => {
    time = at;
    return steady();
  });
  expect(shown).toEqual([1_000, 1_500, 1_500, 1_600, 1_600, 10_350]);
});
