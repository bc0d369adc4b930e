import type { EpochMs } from '../../core/reply.ts';
import type { Known, SourceHealth } from '../known.ts';

/** Where facts come from: one Scout. */
export interface Site {
  /** How people call it, for example "north"; the host where no name is set. */
  readonly name: string;
  /** Its web address, for people. */
  readonly url: string;
  /** The IANA zone in which it counts the blackouts of its calendar; not documented, so a setting. */
  readonly zone: string;
}

/** A robot as Scout lists it. Scout documents neither battery nor connection (SDK 3.2.1–5.1.4); they are read where a server reports them. */
export interface Robot {
  readonly name: string;
  readonly hostname?: string;
  /** Charge in percent, 0–100. */
  readonly batteryPercent?: number;
  readonly connected?: boolean;
}

/** What Orbit says of a robot at this moment (`robot-session`, known from its official client only). */
export interface RobotSession {
  readonly missionRunning?: boolean;
  /** Who drives it, an account or driver id. */
  readonly driver?: string;
  /** Charge in percent, 0–100. */
  readonly batteryPercent?: number;
}

/** One execution of a mission, or a teleoperation. Names repeat, uuids do not. */
export interface Run {
  readonly uuid: string;
  readonly type: 'mission' | 'teleop' | 'unknown';
  readonly robot?: string;
  /** The address of its robot, which tells robots of one name apart. */
  readonly hostname?: string;
  readonly mission?: string;
  /** Scout's word in capitals: SUCCESS FAILURE ERROR STOPPED NONE UNKNOWN RUNNING PAUSED, or another as given. */
  readonly status?: string;
  readonly startedAt?: EpochMs;
  /** Not there while it runs. */
  readonly endedAt?: EpochMs;
  /** Actions done so far. */
  readonly actionsDone?: number;
  /** Actions the run has in all. */
  readonly actionsPlanned?: number;
  readonly operator?: string;
}

/** Which runs, by their start: from ≤ start < to. Newest first. */
export interface RunQuery {
  /** Robot nickname, exact. */
  readonly robot?: string;
  /** Mission name, exact. */
  readonly mission?: string;
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  /** At most so many; without it all, up to the client's bound. */
  readonly limit?: number;
}

/** A list that may have been cut, at the query's limit or at the client's bound: then `complete` is false, and `total` says how many there are, where Scout tells. */
export interface List<T> {
  readonly items: readonly T[];
  readonly total?: number;
  readonly complete: boolean;
}

/** A measured number of a capture: "SPL At Source", 55.43, "dB". */
export interface Reading {
  readonly name: string;
  readonly value: number | string;
  readonly units?: string;
}

/** Data an action took: a picture, a file. */
export interface Capture {
  readonly uuid: string;
  readonly channel?: string;
  readonly at?: EpochMs;
  /** Path on the Scout's host, as given: not percent-encoded. */
  readonly path?: string;
  readonly readings: readonly Reading[];
}

/** One action of a run that left data. */
export interface RunEvent {
  readonly uuid: string;
  readonly runUuid?: string;
  readonly at?: EpochMs;
  readonly action?: string;
  readonly mission?: string;
  /** Scout's error number; 0 means none. The others are not documented. */
  readonly error?: number;
  readonly captures: readonly Capture[];
}

/** A line of a run's log (Orbit 5.0 and later). */
export interface LogEntry {
  readonly at?: EpochMs;
  /** INFO, WARN, ERROR, CRITICAL, or another as given. */
  readonly severity?: string;
  readonly event?: string;
  readonly detail?: string;
}

/** What is planned to be walked: Scout calls it a site walk, before 3.3 a mission. */
export interface Mission {
  readonly uuid: string;
  readonly name: string;
  /** How many actions it has. */
  readonly actionCount?: number;
}

/** A calendar entry. */
export interface Schedule {
  readonly id?: string;
  readonly name?: string;
  readonly robot?: string;
  readonly missionUuid?: string;
  /** First ideal start. */
  readonly firstAt: EpochMs;
  /** Between two starts; 0 or less: once. */
  readonly repeatMs: number;
  /** Weekly spans without starts, ms since Sunday 00:00, end not included. */
  readonly blackouts: readonly { readonly startMs: number; readonly endMs: number }[];
  /** Why it is switched off; not there when it is on. */
  readonly disabledReason?: string;
  /** When it was made or last changed. */
  readonly changedAt?: EpochMs;
}

/** Something a capture found wrong (Orbit 4.1 and later). */
export interface Anomaly {
  readonly uuid: string;
  readonly at?: EpochMs;
  readonly title?: string;
  readonly action?: string;
  readonly mission?: string;
  readonly asset?: string;
  /** Scout's number; its scale is not documented. */
  readonly severity?: number;
  readonly status: 'open' | 'closed' | 'unknown';
  readonly runUuid?: string;
}

export interface AnomalyQuery {
  readonly status?: 'open' | 'closed';
  readonly from?: EpochMs;
  readonly to?: EpochMs;
}

/** What one run came to, by Orbit's own statistics (5.0 and later). */
export interface RunStatistics {
  readonly runUuid?: string;
  readonly robot?: string;
  readonly mission?: string;
  readonly startedAt?: EpochMs;
  readonly durationSeconds?: number;
  readonly motorsOnSeconds?: number;
  readonly movingSeconds?: number;
  readonly distanceMeters?: number;
  readonly status?: string;
}

export interface Picture {
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly bytes: Uint8Array;
}

/**
 * What the bot can ask a Scout or Orbit. Every answer says when it was known. `undefined` as a value means that this Scout does not
 * report it (its version is older than the resource). Errors are the remote errors of `clients/errors.ts`.
 */
export interface FleetClient {
  readonly site: Site;
  robots(): Promise<Known<readonly Robot[]>>;
  /** By the robot's nickname. */
  robotSession(robot: string): Promise<Known<RobotSession | undefined>>;
  runs(query: RunQuery): Promise<Known<List<Run>>>;
  /** The same runs in pages, newest first, without keeping or caching them: for spans too long to hold. */
  runPages(query: RunQuery): AsyncIterable<List<Run>>;
  /** Throws NotFound for an unknown uuid. */
  run(uuid: string): Promise<Known<Run>>;
  /** The actions of a run that left data, oldest first. */
  runEvents(runUuid: string): Promise<Known<List<RunEvent>>>;
  runLog(runUuid: string): Promise<Known<readonly LogEntry[] | undefined>>;
  missions(): Promise<Known<readonly Mission[]>>;
  calendar(): Promise<Known<readonly Schedule[] | undefined>>;
  anomalies(query: AnomalyQuery): Promise<Known<List<Anomaly> | undefined>>;
  runStatistics(range: {
    readonly from: EpochMs;
    readonly to: EpochMs;
  }): Promise<Known<readonly RunStatistics[] | undefined>>;
  /** The server's version, for example "4.1.0"; undefined where it does not tell. */
  version(): Promise<Known<string | undefined>>;
  /** A capture's file by its path. Throws UnexpectedAnswer where it is not a PNG or JPEG picture. */
  picture(path: string): Promise<Known<Picture>>;
  /** Asks, past all that is kept, the cheapest thing that there is to ask; `health` then tells what came of it. */
  look(): Promise<void>;
  /** What is known of the connection, without asking. */
  health(): SourceHealth;
  close(): Promise<void>;
}
