import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { measureColdQuestions } from './cold-questions.ts';
import { CONTEST_TERMS, type FrontEndFigures } from './contest.ts';
import { measureFrontEnds } from './front-ends.ts';
import { measureHangingScout, STEADY_TERMS } from './hanging-scout.ts';
import { measureLongList } from './long-list.ts';
import { measureTeamsFrontEnds } from './teams-front-ends.ts';

const round = (n: number, digits = 0): string => n.toFixed(digits);

function frontEndTable(all: readonly FrontEndFigures[]): string {
  const rows = all.map((each) =>
    [
      each.name,
      round(each.perSecondPerCore),
      round(each.cpuMicros),
      `${round(each.ackP50, 1)} / ${round(each.ackP99, 1)}`,
      `${round(each.answerP50, 1)} / ${round(each.answerP99, 1)}`,
      `${round(each.inAcknowledgement * 100)} %`,
      round(each.startMs),
      `${round(each.restMb)} → ${round(each.loadMb)}`,
    ].join(' | '),
  );
  const head =
    'front end | requests/s per core | CPU µs/request | ack p50 / p99 ms | full answer p50 / p99 ms | in the ack | listening after ms | memory MB, rest → load';
  return [head, head.replace(/[^|]+/g, '---'), ...rows].map((row) => `| ${row} |`).join('\n');
}

function teamsRatios([bot, bare]: readonly FrontEndFigures[]): string {
  if (!bot || !bare) return '';
  return [
    `- Throughput per core against (c): ${round(bot.perSecondPerCore / bare.perSecondPerCore, 2)} (wanted: 0.8 or more).`,
    `- Full answer p99 against (c): ${round(bot.answerP99 / bare.answerP99, 2)} (wanted: 1.3 or less).`,
    `- Listening after ${round(bot.startMs)} ms, ${round(bot.restMb)} MB at rest.`,
  ].join('\n');
}

function ratios([bot, bolt]: readonly FrontEndFigures[]): string {
  if (!bot || !bolt) return '';
  return [
    `- Throughput per core against (a): ${round(bot.perSecondPerCore / bolt.perSecondPerCore, 2)} (wanted: 0.8 or more).`,
    `- Acknowledgement p99 against (a): ${round(bot.ackP99 / bolt.ackP99, 2)} (wanted: 1.3 or less).`,
    `- Listening after ${round(bot.startMs)} ms (wanted: 1,000), ${round(bot.restMb)} MB at rest (wanted: 130).`,
  ].join('\n');
}

const frontEnds = await measureFrontEnds();
const teams = await measureTeamsFrontEnds();
const hanging = await measureHangingScout();
const cold = await measureColdQuestions();
const list = await measureLongList();
const requests = Object.entries(cold.requests).map(([path, n]) => `\`${path}\` ${n}`);

const report = `# Benchmarks

Written by \`npm run bench\`; every figure of one table is from one run. Machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}.
Times on shared machines vary; compare the rows, not the figures with those of another machine.

## Signed \`/scout robots\` over loopback HTTP, until the full answer was there

Warm cache, ${CONTEST_TERMS}; the load comes from another process. Requests per second per core are
from the CPU time that the process used.

${frontEndTable(frontEnds)}

${ratios(frontEnds)}

## Message activity \`robots\` over loopback HTTP, until the card was at the connector

The same terms; the connector is part of the load's process, every message stands in a conversation of its own, and neither bot checks tokens.

${frontEndTable(teams)}

${teamsRatios(teams)}

## Acknowledgement while Scout answers nothing

Every request to Scout hangs; ${STEADY_TERMS}, each acknowledged at once and answered when the question's deadline of 10 s has passed:

| front end | acknowledgements | p50 ms | p99 ms | longest ms |
|---|---|---|---|---|
| this bot | ${hanging.bot.requests} | ${round(hanging.bot.p50, 1)} | ${round(hanging.bot.p99, 1)} | ${round(hanging.bot.longest, 1)} |
| (a) bare Bolt app, asks nobody | ${hanging.bolt.requests} | ${round(hanging.bolt.p50, 1)} | ${round(hanging.bolt.p99, 1)} | ${round(hanging.bolt.longest, 1)} |

Wanted: under 100 ms, always.

## ${cold.questions} questions at once to a cold bot

${cold.logIns} log-in, requests: ${requests.join(', ')}; all answered after ${round(cold.ms)} ms.

## A list of ${list.paged.runs.toLocaleString('en')} runs

| read | ms | most memory above the start, MB | held at the end, MB |
|---|---|---|---|
| page by page (\`runPages\`, as \`summary\` does) | ${round(list.paged.ms)} | ${round(list.paged.rssGrowthMb)} | ${round(list.paged.heapGrowthMb)} |
| as a whole (\`runs\`) | ${round(list.held.ms)} | ${round(list.held.rssGrowthMb)} | ${round(list.held.heapGrowthMb)} |

Wanted: under 64 MB. What the bot holds as a whole is cut at 5,000 entries, and the answer says so; longer lists are read page by page.
`;

writeFileSync(new URL('../../docs/benchmarks.md', import.meta.url), report);
process.stdout.write(report);
