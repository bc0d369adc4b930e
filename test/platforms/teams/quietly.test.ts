import { setImmediate } from 'node:timers/promises';
import { quietly } from '../../../src/platforms/teams/quietly.ts';
import { recordConsole } from './recorded-console.ts';

test('drops what the work writes to console.error, nothing of others, and leaves the console as it was', async () => {
  const recorded = recordConsole();
  const { console } = globalThis;
  const { error } = console;
  const loud = async (): Promise<void> => {
    console.error('work');
    await setImmediate();
    console.error('work');
    throw new Error('failed');
  };
  const settled = Promise.allSettled([quietly(loud), quietly(loud)]);
  console.error('others');
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const isSame = console.error === error;
  recorded.restore();
  expect([recorded.said, isSame]).toEqual([[['others']], true]);
});
