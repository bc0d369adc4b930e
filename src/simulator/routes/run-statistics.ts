import type { EpochMs, JsonObject, Run } from '../entities.ts';
import { type Answer, type Call, HttpError, json, type Route } from '../exchange.ts';
import { listOf, spanOf } from '../query.ts';
import { doneActions, severityRank, statusOf, worstSeverity } from '../run-state.ts';
import { isoTime } from '../views/run-view.ts';

/** Statistics of runs (5.0.0 and later). */
export const runStatisticsRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/v0/run_statistics/sessions',
    since: '5.1',
    fidelity: 'documented',
    handle: (call) => json(runsOf(call).map((run) => viewSession(run, call.now))),
  },
  {
    method: 'GET',
    path: '/api/v0/run_statistics/sessions_summary',
    since: '5.1',
    fidelity: 'documented',
    handle: summarize,
  },
];

function runsOf({ query, store, now }: Call): readonly Run[] {
  const inSpan = spanOf(query, 'start', 'end');
  const minimum = severityRank(query.get('minimumSeverity') ?? '');
  const missions = listOf(query, 'missionNames');
  return store.runs
    .begun(now)
    .filter((run) => run.type === 'mission' && inSpan(run.startTime))
    .filter((run) => missions === undefined || missions.has(run.mission ?? ''))
    .filter((run) => minimum < 0 || severityRank(worstSeverity(run, now)) >= minimum);
}

function viewSession(run: Run, now: EpochMs): JsonObject {
  const durationS = Math.round((Math.min(now, run.endTime ?? now) - run.startTime) / 1000);
  return {
    start: isoTime(run.startTime),
    missionName: run.mission ?? '',
    durationS,
    robotName: run.robot.nickname,
    runId: run.uuid,
    timeMotorsOnS: Math.round(durationS * 0.92),
    timeMovingS: Math.round(durationS * 0.55),
    distanceTraveledM: distanceBy(run, now),
    status: statusOf(run, now),
    worstSeverity: worstSeverity(run, now),
  };
}

/** How far a run has come, as much of its way as of its time. */
function distanceBy(run: Run, now: EpochMs): number {
  const share =
    run.endTime === undefined || run.endTime <= now ? 1 : (now - run.startTime) / (run.endTime - run.startTime);
  return Math.round(run.distanceMeters * share * 10) / 10;
}

/** Percentages are from 0 to 100; whether the real ones are is not documented. */
function summarize(call: Call): Answer {
  for (const key of ['start', 'end']) if (!call.query.get(key)) throw new HttpError(400, `${key}: is missing`);
  const runs = runsOf(call);
  const sum = (of: (run: Run) => number): number => runs.reduce((total, run) => total + of(run), 0);
  const percent = (part: number, whole: number): number =>
    whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100;
  const attempted = sum((run) => run.plannedActions);
  return json({
    actionsCompletedPercentage: percent(
      sum((run) => doneActions(run, call.now)),
      attempted,
    ),
    actionsAttempted: attempted,
    missionsAttempted: runs.length,
    missionsCompletedPercentage: percent(
      runs.filter((run) => statusOf(run, call.now) === 'SUCCESS').length,
      runs.length,
    ),
    distanceTraveledM: Math.round(sum((run) => distanceBy(run, call.now)) * 10) / 10,
  });
}
