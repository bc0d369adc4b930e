import { askSites } from '../../src/sites/ask-sites.ts';
import type { Site } from '../../src/sites/site.ts';
import { fakeSite } from '../fixtures/sites.ts';

const sites = ['a', 'b', 'c'].map((name) => fakeSite(name, {}));

/** Questions that are answered by hand, and a wait that is over when the test says so. */
function stage() {
  const asked = new Map<string, { resolve(value: string): void; reject(error: Error): void }>();
  const waits: (() => void)[] = [];
  const outcomes = askSites(
    sites,
    ({ name }: Site) => new Promise<string>((resolve, reject) => asked.set(name, { resolve, reject })),
    {
      wait: (_, signal) =>
        new Promise<void>((resolve, reject) => {
          waits.push(resolve);
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    },
  );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    kinds: async () => (await outcomes).map(({ kind }) => kind),
    waits,
    async answer(name: string) {
      asked.get(name)?.resolve(name);
      await turn();
    },
    async fail(name: string) {
      asked.get(name)?.reject(new Error('down'));
      await turn();
    },
    async elapse() {
      waits.shift()?.();
      await turn();
    },
  };
}

test('all that answer at once are not waited for', async () => {
  const { kinds, answer, waits } = stage();
  await Promise.all(['a', 'b', 'c'].map(answer));
  expect([await kinds(), waits.length]).toEqual([['answered', 'answered', 'answered'], 0]);
});

test('one that is slow is left behind a while after the others', async () => {
  const { kinds, answer, elapse } = stage();
  await answer('b');
  await answer('a');
  await elapse();
  expect(await Promise.race([kinds(), 'waiting'])).toBe('waiting');
  await elapse();
  expect(await kinds()).toEqual(['answered', 'answered', 'late']);
});

test('as long as answers come in there is more time', async () => {
  const { kinds, answer, elapse } = stage();
  await answer('a');
  await answer('b');
  await elapse();
  await answer('c');
  expect(await kinds()).toEqual(['answered', 'answered', 'answered']);
});

test('one that fails does not make the others late', async () => {
  const { kinds, fail, answer, waits } = stage();
  await fail('a');
  await fail('b');
  expect(waits).toEqual([]);
  await answer('c');
  expect(await kinds()).toEqual(['failed', 'failed', 'answered']);
});

test('where all fail the answer is that', async () => {
  const { kinds, fail } = stage();
  for (const name of ['a', 'b', 'c']) await fail(name);
  expect(await kinds()).toEqual(['failed', 'failed', 'failed']);
});
