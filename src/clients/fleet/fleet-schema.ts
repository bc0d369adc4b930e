import * as v from 'valibot';
import { reported } from '../reported.ts';
import { readBattery } from './battery.ts';
import { anything, listOf, moment, number, readNumber, text, uuid } from './fields.ts';
import type { Anomaly, Mission, Robot, RobotSession, Schedule } from './fleet-client.ts';

/** A robot (Scout 3.2.1 and later); battery and connection are in no reference and read where they are. */
export const RobotSchema = v.pipe(
  v.looseObject({ nickname: text, hostname: text }),
  v.check(({ nickname, hostname }) => (nickname ?? hostname) !== undefined, 'Expected a nickname'),
  v.transform(
    (robot): Robot =>
      reported({
        name: robot.nickname ?? robot.hostname ?? '',
        hostname: robot.hostname,
        batteryPercent: readBattery(robot),
        connected: readConnected(robot),
      }),
  ),
);

const CONNECTED_KEYS = ['connected', 'isConnected', 'online', 'isOnline', 'connectionState', 'connectionStatus'];

function readConnected(robot: Readonly<Record<string, unknown>>): boolean | undefined {
  for (const key of CONNECTED_KEYS) {
    const value = robot[key];
    if (typeof value === 'boolean') return value;
    if (typeof value !== 'string') continue;
    if (/^(connected|online|true)$/i.test(value)) return true;
    if (/^(disconnected|not.?connected|offline|false)$/i.test(value)) return false;
  }
  return undefined;
}

/** A robot's session: `missionRunning` and `currentDriverId` are read by the official client, `batteryState` was seen at an Orbit of 2025. */
export const RobotSessionSchema = v.pipe(
  v.looseObject({ missionRunning: anything, currentDriverId: text }),
  v.transform(
    (session): RobotSession =>
      reported({
        missionRunning: session.missionRunning == null ? undefined : Boolean(session.missionRunning),
        driver: session.currentDriverId,
        batteryPercent: readBattery(session),
      }),
  ),
);

/** A site walk (Scout 3.3.0 and later) or, before it, a mission, which does not tell its actions. */
export const MissionSchema = v.pipe(
  v.object({ uuid, name: text, siteElementIds: anything }),
  v.transform(
    ({ uuid, name, siteElementIds }): Mission =>
      reported({
        uuid,
        name: name ?? uuid,
        actionCount: Array.isArray(siteElementIds) ? siteElementIds.length : undefined,
      }),
  ),
);

const Blackout = v.object({ startMs: number, endMs: number });

/** A calendar entry (client 3.3.0, reference 4.0.0). Blackouts count from Sunday 00:00, as the prose says, not from 1970, as the reference does. */
export const ScheduleSchema = v.pipe(
  v.object({
    eventMetadata: v.nullish(v.object({ eventId: text, name: text, modificationTimeMs: number }), {}),
    agent: v.nullish(v.object({ nickname: text }), {}),
    task: v.nullish(v.object({ missionId: text }), {}),
    schedule: v.object({
      timeMs: v.pipe(v.unknown(), v.transform(readNumber), v.number()),
      repeatMs: number,
      blackouts: listOf(Blackout),
      disableReason: text,
    }),
  }),
  v.transform(
    ({ eventMetadata, agent, task, schedule }): Schedule => ({
      ...reported({
        id: eventMetadata.eventId,
        name: eventMetadata.name,
        robot: agent.nickname,
        missionUuid: task.missionId,
        disabledReason: schedule.disableReason,
        // A number that was never set comes as 0.
        changedAt: eventMetadata.modificationTimeMs || undefined,
      }),
      firstAt: schedule.timeMs,
      repeatMs: schedule.repeatMs ?? 0,
      blackouts: schedule.blackouts.flatMap(({ startMs, endMs }) =>
        startMs === undefined || endMs === undefined ? [] : [{ startMs, endMs }],
      ),
    }),
  ),
);

/** An anomaly (Orbit 4.1.0 and later). */
export const AnomalySchema = v.pipe(
  v.object({
    uuid,
    time: moment,
    createdAt: moment,
    title: text,
    name: text,
    actionName: text,
    missionName: text,
    assetId: text,
    severity: number,
    status: text,
    runUuid: text,
  }),
  v.transform(
    (anomaly): Anomaly =>
      reported({
        uuid: anomaly.uuid,
        at: anomaly.time ?? anomaly.createdAt,
        title: anomaly.title ?? anomaly.name,
        action: anomaly.actionName,
        mission: anomaly.missionName,
        asset: anomaly.assetId,
        severity: anomaly.severity,
        status: readStatus(anomaly.status),
        runUuid: anomaly.runUuid,
      }),
  ),
);

function readStatus(status: string | undefined): Anomaly['status'] {
  return status === 'open' || status === 'closed' ? status : 'unknown';
}

/** The server's version; only outside observers tell the shape of the answer. */
export const VersionSchema = v.pipe(
  v.union([v.string(), v.looseObject({ version: v.string() })]),
  v.transform((answer) => (typeof answer === 'string' ? answer : answer.version)),
);
