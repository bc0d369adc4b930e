import { createTurns } from '../../src/core/turns.ts';

test('work that comes in a burst begins in order, with the event loop turning in between', async () => {
  let turns = 0;
  const count = (): void => {
    turns++;
    if (turns < 20) setImmediate(count);
  };
  setImmediate(count);
  const turn = createTurns();
  const began = await Promise.all([1, 2, 3].map((piece) => turn().then(() => ({ piece, turns }))));
  expect(began.map(({ piece }) => piece)).toEqual([1, 2, 3]);
  expect(new Set(began.map((each) => each.turns)).size).toBe(3);
});
