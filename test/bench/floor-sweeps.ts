import type { DialectName } from '../../src/simulator/floor/dialects.ts';
import { startFloorBench } from './floor-bot.ts';

/** What one look at the whole plant cost. */
export interface SweepFigures {
  readonly dialect: DialectName;
  readonly isQueuePerStation: boolean;
  readonly stations: number;
  readonly running: number;
  readonly queued: number;
  /** Calls for data, and those for a token. */
  readonly calls: number;
  readonly tokens: number;
  readonly ms: number;
}

const DIALECTS = ['default', 'station-scoped', 'pascal'] as const;

/** Looks at the plant once in each dialect, with a client that knows nothing, and lets the simulator count. */
export async function measureSweeps(): Promise<readonly SweepFigures[]> {
  const figures: SweepFigures[] = [];
  for (const dialect of DIALECTS) figures.push(await measureSweep(dialect));
  return figures;
}

async function measureSweep(dialect: DialectName): Promise<SweepFigures> {
  const bench = startFloorBench();
  const floor = await bench.openFloor(dialect);
  const startedAt = performance.now();
  const { value } = await floor.sweep();
  const ms = performance.now() - startedAt;
  const calls = await bench.count();
  await bench.close();
  const all = Object.values(calls).reduce((sum, n) => sum + n, 0);
  const tokens = calls['token'] ?? 0;
  return {
    dialect,
    isQueuePerStation: dialect === 'station-scoped',
    stations: value.stations.length,
    running: value.inProgress.length,
    queued: value.queued.length,
    calls: all - tokens,
    tokens,
    ms,
  };
}
