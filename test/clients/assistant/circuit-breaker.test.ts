import { createCircuitBreaker } from '../../../src/clients/assistant/circuit-breaker.ts';

function breakerAt(clock: { at: number }) {
  return createCircuitBreaker({ now: () => clock.at, mostAtOnce: 2, failures: 3, restMs: 60_000 });
}

const works = async () => 'done';
const fails = async (): Promise<string> => {
  throw new Error('no');
};

test('rests a minute after three failures in a row, then tries again', async () => {
  const clock = { at: 0 };
  const breaker = breakerAt(clock);
  for (let i = 0; i < 3; i++) await expect(breaker.run(fails)).rejects.toThrow('no');
  expect(await breaker.run(works)).toBeUndefined();
  clock.at = 59_999;
  expect(await breaker.run(works)).toBeUndefined();
  clock.at = 60_000;
  expect(await breaker.run(works)).toBe('done');
});

test('one more failure after the rest is enough for the next', async () => {
  const clock = { at: 0 };
  const breaker = breakerAt(clock);
  for (let i = 0; i < 3; i++) await expect(breaker.run(fails)).rejects.toThrow('no');
  clock.at = 60_000;
  await expect(breaker.run(fails)).rejects.toThrow('no');
  expect(await breaker.run(works)).toBeUndefined();
});

test('a success between failures keeps it at work', async () => {
  const breaker = breakerAt({ at: 0 });
  for (const work of [fails, fails, works, fails, fails]) await breaker.run(work).catch(() => undefined);
  expect(await breaker.run(works)).toBe('done');
});

test('a third at once is not begun', async () => {
  const breaker = breakerAt({ at: 0 });
  const { promise, resolve } = Promise.withResolvers<string>();
  const both = [breaker.run(() => promise), breaker.run(() => promise)];
  expect(await breaker.run(works)).toBeUndefined();
  resolve('late');
  expect(await Promise.all(both)).toEqual(['late', 'late']);
  expect(await breaker.run(works)).toBe('done');
});
