import { startSimulator } from '../../src/simulator/simulator.ts';
import { startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { botEnvironment, slashCommand } from './front-ends.ts';
import { percentile, runSteadyLoad } from './load.ts';
import { startStandInSlack } from './stand-in-slack.ts';

/** Longer than a question to Scout may take, so that the moment when all that wait are answered at once is among it. */
const SECONDS = 13;
const PER_SECOND = 50;

/** How soon a front end acknowledges; times in ms. */
export interface AcknowledgementFigures {
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

/** How the load is, in words for the report. */
export const STEADY_TERMS = `${PER_SECOND} commands a second for ${SECONDS} s, from the moment when the port is open`;

/** Asks a bot whose Scout keeps every request waiting, and then a bare Bolt app under the same load. */
export async function measureHangingScout(): Promise<Readonly<Record<'bot' | 'bolt', AcknowledgementFigures>>> {
  const slack = await startStandInSlack();
  const scout = await startSimulator();
  scout.faults.set({ latencyMs: 60_000 });
  const environment = botEnvironment(slack, scout);
  try {
    const bot = await measure('../../src/main.ts', environment, slack.urlOf);
    return { bot, bolt: await measure('./bare-bolt.ts', environment, slack.urlOf) };
  } finally {
    await scout.close();
    slack.close();
  }
}

async function measure(
  file: string,
  environment: Readonly<Record<string, string>>,
  urlOf: (id: string) => string,
): Promise<AcknowledgementFigures> {
  const child = await startChild(new URL(file, import.meta.url).pathname, await freePort(), environment);
  const question = slashCommand('/slack/events', urlOf);
  const times = await runSteadyLoad({ port: child.port, question, perSecond: PER_SECOND, seconds: SECONDS });
  await child.stop();
  return {
    requests: times.length,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    longest: times.at(-1) ?? Number.NaN,
  };
}
