import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MB = 1024 * 1024;
const TRIES = 5;
const PAUSE_MS = 50;

/** What this process holds after all that nobody needs is gone, in megabytes: sockets that are being closed get the time for it. */
export async function heldMb(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const held: number[] = [];
  for (let tries = 0; tries < TRIES; tries++) {
    await sleep(PAUSE_MS);
    if (typeof collect === 'function') collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    held.push((heapUsed + arrayBuffers) / MB);
  }
  return Math.min(...held);
}
