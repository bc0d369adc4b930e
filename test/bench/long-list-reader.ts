// Reads all runs of the simulator that its parent names, page by page or as a whole, and tells what that cost.
import { once } from 'node:events';
import type { FleetClient } from '../../src/clients/fleet/fleet-client.ts';
import { clientOf } from './cold-questions.ts';
import type { LongListFigures } from './long-list.ts';

/** Buffers of requests are given back only after the collector has run and the event loop has turned. */
async function collect(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function readPaged(fleet: FleetClient): Promise<number> {
  let runs = 0;
  for await (const page of fleet.runPages({})) runs += page.items.length;
  return runs;
}

const [simulator] = await once(process, 'message');
const fleet = clientOf(simulator, 200_000);
await fleet.runs({ limit: 1_000 });
await collect();
const before = process.memoryUsage();
let peak = before.rss;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 10);
const startedAt = performance.now();
const held = process.argv[2] === 'held' ? (await fleet.runs({})).value.items : undefined;
const runs = held?.length ?? (await readPaged(fleet));
const ms = performance.now() - startedAt;
clearInterval(watch);
peak = Math.max(peak, process.memoryUsage.rss());
await collect();
const after = process.memoryUsage();
const figures: LongListFigures = {
  runs,
  ms,
  rssGrowthMb: (peak - before.rss) / 1e6,
  heapGrowthMb: (after.heapUsed + after.external - before.heapUsed - before.external) / 1e6,
};
process.send?.(figures);
await fleet.close();
