import type { EpochMs, LogLine, Run, RunAction } from './entities.ts';

/** From the end of an action on the robot until its data are stored. */
const UPLOAD_MS = 1500;

/** Whether a run goes on at this moment. */
export function isRunning(run: Run, now: EpochMs): boolean {
  if (run.endTime === undefined) return run.status === 'RUNNING' || run.status === 'PAUSED';
  return run.startTime <= now && now < run.endTime;
}

/** How a run stands at this moment. */
export function statusOf(run: Run, now: EpochMs): string {
  return run.endTime !== undefined && now < run.endTime ? 'RUNNING' : run.status;
}

/** When an action's data are stored: a moment after it, at the latest when the run ends. */
export function storedAt(run: Run, action: RunAction): EpochMs {
  return Math.max(action.time, Math.min(action.time + UPLOAD_MS, run.endTime ?? action.time + UPLOAD_MS));
}

/** Whether an action's data are there. */
export function isStored(run: Run, action: RunAction, now: EpochMs): boolean {
  return storedAt(run, action) <= now;
}

/** Actions that are done: as the world file says, or as many as left data without an error. */
export function doneActions(run: Run, now: EpochMs): number {
  if (run.doneActions !== undefined) return run.doneActions;
  if (run.actions.length === 0) return statusOf(run, now) === 'SUCCESS' ? run.plannedActions : 0;
  return run.actions.filter((action) => action.error === 0 && isStored(run, action, now)).length;
}

/** The last change of a run: its start, its latest data or its end. */
export function modifiedAt(run: Run, now: EpochMs): EpochMs {
  if (run.endTime !== undefined && run.endTime <= now) return run.endTime;
  const stored = run.actions.map((action) => storedAt(run, action)).filter((time) => time <= now);
  return Math.max(run.startTime, ...stored);
}

/** The lines of a run's log that are written by now. */
export function logOf(run: Run, now: EpochMs): readonly LogLine[] {
  return run.log.filter(({ time }) => time <= now);
}

const SEVERITIES = ['INFO', 'WARN', 'ERROR', 'CRITICAL'];

/** The rank of a log severity; -1 for a word that is not known. */
export function severityRank(severity: string): number {
  return SEVERITIES.indexOf(severity);
}

/** The worst severity in a run's log so far. */
export function worstSeverity(run: Run, now: EpochMs): string {
  return logOf(run, now).reduce(
    (worst, line) => (severityRank(line.severity) > severityRank(worst) ? line.severity : worst),
    'INFO',
  );
}
