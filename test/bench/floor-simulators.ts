// The simulators that the bench of the shop floor asks, in a process of their own: does what its parent tells it, and answers each message with one.
import type { DialectName } from '../../src/simulator/floor/dialects.ts';
import { type FloorSimulator, startFloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { createBenchFleet, createBenchPlant, WORLD_AT } from './floor-worlds.ts';

/** What it can be told: to start one, to move the plant's clock, to count the plant's calls and begin anew. */
export type FloorTask =
  | { readonly start: 'fleet'; readonly robots: number }
  | { readonly start: 'plant'; readonly dialect: DialectName }
  | { readonly moveByMs: number }
  | { readonly count: true };

/** Calls by the keys of their operations. */
export type CallCount = Readonly<Record<string, number>>;

const plants: FloorSimulator[] = [];
const clock = { clockAt: WORLD_AT, frozen: true };

async function start(task: Extract<FloorTask, { start: string }>): Promise<object> {
  const simulator =
    task.start === 'fleet'
      ? await startSimulator({ world: createBenchFleet(task.robots), ...clock })
      : await startFloorSimulator({ world: createBenchPlant(), dialect: task.dialect, ...clock });
  if (task.start === 'plant') plants.unshift(simulator as FloorSimulator);
  const { url, credentials, fingerprint } = simulator;
  return { url, credentials, fingerprint };
}

/** Of the plant that was started last. */
function count(): CallCount {
  const calls: Record<string, number> = {};
  const [plant] = plants;
  for (const { operation = 'none' } of plant?.requests ?? []) calls[operation] = (calls[operation] ?? 0) + 1;
  plant?.clearRequests();
  return calls;
}

process.on('message', async (task: FloorTask) => {
  if ('start' in task) process.send?.(await start(task));
  else if ('count' in task) process.send?.(count());
  else process.send?.({ movedTo: plants[0]?.clock.moveBy(task.moveByMs) ?? null });
});
// Whoever told it is gone.
process.on('disconnect', () => process.exit());
