import type { Run } from '../clients/fleet/fleet-client.ts';
import { code, type EpochMs, type Table, type Text, time } from '../core/reply.ts';
import { isGoingOn, statusText } from './run-status.ts';
import { durationOf, missionOf, progressOf, robotOf } from './run-text.ts';

/** How many characters of a run's uuid are shown and are enough to find it again. */
export const SHORT_ID_LENGTH = 8;

/** A run's id as people read and type it. */
export const shortId = (run: Run): string => run.uuid.slice(0, SHORT_ID_LENGTH);

/** Runs as a table, one row each; `robots: 'same'` leaves out whose they are. */
export function runTable(runs: readonly Run[], now: EpochMs, { robots = 'several' } = {}): Table {
  const isShown = (_: unknown, column: number): boolean => robots === 'several' || column !== 2;
  const columns: Table['columns'] = [
    { title: 'Started' },
    { title: 'Mission' },
    { title: 'Robot' },
    { title: 'Result, actions' },
    { title: 'Took', align: 'right' },
    { title: 'Run' },
  ];
  return { kind: 'table', columns: columns.filter(isShown), rows: runs.map((run) => runRow(run, now).filter(isShown)) };
}

function runRow(run: Run, now: EpochMs): readonly Text[] {
  const progress = progressOf(run)?.replace(/ actions$/, '');
  const took = durationOf(run, now);
  return [
    run.startedAt === undefined ? ['not reported'] : [time(run.startedAt, 'date-time')],
    [missionOf(run)],
    [robotOf(run)],
    [statusText(run), progress === undefined ? '' : `, ${progress}`],
    [took === undefined ? 'not reported' : isGoingOn(run) ? `${took} so far` : took],
    [code(shortId(run))],
  ];
}
