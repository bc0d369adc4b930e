import { duration, length } from '../answers/quantities.ts';
import type { Run, RunEvent } from '../clients/fleet/fleet-client.ts';
import { bold, type EpochMs, type Inline, type Text, time } from '../core/reply.ts';
import { isGoingOn, statusWord } from './run-status.ts';

/** What was run: the mission's name, or "teleoperation". */
export function missionOf(run: Run): string {
  if (run.mission) return run.mission;
  return run.type === 'teleop' ? 'teleoperation' : 'a run without a name';
}

/** A robot's name, or what stands for it where a run has none. */
export function robotOf(run: Run): string {
  return run.robot ?? 'an unnamed robot';
}

/** How far a run came: `7 of 12 actions`; nothing where Scout gives no counts, or the run has none. */
export function progressOf(run: Run): string | undefined {
  const { actionsDone: done, actionsPlanned: planned } = run;
  if (done === undefined || (planned === 0 && done === 0)) return undefined;
  return planned === undefined ? `${done} actions` : `${done} of ${planned} actions`;
}

/** How long a run took, or has taken so far; nothing where its start, or a finished run's end, is not reported. */
export function durationOf(run: Run, now: EpochMs): string | undefined {
  const end = run.endedAt ?? (isGoingOn(run) ? now : undefined);
  return run.startedAt === undefined || end === undefined ? undefined : duration(end - run.startedAt);
}

/** When: `06:10 to 06:52 (42 min)`, `since 10:05 (14 min)`. */
export function spanText(run: Run, now: EpochMs): Text {
  if (run.startedAt === undefined) return ['start not reported'];
  const took = durationOf(run, now);
  const start = time(run.startedAt, 'date-time');
  if (isGoingOn(run)) return ['since ', start, ` (${took})`];
  if (run.endedAt === undefined) return [start, ', end not reported'];
  return [start, ' to ', time(run.endedAt), ` (${took})`];
}

/** The whole run in one line, the answer to "how did it go": name, robot and status in bold, then progress, time and distance. */
export function runLine(
  run: Run,
  now: EpochMs,
  extra: { readonly failedAt?: string; readonly meters?: number } = {},
): Text {
  const parts: Text[] = [];
  if (extra.failedAt !== undefined) parts.push([`at "${extra.failedAt}"`]);
  const progress = progressOf(run);
  if (progress !== undefined) parts.push([progress]);
  parts.push(spanText(run, now));
  if (extra.meters !== undefined) parts.push([length(extra.meters)]);
  return [
    bold(`${missionOf(run)} on ${robotOf(run)}: ${statusWord(run)}`),
    ...parts.flatMap((part) => [', ', ...part]),
  ];
}

/** A run as part of a robot's row, its result first: `done, Perimeter Patrol, 31 of 31 actions, 06:10`. */
export function shortRun(run: Run, status: Inline, failedAt?: string): Text {
  const where = failedAt === undefined ? [] : [` at "${failedAt}"`];
  const progress = progressOf(run);
  const start: Text = run.startedAt === undefined ? [] : [', ', time(run.startedAt, 'date-time')];
  return [status, ...where, `, ${missionOf(run)}${progress === undefined ? '' : `, ${progress}`}`, ...start];
}

/** The action a failed run ended at: the last one with an error number; nothing where Scout reports none. */
export function failedEvent(events: readonly RunEvent[]): RunEvent | undefined {
  return events.findLast((event) => event.error !== undefined && event.error !== 0);
}

/** Its name. */
export function failedAction(events: readonly RunEvent[]): string | undefined {
  return failedEvent(events)?.action;
}
