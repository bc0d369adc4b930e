import { wholeOrder } from '../../src/floor/whole-order.ts';
import { NOW } from '../fixtures/fake-fleet.ts';
import { fakeOrder } from '../fixtures/fake-floor.ts';

const two = [1, 2].map((id) => ({ id, status: 'active' as const }));

test('an order that no station has in progress is what the server tells of it', () => {
  const whole = fakeOrder(1);
  expect(wholeOrder(whole, undefined)).toBe(whole);
  const done = fakeOrder(1, { status: 'completed' });
  expect(wholeOrder(done, fakeOrder(1))).toBe(done);
});

test('the counts are those of the whole, and each station has its own', () => {
  const whole = fakeOrder(1, { quantity: 50, completed: 33, stations: two });
  const {
    quantity: _,
    completed: __,
    ...swept
  } = fakeOrder(1, {
    stations: two.map((station, i) => ({ ...station, name: `Assembly ${i + 1}`, completed: 17 - i, quantity: 25 })),
  });
  expect(wholeOrder(whole, swept)).toMatchObject({
    quantity: 50,
    completed: 33,
    stations: [
      { id: 1, name: 'Assembly 1', completed: 17, quantity: 25 },
      { id: 2, name: 'Assembly 2', completed: 16, quantity: 25 },
    ],
  });
});

test('the count of one of several stations never stands for the whole', () => {
  const { quantity: _, completed: __, ...whole } = fakeOrder(1, { stations: two });
  const swept = fakeOrder(1, { completed: 17, quantity: 25, stations: [{ id: 1, status: 'active', completed: 17 }] });
  expect(wholeOrder(whole, swept)).not.toHaveProperty('completed');
  expect(wholeOrder({ ...whole, stations: [] }, swept)).toMatchObject({ completed: 17, quantity: 25 });
});

test('a station that is listed and has nothing of it in progress is not said to be at work', () => {
  const swept = fakeOrder(1, { stations: [{ id: 1, status: 'active' }] });
  expect(wholeOrder(fakeOrder(1, { stations: two }), swept).stations).toMatchObject([
    { id: 1, status: 'active' },
    { id: 2, status: 'unknown' },
  ]);
});

test('what only a look at the stations tells is kept: why it is paused there, its place in the queue', () => {
  const swept = fakeOrder(1, { status: 'paused', pausedAt: NOW, pauseReason: 'No Gas', sequence: 3 });
  expect(wholeOrder(fakeOrder(1, { status: 'paused' }), swept)).toMatchObject({
    pausedAt: NOW,
    pauseReason: 'No Gas',
    sequence: 3,
  });
});
