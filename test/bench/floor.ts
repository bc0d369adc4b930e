// Measures the shop floor: orders beside robots, calls of a look at the whole plant, many questions at once, memory.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type ColdFloorFigures, measureColdFloor } from './floor-cold-questions.ts';
import { type FloorMemory, measureFloorMemory, SETTLING } from './floor-memory.ts';
import { measureSweeps, type SweepFigures } from './floor-sweeps.ts';
import { measureTurns, PAIRS_TERMS, type Times, type TurnFigures } from './floor-turns.ts';
import { FLEETS, ORDERS, STATIONS } from './floor-worlds.ts';

const round = (n: number, digits = 0): string => n.toFixed(digits);
/** Two digits that count, however small it is. */
const short = (n: number): string => String(Number(n.toPrecision(2)));
const whole = (n: number): string => n.toLocaleString('en');

function turnTable(turns: readonly TurnFigures[], ...more: readonly string[]): string {
  const times = ({ median, p99 }: Times): string => `${short(median)} / ${short(p99)}`;
  const rows = turns.map(({ question, said, answer, rendered, isAtOnce }) =>
    [`\`${question}\``, said, times(answer), times(rendered), isAtOnce ? 'yes' : 'no'].join(' | '),
  );
  const head = 'question | its first line | answer, p50 / p99 ms | with its rendering for Slack | ready at once';
  return [head, '---|---|---|---|---', ...rows, ...more].map((row) => `| ${row} |`).join('\n');
}

const pairTable = (pair: readonly TurnFigures[]): string =>
  turnTable(pair, `**ratio** | | ${ratio(pair, 'answer')} | ${ratio(pair, 'rendered')} | `);

function ratio([orders, robots]: readonly TurnFigures[], what: 'answer' | 'rendered'): string {
  if (!orders || !robots) return '';
  const of = (share: keyof Times): string => round(orders[what][share] / robots[what][share], 2);
  return `${of('median')} / ${of('p99')}`;
}

function sweepRow({ dialect, isQueuePerStation, stations, calls, tokens, ms, ...found }: SweepFigures): string {
  const formula = isQueuePerStation ? `1 + ${stations} + ${stations}` : `1 + ${stations} + 1`;
  const allowed = isQueuePerStation ? 1 + 2 * stations : 2 + stations;
  const told = `${found.running} in progress, ${whole(found.queued)} queued`;
  return `| ${dialect} | ${isQueuePerStation ? 'of each station' : 'of the floor'} | ${formula} = ${allowed} | ${calls} | ${tokens} | ${told} | ${round(ms)} |`;
}

function coldReport({ questions, failed, stations, calls, ms }: ColdFloorFigures): string {
  const made = Object.entries(calls).map(([key, n]) => `\`${key}\` ${n}`);
  return `Five questions of each of the ${stations} stations: ${made.join(', ')}; ${questions - failed} answered, the last after ${round(ms)} ms.`;
}

function memoryRow({ sweeps, answers, heldMb, growthMb, rssGrowthMb }: FloorMemory): string {
  return `| ${sweeps} | ${answers} | ${round(heldMb, 1)} | ${round(growthMb, 1)} | ${round(rssGrowthMb)} |`;
}

const sweeps = await measureSweeps();
const cold = await measureColdFloor();
const memory = [await measureFloorMemory(), await measureFloorMemory()];
const { pairs, shared, others } = await measureTurns();

const report = `# Benchmarks of the shop floor

Written by \`npm run bench:floor\`; every figure of one table is from one run. Machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}.
A plant of ${STATIONS} stations and ${whole(ORDERS)} orders, and fleets of robots with as many runs each as a station has orders; all are simulated in another process and asked
over HTTPS.

## \`orders in-progress\` and \`robots\`, from warm caches

${PAIRS_TERMS}, the one question first and then the other. Who asks the same within one second gets the same answer, so here the clock moves
by a second between any two questions, and each answer is built anew:

${pairs.map((pair, i) => `A fleet of ${FLEETS[i]} robots:\n\n${pairTable(pair)}\n`).join('\n')}
Wanted: a ratio of 1.3 or less.

Asked again within the same second, where answers and what was rendered are shared:

${turnTable(shared)}

## Other questions, from a warm cache

Each built anew, in turn:

${turnTable(others)}

## Calls of one look at the whole plant

| dialect | queue | the stations, the orders in progress at each, the queue | calls | log-ins | found | ms |
|---|---|---|---|---|---|---|
${sweeps.map(sweepRow).join('\n')}

Wanted: no more than that.

## ${whole(cold.questions)} different questions at once to a cold bot

${coldReport(cold)}

Wanted: one look at the plant.

## Memory

| looks at the plant | answers | one plant holds MB | held more at the end, MB | most of the process above the start, MB |
|---|---|---|---|---|
${memory.map(memoryRow).join('\n')}

More than after the first ${SETTLING} looks; an hour of the plant's clock is 40 of them. The second row is a new bot and plant in the same process, where nothing is left
to be compiled. Wanted: nothing that grows.
`;

writeFileSync(new URL('../../docs/benchmarks-floor.md', import.meta.url), report);
process.stdout.write(report);
