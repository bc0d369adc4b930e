import { countWaits } from '../../src/core/counted-wait.ts';

test('counts those who wait, until their wait is over or broken off', async () => {
  const held: PromiseWithResolvers<string>[] = [];
  const { wait, waiting } = countWaits((_ms: number) => {
    const promise = Promise.withResolvers<string>();
    held.push(promise);
    return promise.promise;
  });
  const waits = [wait(1), wait(2)];
  expect(waiting()).toBe(2);
  held[0]?.resolve('over');
  expect(await waits[0]).toBe('over');
  expect(waiting()).toBe(1);
  held[1]?.reject(new Error('broken off'));
  await expect(waits[1]).rejects.toThrow('broken off');
  expect(waiting()).toBe(0);
});
