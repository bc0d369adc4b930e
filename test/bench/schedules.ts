// Measures summaries that come by themselves: many due at once with processes that die, the embedded database under kill -9, and the timetables.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { killWriters } from '../fixtures/killed-writer.ts';
import { findPostgres } from '../fixtures/postgres.ts';
import { runStorm, type StormFigures } from './replica-storm.ts';
import { measureTimetables } from './timetables.ts';

const RATE = { messages: 3_000, windowMs: 60_000 };
const SUBSCRIPTIONS = 10_000;
const ROUNDS = 200;

function stormReport(figures: StormFigures): string {
  return `## ${SUBSCRIPTIONS.toLocaleString('en')} summaries due at once

Three processes of the bot over one PostgreSQL, one channel for each subscription, and a Slack that takes ${RATE.messages.toLocaleString('en')} messages in ${RATE.windowMs / 1_000} s and one
a second in each channel. One process is killed with SIGKILL at 30 % and again at 60 %, and started again each time.

| delivered | doubled | missing | killed | "too many" from Slack | finished after s | what the limits allow, s | ratio |
|---|---|---|---|---|---|---|---|
| ${figures.delivered} | ${figures.doubled} | ${figures.missing} | ${figures.kills} | ${figures.refusals} | ${figures.seconds.toFixed(0)} | ${figures.bestSeconds.toFixed(0)} | ${(figures.seconds / figures.bestSeconds).toFixed(2)} |

Wanted: all delivered, none doubled, ratio at most 1.2.
`;
}

const packageFolder = findPostgres();
const storm =
  packageFolder === undefined
    ? undefined
    : await runStorm({ subscriptions: SUBSCRIPTIONS, replicas: 3, rate: RATE, killAt: [0.3, 0.6] }, packageFolder);
const killed = await killWriters(ROUNDS);
const timetables = measureTimetables();

const report = `# Benchmarks of summaries

Written by \`npm run bench:schedules\`. Machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}.

${storm === undefined ? 'npm has no PostgreSQL for this machine, so many processes over one database were not tried.\n' : stormReport(storm)}
## The embedded database under kill -9

A process that writes and says so was killed ${ROUNDS} times, each time over the same file: ${killed.acknowledged.toLocaleString('en')} writes were acknowledged, ${killed.lost} of them
lost. Wanted: none.

## Timetables

${timetables.zones} zones, every hour of the day at :15 and :30, a year: ${timetables.moments.toLocaleString('en')} planned times, ${timetables.missing} nights missing, ${timetables.doubled} moments
doubled. The next time of a timetable takes ${timetables.micros.toFixed(0)} µs.
`;
process.stdout.write(report);
writeFileSync(new URL('../../docs/benchmarks-schedules.md', import.meta.url), report);
