import { setTimeout as pause } from 'node:timers/promises';
import type { Bot } from '../../src/core/bot.ts';
import { messageOf } from '../fixtures/ask.ts';
import { type FloorBench, startFloorBench } from './floor-bot.ts';

/** So often the plant is swept anew. */
const SWEEPS = 120;
/** So many are over before it counts: caches of days and searches fill, the compiler has seen everything. */
export const SETTLING = 20;
/** After this an old sweep is not given any more, not even while a new one is made. */
const STEP_MS = 91_000;
const QUESTIONS = [
  'orders in-progress',
  'orders queued',
  'orders queued page 2',
  'orders late',
  'orders done',
  'orders paused',
];

/** What a bot holds that is asked for some hours. */
export interface FloorMemory {
  readonly sweeps: number;
  readonly answers: number;
  /** Memory that one plant takes: stations, orders, products, after a collection. */
  readonly heldMb: number;
  /** By how much that has grown at the end. */
  readonly growthMb: number;
  /** The most memory of the process above what it had before the first question. */
  readonly rssGrowthMb: number;
}

/** Asks for three hours of the plant's time, the plant being looked at anew each time. Needs --expose-gc. */
export async function measureFloorMemory(): Promise<FloorMemory> {
  const bench = startFloorBench();
  const bot = bench.createBot({ floor: await bench.openFloor() });
  const empty = await heapMb();
  const rss = process.memoryUsage.rss();
  let peak = rss;
  let answers = await askOnce(bot, bench);
  const heldMb = (await heapMb()) - empty;
  let settled = 0;
  for (let sweep = 1; sweep <= SWEEPS; sweep++) {
    answers += await askOnce(bot, bench);
    peak = Math.max(peak, process.memoryUsage.rss());
    if (sweep === SETTLING) settled = await heapMb();
  }
  const growthMb = (await heapMb()) - settled;
  await bench.close();
  return { sweeps: SWEEPS, answers, heldMb, growthMb, rssGrowthMb: (peak - rss) / 1e6 };
}

async function askOnce(bot: Bot, bench: FloorBench): Promise<number> {
  await bench.movePlant(STEP_MS);
  for (const question of QUESTIONS) {
    const { failed } = await bot.answer(messageOf(question));
    if (failed) throw new Error(`"${question}" was not answered`);
  }
  return QUESTIONS.length;
}

/** What is held after a collection, once nothing is read in the background any more. */
async function heapMb(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await pause(300);
    globalThis.gc?.();
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
