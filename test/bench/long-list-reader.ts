// Reads all runs of the simulator that its parent names, and tells what that cost.
import { once } from 'node:events';
import { clientOf } from './cold-questions.ts';
import type { LongListFigures } from './long-list.ts';

const collect = globalThis.gc ?? (() => {});
const [simulator] = await once(process, 'message');
const fleet = clientOf(simulator, 200_000);
await fleet.robots();
collect();
const before = process.memoryUsage();
const startedAt = performance.now();
const { value } = await fleet.runs({});
const ms = performance.now() - startedAt;
collect();
const after = process.memoryUsage();
const figures: LongListFigures = {
  runs: value.items.length,
  ms,
  heapGrowthMb: (after.heapUsed + after.external - before.heapUsed - before.external) / 1e6,
  rssGrowthMb: (after.rss - before.rss) / 1e6,
};
process.send?.(figures);
await fleet.close();
