import type { Bot } from '../../src/core/bot.ts';
import { settledAtOnce } from '../../src/core/settled-at-once.ts';
import { renderMessages } from '../../src/platforms/slack/render.ts';
import { messageOf } from '../fixtures/ask.ts';
import { type FloorBench, startFloorBench } from './floor-bot.ts';
import { FLEETS } from './floor-worlds.ts';
import { percentile } from './load.ts';

const PAIR = ['orders in-progress', 'robots'];
const PAIRS = 5_000;
const OTHERS = [
  'orders',
  'orders queued',
  'orders late',
  'orders done today',
  'orders "Gearbox G4"',
  'order WO-301000',
  'stations',
  'station "Welding 3"',
  'unit "Gearbox G4"',
  'shift',
  'summary',
];
const OTHER_TURNS = 300;
const WARM_UP = 200;

/** How the pairs were asked, in words for the report. */
export const PAIRS_TERMS = `${PAIRS.toLocaleString('en')} pairs after ${WARM_UP} to warm up`;

/** Milliseconds of one question, in the middle and of the slowest hundredth. */
export interface Times {
  readonly median: number;
  readonly p99: number;
}

/** One question asked again and again. */
export interface TurnFigures {
  readonly question: string;
  /** What it answered, its first line. */
  readonly said: string;
  /** Whether the answer came without the event loop, so that it can travel in an acknowledgement. */
  readonly isAtOnce: boolean;
  readonly answer: Times;
  /** The answer and its rendering for Slack. */
  readonly rendered: Times;
}

/** Orders in progress and robots in turn, beside each of the fleets, and shared by who asks within the same second; and the other questions. */
export interface Turns {
  readonly pairs: readonly (readonly TurnFigures[])[];
  readonly shared: readonly TurnFigures[];
  readonly others: readonly TurnFigures[];
}

/** Asks questions in turn, from caches that are warm. */
export async function measureTurns(): Promise<Turns> {
  const bench = startFloorBench();
  const floor = await bench.openFloor();
  try {
    const bots: Bot[] = [];
    for (const robots of FLEETS) bots.push(bench.createBot({ floor, fleet: await bench.openFleet(robots) }));
    const pairs: (readonly TurnFigures[])[] = [];
    for (const bot of bots) pairs.push(await takeTurns(bot, bench, PAIR, PAIRS));
    const [bot] = bots;
    if (bot === undefined) throw new Error('there is no fleet');
    const shared = await takeTurns(bot, { moveClock: () => {} }, PAIR, PAIRS);
    const others = await takeTurns(bench.createBot({ floor }), bench, OTHERS, OTHER_TURNS);
    return { pairs, shared, others };
  } finally {
    await bench.close();
  }
}

/**
 * Asks each question once in every turn, every other turn backwards. An answer is shared until the clock's next second; to have each built anew
 * the clock goes on by a second before every question, and back before the next: for the answers that are shared time passes, and the caches stay
 * as warm as they were.
 */
async function takeTurns(
  bot: Bot,
  { moveClock }: Pick<FloorBench, 'moveClock'>,
  questions: readonly string[],
  turns: number,
): Promise<readonly TurnFigures[]> {
  const times = new Map(questions.map((question) => [question, { answer: [] as number[], rendered: [] as number[] }]));
  let step = 1_000;
  const tick = (): void => {
    moveClock(step);
    step = -step;
  };
  for (const question of questions) await bot.answer(messageOf(question));
  for (let turn = -WARM_UP; turn < turns; turn++) {
    for (const question of turn % 2 === 0 ? questions : questions.toReversed()) {
      tick();
      const { answered, rendered } = await timeOnce(bot, question);
      if (turn < 0) continue;
      times.get(question)?.answer.push(answered);
      times.get(question)?.rendered.push(rendered);
    }
  }
  const figures: TurnFigures[] = [];
  for (const [question, { answer, rendered }] of times) {
    tick();
    figures.push({ ...(await lookAt(bot, question)), answer: timesOf(answer), rendered: timesOf(rendered) });
  }
  return figures;
}

/** Milliseconds until the answer was there, and until it was rendered. */
async function timeOnce(bot: Bot, question: string): Promise<{ readonly answered: number; readonly rendered: number }> {
  const message = messageOf(question);
  const startedAt = performance.now();
  const { reply } = await bot.answer(message);
  const answeredAt = performance.now();
  renderMessages(reply);
  return { answered: answeredAt - startedAt, rendered: performance.now() - startedAt };
}

async function lookAt(bot: Bot, question: string): Promise<Pick<TurnFigures, 'question' | 'said' | 'isAtOnce'>> {
  const answering = bot.answer(messageOf(question));
  const isAtOnce = (await settledAtOnce(answering)) !== undefined;
  const { reply, failed, command } = await answering;
  if (failed || command !== question.split(' ')[0]) throw new Error(`"${question}" was not answered`);
  return { question, said: renderMessages(reply)[0]?.text ?? '', isAtOnce };
}

function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  return { median: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
}
