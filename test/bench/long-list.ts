import { fork } from 'node:child_process';
import { once } from 'node:events';

/** What reading a long list cost. */
export interface LongListFigures {
  readonly runs: number;
  readonly ms: number;
  /** Growth of the memory in use, with the list held. */
  readonly heapGrowthMb: number;
  readonly rssGrowthMb: number;
}

/** Reads 100,000 runs from a simulator in another process, in a process of its own, so that nothing else counts. */
export async function measureLongList(): Promise<LongListFigures> {
  const simulator = fork(new URL('./long-list-simulator.ts', import.meta.url));
  const [address] = await once(simulator, 'message');
  const reader = fork(new URL('./long-list-reader.ts', import.meta.url), { execArgv: ['--expose-gc'] });
  reader.send(address);
  const [figures] = await once(reader, 'message');
  reader.kill();
  simulator.kill();
  return figures as LongListFigures;
}
