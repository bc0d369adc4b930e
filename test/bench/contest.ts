import { type Child, startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { type LoadResult, median, percentile, type Question, runLoad } from './load.ts';

const CONNECTIONS = 32;
const ROUNDS = 5;
const SECONDS = 4;

/** How a contest is run, in words for the report. */
export const CONTEST_TERMS = `${CONNECTIONS} connections, medians of ${ROUNDS} interleaved rounds of ${SECONDS} s`;

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

/** A program to measure, and what to ask it. */
export interface Program {
  readonly name: string;
  /** Relative to this folder; listens on `PORT`. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly question: Question;
}

interface Contender {
  readonly program: Program;
  readonly starts: readonly number[];
  readonly restMb: number;
  readonly child: Child;
}

interface Round {
  readonly load: LoadResult;
  readonly cpuMicros: number;
  readonly rssMb: number;
}

/** Loads the programs in turn, round by round, so that a change of the machine's speed meets all of them. */
export async function measureContest(programs: readonly Program[]): Promise<readonly FrontEndFigures[]> {
  const contenders: Contender[] = [];
  try {
    for (const program of programs) contenders.push(await enter(program));
    return await measureRounds(contenders);
  } finally {
    await Promise.all(contenders.map(({ child }) => child.stop()));
  }
}

async function enter(program: Program): Promise<Contender> {
  const starts: number[] = [];
  const start = async (): Promise<Child> => {
    const url = new URL(program.file, import.meta.url).pathname;
    const child = await startChild(url, await freePort(), program.environment);
    starts.push(child.startMs);
    return child;
  };
  for (let round = 1; round < ROUNDS; round++) await (await start()).stop();
  const child = await start();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const { rssBytes } = await child.usage();
  return { program, starts, restMb: rssBytes / 1e6, child };
}

async function measureRounds(contenders: readonly Contender[]): Promise<readonly FrontEndFigures[]> {
  const rounds = new Map<Contender, Round[]>(contenders.map((each) => [each, []]));
  for (const each of contenders) await load(each, 2); // warms caches and compilers; not counted
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of contenders) rounds.get(each)?.push(await measured(each));
  }
  return contenders.map((each) => figuresOf(each, rounds.get(each) ?? []));
}

function load({ child, program }: Contender, seconds: number): Promise<LoadResult> {
  return runLoad({ port: child.port, question: program.question, connections: CONNECTIONS, seconds });
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

function figuresOf({ program, starts, restMb }: Contender, rounds: readonly Round[]): FrontEndFigures {
  const middle = (value: (round: Round) => number): number => median(rounds.map(value));
  const cpuMicros = middle((round) => round.cpuMicros);
  return {
    name: program.name,
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
