import * as v from 'valibot';
import { reported } from '../reported.ts';
import { anything, listOf, moment, number, readNumber, text, uuid } from './fields.ts';
import type { Capture, LogEntry, Reading, Run, RunEvent, RunStatistics } from './fleet-client.ts';

/**
 * What Scout's `actionCount` counts, which no reference says: the actions a run has in all, of which `pendingActionCount` are still to do,
 * or those done so far, to which the pending ones come.
 */
export type ActionCount = 'planned' | 'done';

const RUN_TYPES: Readonly<Record<string, Run['type']>> = {
  mission: 'mission',
  teleop: 'teleop',
  0: 'mission',
  1: 'teleop',
};

/** A run (Scout 3.2.0 and later). */
export function createRunSchema(actionCount: ActionCount) {
  const once = createInterner();
  const fields = v.object({
    uuid,
    runType: text,
    startTime: moment,
    endTime: moment,
    robotNickname: text,
    robotHostname: text,
    operatorId: text,
    missionName: text,
    missionStatus: text,
    actionCount: number,
    pendingActionCount: number,
  });
  return v.pipe(
    fields,
    v.transform((run): Run => {
      const actions = countActions(actionCount, run.actionCount, run.pendingActionCount);
      return reported({
        uuid: run.uuid,
        type: RUN_TYPES[run.runType?.toLowerCase() ?? ''] ?? 'unknown',
        robot: once(run.robotNickname),
        hostname: once(run.robotHostname),
        mission: once(run.missionName),
        status: once(run.missionStatus),
        startedAt: run.startTime,
        endedAt: run.endTime,
        actionsDone: actions.done,
        actionsPlanned: actions.planned,
        operator: once(run.operatorId),
      });
    }),
  );
}

function countActions(meaning: ActionCount, count: number | undefined, pending: number | undefined) {
  const counted = count !== undefined && pending !== undefined;
  return meaning === 'planned'
    ? { planned: count, done: counted ? Math.max(0, count - pending) : undefined }
    : { planned: counted ? count + pending : undefined, done: count };
}

const INTERNED = 10_000;

/** Gives equal strings back as one: long lists repeat few names, and JSON.parse makes each anew. */
function createInterner(): (value: string | undefined) => string | undefined {
  const known = new Map<string, string>();
  return (value) => {
    if (value === undefined) return undefined;
    const first = known.get(value);
    if (first !== undefined) return first;
    if (known.size === INTERNED) known.clear();
    known.set(value, value);
    return value;
  };
}

const ReadingFields = v.object({ name: text, value: v.optional(v.unknown()), units: text });

/** A reading has a name and a value; others of `keyResults`, which is documented as "objects" only, are left out. */
function readReading(value: unknown): readonly Reading[] {
  const result = v.safeParse(ReadingFields, value);
  if (!result.success) return [];
  const { name, value: measured, units } = result.output;
  const amount = typeof measured === 'string' ? measured : readNumber(measured);
  return name === undefined || amount === undefined ? [] : [reported({ name, value: amount, units })];
}

const CaptureSchema = v.pipe(
  v.object({
    uuid,
    channelName: text,
    time: moment,
    createdAt: moment,
    dataUrl: text,
    keyResults: anything,
  }),
  v.transform(
    (capture): Capture => ({
      ...reported({
        uuid: capture.uuid,
        channel: capture.channelName,
        at: capture.time ?? capture.createdAt,
        path: capture.dataUrl,
      }),
      readings: Array.isArray(capture.keyResults) ? capture.keyResults.flatMap(readReading) : [],
    }),
  ),
);

/** An action that left data (Scout 3.2.0 and later). */
export const RunEventSchema = v.pipe(
  v.object({
    uuid,
    runUuid: text,
    time: moment,
    createdAt: moment,
    actionName: text,
    missionName: text,
    error: number,
    dataCaptures: listOf(CaptureSchema),
  }),
  v.transform(
    (event): RunEvent => ({
      ...reported({
        uuid: event.uuid,
        runUuid: event.runUuid,
        at: event.time ?? event.createdAt,
        action: event.actionName,
        mission: event.missionName,
        error: event.error,
      }),
      captures: event.dataCaptures,
    }),
  ),
);

/** A line of a run's log (Orbit 5.0.0 and later). */
export const LogEntrySchema = v.pipe(
  v.object({ start: moment, severity: text, event: text, detail: text }),
  v.transform(({ start, ...words }): LogEntry => reported({ at: start, ...words })),
);

/** What a run came to (Orbit 5.0.0 and later). */
export const RunStatisticsSchema = v.pipe(
  v.object({
    start: moment,
    missionName: text,
    durationS: number,
    robotName: text,
    runId: text,
    timeMotorsOnS: number,
    timeMovingS: number,
    distanceTraveledM: number,
    status: text,
  }),
  v.transform(
    (run): RunStatistics =>
      reported({
        runUuid: run.runId,
        robot: run.robotName,
        mission: run.missionName,
        startedAt: run.start,
        durationSeconds: run.durationS,
        motorsOnSeconds: run.timeMotorsOnS,
        movingSeconds: run.timeMovingS,
        distanceMeters: run.distanceTraveledM,
        status: run.status,
      }),
  ),
);
