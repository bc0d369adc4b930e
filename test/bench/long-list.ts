import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { NODE_FLAGS } from './node-flags.ts';

/** What reading a long list cost. */
export interface LongListFigures {
  readonly runs: number;
  readonly ms: number;
  /** Most memory of the process above what it had before. */
  readonly rssGrowthMb: number;
  /** What is held at the end, after a collection. */
  readonly heapGrowthMb: number;
}

/** The list read page by page, and held as a whole. */
export interface LongList {
  readonly paged: LongListFigures;
  readonly held: LongListFigures;
}

/** Reads 100,000 runs from a simulator in another process, each time in a process of its own, so that nothing else counts. */
export async function measureLongList(): Promise<LongList> {
  const simulator = fork(new URL('./long-list-simulator.ts', import.meta.url));
  const [address] = await once(simulator, 'message');
  const paged = await read(address, 'paged');
  const held = await read(address, 'held');
  simulator.kill();
  return { paged, held };
}

async function read(address: object, way: keyof LongList): Promise<LongListFigures> {
  const reader: ChildProcess = fork(new URL('./long-list-reader.ts', import.meta.url), [way], {
    execArgv: ['--expose-gc', NODE_FLAGS],
  });
  reader.send(address);
  const [figures] = await once(reader, 'message');
  reader.kill();
  return figures as LongListFigures;
}
