import { messageOf } from '../fixtures/ask.ts';
import { type FloorBench, startFloorBench } from './floor-bot.ts';
import type { CallCount } from './floor-simulators.ts';

const PER_STATION: readonly ((station: string) => string)[] = [
  (station) => `orders in-progress "${station}"`,
  (station) => `orders queued "${station}"`,
  (station) => `orders late "${station}"`,
  (station) => `orders paused "${station}"`,
  (station) => `orders "${station}"`,
];

/** What many different questions at once cost a bot that knows nothing yet. */
export interface ColdFloorFigures {
  readonly questions: number;
  readonly failed: number;
  readonly stations: number;
  readonly calls: CallCount;
  readonly ms: number;
}

/** Asks five things of each station of the plant at once. */
export async function measureColdFloor(): Promise<ColdFloorFigures> {
  const bench = startFloorBench();
  try {
    return await askAll(bench);
  } finally {
    await bench.close();
  }
}

async function askAll(bench: FloorBench): Promise<ColdFloorFigures> {
  const names = (await (await bench.openFloor()).stations()).value.items.map(({ name }) => name);
  // A plant that nobody has asked yet.
  const bot = bench.createBot({ floor: await bench.openFloor() });
  const questions = names.flatMap((name) => PER_STATION.map((of) => of(name)));
  const startedAt = performance.now();
  const answers = await Promise.all(questions.map((question) => bot.answer(messageOf(question))));
  const ms = performance.now() - startedAt;
  const failed = answers.filter((answer) => answer.failed || answer.command !== 'orders').length;
  return { questions: questions.length, failed, stations: names.length, calls: await bench.count(), ms };
}
