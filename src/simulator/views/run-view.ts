import type { EpochMs, JsonObject, Run } from '../entities.ts';
import { uuidOf } from '../random.ts';
import { doneActions, isRunning, logOf, statusOf } from '../run-state.ts';

/** A moment as the API writes it: always with a fraction and Z, without which the official client cannot read it. */
export function isoTime(at: EpochMs): string {
  return new Date(at).toISOString();
}

/**
 * A run as the API gives it. `actionCount` is taken as all actions of the run and `pendingActionCount` as those not done yet: what the
 * real server counts is not documented.
 */
export function viewRun(run: Run, now: EpochMs): JsonObject {
  const [major, minor, patch] = run.robot.software;
  return {
    uuid: run.uuid,
    runType: run.type,
    startTime: isoTime(run.startTime),
    endTime: isRunning(run, now) || run.endTime === undefined ? null : isoTime(run.endTime),
    robotHostname: run.robot.hostname,
    robotSerial: run.robot.serial,
    robotNickname: run.robot.nickname,
    operatorId: run.operator,
    missionName: run.mission ?? '',
    missionStatus: statusOf(run, now),
    actionCount: run.plannedActions,
    pendingActionCount: Math.max(0, run.plannedActions - doneActions(run, now)),
    robotSoftwareMajorVersion: major,
    robotSoftwareMinorVersion: minor,
    robotSoftwarePatchVersion: patch,
    robotSoftwareGitHash: run.robot.softwareHash,
  };
}

/** The lines of a run's log that are written by now (Orbit 5.0 and later). */
export function viewLog(run: Run, now: EpochMs): readonly JsonObject[] {
  return logOf(run, now).map((line, index) => ({
    uuid: uuidOf(`log:${run.uuid}:${index}`),
    start: isoTime(line.time),
    timeFromStartS: Math.round((line.time - run.startTime) / 1000),
    severity: line.severity,
    event: line.event,
    detail: line.detail,
    imageFiles: null,
  }));
}
