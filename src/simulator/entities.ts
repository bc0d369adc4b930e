/** Milliseconds since 1970, UTC. */
export type EpochMs = number;

/** Any JSON object: what an API calls `object` without a shape. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What an action looks at; it decides on picture, file type and readings. */
export type CaptureKind = 'thermal' | 'gauge' | 'visual' | 'sound';

/** A robot as the fleet knows it, with what no documented answer tells (serial, software) kept beside it. */
export interface Robot {
  /** Slot, from 0. */
  readonly index: number;
  readonly nickname: string;
  readonly hostname: string;
  readonly username: string;
  readonly serial: string;
  /** Major, minor and patch of the robot's own software. */
  readonly software: readonly [number, number, number];
  /** The commit that this software was built from. */
  readonly softwareHash: string;
  /** Charge in percent; without it the charge follows the robot's runs. */
  readonly batteryPercent?: number | undefined;
}

/** A site walk, element or dock: the fields that the simulator reads, the rest as it was posted. */
export interface SiteResource {
  readonly uuid: string;
  readonly name: string;
  readonly createdAt: EpochMs;
  readonly modifiedAt: EpochMs;
  readonly fields: JsonObject;
}

/** What a mission does at one place, as far as the life of the world needs it. */
export interface PlannedAction {
  readonly uuid: string;
  readonly name: string;
  readonly kind: CaptureKind;
  /** The way there and the work, on average. */
  readonly seconds: number;
  readonly asset?: string | undefined;
}

/** A measured number. */
interface Reading {
  readonly name: string;
  readonly value: number;
  readonly units?: string | undefined;
}

/** Data that an action takes on one channel. */
export interface Capture {
  readonly channel: string;
  readonly kind: CaptureKind;
  readonly readings: readonly Reading[];
}

/** Something wrong that an action saw; it becomes an anomaly. */
export interface Alert {
  readonly title: string;
  readonly severity: number;
  /** When somebody closes it; without it, it stays open. */
  readonly closedAt?: EpochMs | undefined;
}

/** One action of a run, in the past or still to come. */
export interface RunAction {
  readonly name: string;
  readonly elementUuid: string;
  /** When it ends on the robot. */
  readonly time: EpochMs;
  /** 0: done. */
  readonly error: number;
  readonly captures: readonly Capture[];
  readonly asset?: string | undefined;
  readonly alert?: Alert | undefined;
}

/** A line of a run's log. */
export interface LogLine {
  readonly time: EpochMs;
  readonly severity: string;
  readonly event: string;
  readonly detail: string;
}

/** One run from beginning to end. What is seen of it depends on the clock, so a run never has to be changed while it goes on. */
export interface Run {
  readonly uuid: string;
  readonly type: 'mission' | 'teleop';
  readonly robot: Robot;
  readonly mission?: string | undefined;
  readonly operator: string;
  readonly startTime: EpochMs;
  /** Without it the run goes on for ever. */
  readonly endTime?: EpochMs | undefined;
  /** How it ends; of a run without an end, how it stands. */
  readonly status: string;
  readonly plannedActions: number;
  /** Actions done; without it they are counted. */
  readonly doneActions?: number | undefined;
  readonly actions: readonly RunAction[];
  readonly distanceMeters: number;
  readonly log: readonly LogLine[];
}

/** A weekly span in milliseconds since Sunday 00:00 UTC, its end not included. */
export interface Blackout {
  readonly startMs: number;
  readonly endMs: number;
}

/** When a robot is to walk a mission. */
export interface CalendarEntry {
  readonly id: string;
  readonly name: string;
  readonly missionUuid: string;
  readonly robot: string;
  readonly timeMs: EpochMs;
  /** 0 or less: once. */
  readonly repeatMs: number;
  readonly blackouts: readonly Blackout[];
  readonly disableReason: string;
  readonly forceAcquireEstop: boolean;
  readonly requireDocked: boolean;
  readonly modifiedAt: EpochMs;
}

/** An anomaly that is not an alert of a run's action. */
export interface Anomaly {
  readonly uuid: string;
  readonly title: string;
  readonly severity: number;
  readonly time: EpochMs;
  readonly run?: Run | undefined;
  readonly action?: string | undefined;
  readonly asset?: string | undefined;
  readonly closedAt?: EpochMs | undefined;
  readonly closedBy?: string | undefined;
}

/** Who wants to be told of finished actions. */
export interface Webhook {
  readonly uuid: string;
  readonly url: string;
  readonly enabled: boolean;
  readonly archived: boolean;
  readonly events: readonly string[];
  readonly validateTlsCert: boolean;
  /** Bytes in hex. */
  readonly secret: string;
  readonly createdAt: EpochMs;
}

/** A backup that was asked for. */
export interface BackupTask {
  readonly taskId: string;
  readonly startedAt: EpochMs;
  readonly includeMissions: boolean;
  readonly includeCaptures: boolean;
}
