import { createRequestLimit } from '../../src/access/request-limit.ts';
import { fc } from '../fixtures/property.ts';

const MINUTE = 60_000;

function counting(count: number, most?: number) {
  const it = { now: 1_000_000 };
  const limit = createRequestLimit({ count, perMs: MINUTE, now: () => it.now, ...(most !== undefined && { most }) });
  return { it, take: limit.take };
}

test('takes so many within every minute, and says when the next one is taken', () => {
  const { it, take } = counting(2);
  expect(take('Ada')).toBeUndefined();
  it.now += 10_000;
  expect(take('Ada')).toBeUndefined();
  it.now += 10_000;
  expect(take('Ada')).toEqual({ freeAt: 1_000_000 + MINUTE, isFirst: true });
  it.now = 1_000_000 + MINUTE - 1;
  expect(take('Ada')).toMatchObject({ freeAt: 1_000_000 + MINUTE });
  it.now = 1_000_000 + MINUTE;
  expect(take('Ada')).toBeUndefined();
  expect(take('Ada')).toMatchObject({ freeAt: 1_010_000 + MINUTE });
});

test('whoever is slow is never stopped, and nobody by what others ask', () => {
  const { it, take } = counting(1);
  expect(take('Ada')).toBeUndefined();
  expect(take('Bob')).toBeUndefined();
  it.now += MINUTE;
  expect(take('Ada')).toBeUndefined();
});

test('is told once within a minute, and again after it', () => {
  const { it, take } = counting(1);
  take('Ada');
  const told = [0, 1_000, 30_000, MINUTE].map((later) => {
    it.now = 1_000_000 + later;
    return take('Ada')?.isFirst;
  });
  expect(told).toEqual([true, false, false, undefined]);
  expect(take('Ada')?.isFirst).toBe(true);
  expect(take('Ada')?.isFirst).toBe(false);
});

test('a clock that is put back by an hour stops nobody for an hour', () => {
  const { it, take } = counting(1);
  take('Ada');
  it.now -= 60 * MINUTE;
  expect(take('Ada')).toBeUndefined();
  expect(take('Ada')).toMatchObject({ freeAt: it.now + MINUTE });
});

test('remembers a bounded number of people: who asked longest ago is forgotten first', () => {
  const { take } = counting(1, 2);
  for (const name of ['Ada', 'Bob', 'Ada', 'Cem']) take(name);
  expect(take('Ada')).toBeDefined();
  expect(take('Bob')).toBeUndefined();
});

test('never takes more than so many in any minute, and always the one it promised', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), steps, (count, pauses) => {
      const { it, take } = counting(count);
      const taken: number[] = [];
      for (const pause of pauses) {
        it.now += pause;
        const refused = take('Ada');
        if (refused === undefined) taken.push(it.now);
        else expect(refused.freeAt).toBe((taken.at(-count) ?? Number.NaN) + MINUTE);
      }
      for (const at of taken) {
        expect(taken.filter((other) => other > at - MINUTE && other <= at).length).toBeLessThanOrEqual(count);
      }
    }),
  );
});
