import { startSimulator } from '../../src/simulator/simulator.ts';
import { startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { botEnvironment, slashCommand } from './front-ends.ts';
import { percentile, runLoad } from './load.ts';
import { startStandInSlack } from './stand-in-slack.ts';

/** How soon the bot acknowledges while Scout answers nothing; times in ms. */
export interface HangingFigures {
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

/** Asks a bot whose Scout keeps every request waiting; what is measured is the acknowledgement. */
export async function measureHangingScout(): Promise<HangingFigures> {
  const slack = await startStandInSlack();
  const scout = await startSimulator();
  scout.faults.set({ latencyMs: 60_000 });
  const main = new URL('../../src/main.ts', import.meta.url).pathname;
  const bot = await startChild(main, await freePort(), botEnvironment(slack, scout));
  const question = slashCommand('/slack/events', slack.urlOf);
  const { requests, acknowledgements } = await runLoad({ port: bot.port, question, connections: 8, seconds: 4 });
  await bot.stop();
  await scout.close();
  slack.close();
  return {
    requests,
    p50: percentile(acknowledgements, 0.5),
    p99: percentile(acknowledgements, 0.99),
    longest: acknowledgements.at(-1) ?? Number.NaN,
  };
}
