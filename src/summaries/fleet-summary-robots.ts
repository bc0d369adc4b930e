import { length } from '../answers/quantities.ts';
import type { Robot, RunStatistics } from '../clients/fleet/fleet-client.ts';
import { type Block, bold, type Table, type Text, text, time } from '../core/reply.ts';
import { statusText } from '../fleet/run-status.ts';
import { missionOf } from '../fleet/run-text.ts';
import type { Counts } from '../fleet/tally.ts';
import type { RunHistory } from './fleet-summary-runs.ts';
import { sumOf } from './fleet-summary-statistics.ts';

/** Robots with their last run and what they did; where there are very many, those that failed first, and those that ran. */
export function robotBlocks(
  robots: readonly Robot[],
  runs: RunHistory,
  statistics: readonly RunStatistics[] | undefined,
  most: number,
): readonly Block[] {
  if (robots.length === 0) return [];
  const failed = ({ name }: Robot): number => runs.tally.byRobot.get(name)?.states.failed ?? 0;
  const ran = ({ name }: Robot): number => runs.tally.byRobot.get(name)?.runs ?? 0;
  const isCut = robots.length > most;
  const ordered = isCut ? robots.toSorted((a, b) => failed(b) - failed(a) || ran(b) - ran(a)) : robots;
  const table: Table = {
    kind: 'table',
    columns: [
      { title: 'Robot' },
      { title: 'Last run' },
      { title: statistics === undefined ? 'Runs' : 'Runs, distance' },
    ],
    rows: ordered.slice(0, most).map(({ name }) => robotRow(name, runs, statistics)),
  };
  if (!isCut) return [table];
  const others = ordered.slice(most);
  const runsOfOthers = others.reduce((sum, robot) => sum + ran(robot), 0);
  return [table, text(`and ${others.length} more robots (${runsOfOthers === 0 ? 'no' : runsOfOthers} runs)`)];
}

function robotRow(name: string, runs: RunHistory, statistics: readonly RunStatistics[] | undefined): readonly Text[] {
  const own = runs.tally.byRobot.get(name);
  if (own === undefined || own.runs === 0) return [[bold(name)], lastRunText(name, runs), ['none']];
  const ofRobot = statistics?.filter((each) => each.robot === name);
  const distance = sumOf(ofRobot, 'distanceMeters', length) ?? 'not reported';
  const did: Text = statistics === undefined ? runsText(own) : [...runsText(own), `, ${distance}`];
  return [[bold(name)], lastRunText(name, runs), did];
}

/** `3 done`, `5: 3 done, 1 failed, 1 stopped`; one cell, because five numbers a line are hard to read and heavy to send. */
function runsText({ runs, states: { done, failed, stopped } }: Counts): Text {
  const other = runs - done - failed - stopped;
  const parts: Text = [
    ...(done > 0 ? [`${done} done`] : []),
    ...(failed > 0 ? [bold(`${failed} failed`)] : []),
    ...(stopped > 0 ? [`${stopped} stopped`] : []),
    ...(other > 0 ? [`${other} other`] : []),
  ];
  return [...(parts.length > 1 ? [`${runs}: `] : []), ...parts.flatMap((part, i) => (i === 0 ? [part] : [', ', part]))];
}

function lastRunText(robot: string, { lastRunOf, since }: RunHistory): Text {
  const run = lastRunOf(robot);
  if (run === undefined) return since === undefined ? ['not known'] : ['none since ', time(since, 'date')];
  const start: Text = run.startedAt === undefined ? [] : [', ', time(run.startedAt, 'date-time')];
  return [statusText(run), `, ${missionOf(run)}`, ...start];
}
