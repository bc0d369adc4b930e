import { startSimulator } from '../../src/simulator/simulator.ts';
import { type Child, startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { type LateAnswers, type LoadResult, median, percentile, runLoad } from './load.ts';
import { startStandInSlack } from './stand-in-slack.ts';

const SECRET = 'bench-signing-secret';
const CONNECTIONS = 32;
const ROUNDS = 5;
const SECONDS = 4;

/** One front end, its figures as medians over the rounds. */
export interface FrontEndFigures {
  readonly name: string;
  readonly startMs: number;
  readonly restMb: number;
  readonly loadMb: number;
  readonly cpuMicros: number;
  readonly perSecondPerCore: number;
  readonly ackP50: number;
  readonly ackP99: number;
  readonly answerP50: number;
  readonly answerP99: number;
  /** Share of answers that travelled in the acknowledgement. */
  readonly inAcknowledgement: number;
}

interface Contender {
  readonly name: string;
  readonly path: string;
  readonly responses?: LateAnswers;
  readonly starts: readonly number[];
  readonly restMb: number;
  readonly child: Child;
}

interface Round {
  readonly load: LoadResult;
  readonly cpuMicros: number;
  readonly rssMb: number;
}

/** Loads the bot, a bare Bolt app and a bare handler in turn, round by round, so that a change of the machine's speed meets all three. */
export async function measureFrontEnds(): Promise<readonly FrontEndFigures[]> {
  const slack = await startStandInSlack();
  const scout = await startSimulator();
  const bot = {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_API_URL: `${slack.url}/api/`,
    SCOUT_URL: scout.url,
    SCOUT_USERNAME: scout.credentials.username,
    SCOUT_PASSWORD: scout.credentials.password,
    SCOUT_FINGERPRINT: scout.fingerprint,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
  };
  const contenders = [
    await contender('this bot, `/scout robots`', '../../src/main.ts', '/slack/events', bot, slack),
    await contender('(a) bare Bolt app, a constant', './bare-bolt.ts', '/slack/events', {}),
    await contender('(b) bare handler, signature only', './bare-http.ts', '/', {}),
  ];
  try {
    return await measureRounds(contenders);
  } finally {
    await Promise.all(contenders.map(({ child }) => child.stop()));
    await scout.close();
    slack.close();
  }
}

async function contender(
  name: string,
  file: string,
  path: string,
  environment: Readonly<Record<string, string>>,
  responses?: LateAnswers,
): Promise<Contender> {
  const starts: number[] = [];
  const start = async (): Promise<Child> => {
    const url = new URL(file, import.meta.url).pathname;
    const child = await startChild(url, await freePort(), { SLACK_SIGNING_SECRET: SECRET, ...environment });
    starts.push(child.startMs);
    return child;
  };
  for (let round = 1; round < ROUNDS; round++) await (await start()).stop();
  const child = await start();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const { rssBytes } = await child.usage();
  return { name, path, ...(responses && { responses }), starts, restMb: rssBytes / 1e6, child };
}

async function measureRounds(contenders: readonly Contender[]): Promise<readonly FrontEndFigures[]> {
  const rounds = new Map<Contender, Round[]>(contenders.map((each) => [each, []]));
  for (const each of contenders) await load(each, 2); // warms caches and compilers; not counted
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of contenders) rounds.get(each)?.push(await measured(each));
  }
  return contenders.map((each) => figuresOf(each, rounds.get(each) ?? []));
}

function load({ child, path, responses }: Contender, seconds: number): Promise<LoadResult> {
  return runLoad({
    port: child.port,
    path,
    signingSecret: SECRET,
    connections: CONNECTIONS,
    seconds,
    ...(responses && { responses }),
  });
}

async function measured(each: Contender): Promise<Round> {
  const before = await each.child.usage();
  const result = await load(each, SECONDS);
  const after = await each.child.usage();
  return {
    load: result,
    cpuMicros: (after.cpuMicros - before.cpuMicros) / result.requests,
    rssMb: after.rssBytes / 1e6,
  };
}

function figuresOf({ name, starts, restMb }: Contender, rounds: readonly Round[]): FrontEndFigures {
  const middle = (value: (round: Round) => number): number => median(rounds.map(value));
  const cpuMicros = middle((round) => round.cpuMicros);
  return {
    name,
    startMs: median(starts),
    restMb,
    loadMb: Math.max(...rounds.map((round) => round.rssMb)),
    cpuMicros,
    perSecondPerCore: 1e6 / cpuMicros,
    ackP50: middle(({ load: { acknowledgements } }) => percentile(acknowledgements, 0.5)),
    ackP99: middle(({ load: { acknowledgements } }) => percentile(acknowledgements, 0.99)),
    answerP50: middle(({ load: { answers } }) => percentile(answers, 0.5)),
    answerP99: middle(({ load: { answers } }) => percentile(answers, 0.99)),
    inAcknowledgement: middle(({ load: { inAcknowledgement, requests } }) => inAcknowledgement / requests),
  };
}
