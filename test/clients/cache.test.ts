import { type Cache, createCache, type Loaded } from '../../src/clients/cache.ts';
import { NotFound, UnexpectedAnswer, Unreachable } from '../../src/clients/errors.ts';
import type { Outage } from '../../src/clients/known.ts';

const TTL = 10_000;

let at: number;
let outage: Outage | undefined;
let loads: number;

beforeEach(() => {
  at = 1_000_000;
  outage = undefined;
  loads = 0;
});

const createTestCache = (maxBytes = 1_000_000, keepMs = 3_600_000): Cache =>
  createCache({ maxBytes, keepMs, outage: () => outage, now: () => at });

/** A load that gives 1, 2, 3, …, or fails. */
const load =
  (bytes = 100) =>
  async (): Promise<Loaded<number>> => ({ value: ++loads, bytes });
const down = async (): Promise<Loaded<number>> => {
  loads++;
  throw new Unreachable('It does not answer.', 'connection refused');
};
/** Lets a load in the background come to its end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('loads once for all who ask at the same time', async () => {
  const cache = createTestCache();
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => cache.get('robots', load(), TTL)));
  expect(loads).toBe(1);
  expect(new Set(answers.map(({ value }) => value))).toEqual(new Set([1]));
});

test('gives a fresh answer as it is, with the time from which it is', async () => {
  const cache = createTestCache();
  await cache.get('robots', load(), TTL);
  at += TTL - 1;
  const again = cache.get('robots', load(), TTL);
  expect(cache.get('robots', load(), TTL)).toBe(again);
  expect(await again).toEqual({ value: 1, asOf: 1_000_000 });
  expect(loads).toBe(1);
});

test('gives the old answer at once for two more lifetimes while it loads the new one', async () => {
  const cache = createTestCache();
  await cache.get('robots', load(), TTL);
  at += TTL * 3 - 1;
  const both = await Promise.all([cache.get('robots', load(), TTL), cache.get('robots', load(), TTL)]);
  expect(both.map(({ value }) => value)).toEqual([1, 1]);
  await settle();
  expect(loads).toBe(2);
  expect(await cache.get('robots', load(), TTL)).toEqual({ value: 2, asOf: at });
});

test('waits for the new answer when the old one is older than that', async () => {
  const cache = createTestCache();
  await cache.get('robots', load(), TTL);
  at += TTL * 3;
  expect((await cache.get('robots', load(), TTL)).value).toBe(2);
});

test('gives a long-lived answer at once for no more than two minutes after its time', async () => {
  const cache = createTestCache();
  await cache.get('missions', load(), 3_600_000);
  at += 3_600_000 + 120_000;
  expect((await cache.get('missions', load(), 3_600_000)).value).toBe(2);
});

test('lets the answer say how long it is fresh', async () => {
  const cache = createTestCache();
  const ttl = (value: number) => (value === 1 ? 1_000 : 60_000);
  await cache.get('run', load(), ttl);
  at += 3_000;
  expect((await cache.get('run', load(), ttl)).value).toBe(2);
  at += 59_000;
  expect((await cache.get('run', load(), ttl)).value).toBe(2);
});

test('loads anew when the clock was set back', async () => {
  const cache = createTestCache();
  await cache.get('robots', load(), TTL);
  at -= 86_400_000;
  expect(await cache.get('robots', load(), TTL)).toEqual({ value: 2, asOf: at });
});

describe('while the source fails', () => {
  test('gives the last good answer with its outage, and counts the tries', async () => {
    const cache = createTestCache();
    await cache.get('robots', load(), TTL);
    at += 60_000;
    const since = at;
    await cache.get('robots', down, TTL);
    at += 5_000;
    const answer = await cache.get('robots', down, TTL);
    expect(answer).toEqual({ value: 1, asOf: 1_000_000, outage: { since, tries: 2, reason: 'connection refused' } });
  });

  test("tells the source's own outage, which may have begun earlier", async () => {
    const cache = createTestCache();
    await cache.get('robots', load(), TTL);
    outage = { since: 5, tries: 40, reason: 'no route' };
    at += 60_000;
    expect((await cache.get('robots', down, TTL)).outage).toEqual(outage);
  });

  test('tells the outage also with an answer that is only a little old', async () => {
    const cache = createTestCache();
    await cache.get('robots', load(), TTL);
    at += TTL + 1;
    expect((await cache.get('robots', down, TTL)).outage).toBeUndefined();
    await settle();
    expect((await cache.get('robots', down, TTL)).outage).toMatchObject({ tries: 1 });
    expect(loads).toBe(2);
  });

  test('shares a failure for two seconds, so that the source is not hammered', async () => {
    const cache = createTestCache();
    const ask = () =>
      cache.get('robots', down, TTL).then(
        () => 'answer',
        (error: Error) => error.message,
      );
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill('It does not answer.'));
    at += 1_999;
    expect(await ask()).toBe('It does not answer.');
    expect(loads).toBe(1);
    at += 1;
    await ask();
    expect(loads).toBe(2);
  });

  test('waits for the new answer once the source answers again, so that none is called stale then', async () => {
    const cache = createTestCache();
    await cache.get('robots', load(), TTL);
    at += TTL;
    outage = { since: at, tries: 1, reason: 'connection refused' };
    await cache.get('robots', down, TTL);
    await settle();
    at += 3_000;
    outage = undefined;
    expect(await cache.get('robots', load(), TTL)).toEqual({ value: 3, asOf: at });
  });

  test('forgets the outage with the next good answer', async () => {
    const cache = createTestCache();
    await cache.get('robots', load(), TTL);
    at += 60_000;
    await cache.get('robots', down, TTL);
    at += 2_000;
    expect(await cache.get('robots', load(), TTL)).toEqual({ value: 3, asOf: at });
  });

  test('does not give an answer that is older than it may be', async () => {
    const cache = createTestCache(1_000_000, 3_600_000);
    await cache.get('robots', load(), TTL);
    at += 3_600_000;
    await expect(cache.get('robots', down, TTL)).rejects.toThrow(Unreachable);
  });

  test('stands in for answers that cannot be read too, but not for a thing that is gone', async () => {
    const cache = createTestCache();
    await cache.get('run', load(), TTL);
    at += 60_000;
    const nonsense = () => Promise.reject(new UnexpectedAnswer('Nonsense.', 'nonsense'));
    expect(await cache.get<number>('run', nonsense, TTL)).toMatchObject({ value: 1, outage: { reason: 'nonsense' } });
    at += 60_000;
    const gone = () => Promise.reject(new NotFound('Gone.', 'not found'));
    await expect(cache.get<number>('run', gone, TTL)).rejects.toThrow(NotFound);
    expect(cache.peek('run')).toBeUndefined();
  });

  test('gives the last answer to a question whose key has changed with the clock, and never as a fresh one', async () => {
    const cache = createTestCache();
    await cache.get('14:20', load(), TTL, 'the last hour');
    at += 1_000;
    const answer = await cache.get('14:21', down, TTL, 'the last hour');
    expect(answer).toMatchObject({ value: 1, asOf: 1_000_000, outage: { tries: 1 } });
    expect(await cache.get('14:21', down, TTL, 'the last hour')).toEqual(answer);
    await expect(cache.get('two', down, TTL, 'the last two hours')).rejects.toThrow(Unreachable);
    await expect(cache.get('none', down, TTL)).rejects.toThrow(Unreachable);
    at += 3_600_000;
    await expect(cache.get('15:21', down, TTL, 'the last hour')).rejects.toThrow(Unreachable);
  });

  test('gives an answer of the future as one of now where the clock was set back, for no longer than it may', async () => {
    const cache = createTestCache();
    await cache.get('robots', load(), TTL, 'robots?');
    const asOf = at - 86_400_000;
    at = asOf;
    expect(await cache.get('robots', down, TTL)).toMatchObject({ value: 1, asOf, outage: { since: asOf } });
    expect(await cache.get('others', down, TTL, 'robots?')).toMatchObject({ value: 1, asOf });
    at += 3_599_000;
    expect(await cache.get('robots', down, TTL)).toMatchObject({ value: 1, asOf, outage: { since: asOf } });
    at += 3_000;
    await expect(cache.get('robots', down, TTL)).rejects.toThrow(Unreachable);
    await expect(cache.get('others', down, TTL, 'robots?')).rejects.toThrow(Unreachable);
  });

  test('lets an error of the program through, and tries again for the next', async () => {
    const cache = createTestCache();
    const broken = () => Promise.reject(new TypeError('a mistake'));
    await expect(cache.get('robots', broken, TTL)).rejects.toThrow(TypeError);
    expect((await cache.get('robots', load(), TTL)).value).toBe(1);
  });
});

describe('in its bound', () => {
  test('drops what was not used for longest', async () => {
    const cache = createTestCache(10_000);
    await cache.get('a', load(3_000), TTL);
    await cache.get('b', load(3_000), TTL);
    await cache.get('a', load(3_000), TTL);
    await cache.get('c', load(3_000), TTL);
    expect(['a', 'b', 'c'].map((key) => cache.peek(key)?.value)).toEqual([1, undefined, 3]);
  });

  test('does not keep what is larger than all of it, nor drops the rest for it', async () => {
    const cache = createTestCache(10_000);
    await cache.get('a', load(3_000), TTL);
    expect((await cache.get('huge', load(20_000), TTL)).value).toBe(2);
    expect(['a', 'huge'].map((key) => cache.peek(key)?.value)).toEqual([1, undefined]);
  });

  test('keeps few keys where there are endlessly many, failed ones among them', async () => {
    const cache = createTestCache(10_240);
    for (let key = 0; key < 100; key++)
      await cache.get(`key ${key}`, key % 2 ? load(0) : down, TTL).catch(() => undefined);
    const kept = Array.from({ length: 100 }, (_, key) => cache.peek(`key ${key}`)).filter(
      (value) => value !== undefined,
    );
    expect(kept).toHaveLength(5);
  });

  test('counts an answer that is loaded again once', async () => {
    const cache = createTestCache(10_000);
    await cache.get('a', load(3_000), TTL);
    for (let times = 0; times < 20; times++) {
      at += 60_000;
      await cache.get('b', load(3_000), TTL);
    }
    expect(cache.peek('a')?.value).toBe(1);
  });
});
