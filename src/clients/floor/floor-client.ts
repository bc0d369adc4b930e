import type { EpochMs } from '../../core/reply.ts';
import type { Known, SourceHealth } from '../known.ts';

/** What a work order is doing, in our words. */
export type WorkOrderStatus =
  | 'queued'
  | 'setup'
  | 'active'
  | 'paused'
  | 'inactive'
  | 'completed'
  | 'cancelled'
  | 'unknown';

/** What a station is doing, in our words. */
export type StationStatus = 'active' | 'setup' | 'paused' | 'break' | 'inactive' | 'unknown';

/** A thing named by its id, with its name where the answer carries it. */
export interface Named {
  readonly id: number;
  readonly name?: string;
}

/** A work order at one station, with the count of that station. */
export interface WorkOrderStation extends Named {
  readonly status: WorkOrderStatus;
  readonly completed?: number;
  readonly quantity?: number;
}

/** A work order; its number is what people call it, and is not its id. */
export interface WorkOrder {
  readonly id: number;
  readonly number: string;
  readonly status: WorkOrderStatus;
  /** The status as the server gives it. */
  readonly rawStatus?: string;
  /** The product, or the products of a nested job. A unit is a definition, not a serial number. */
  readonly units: readonly Named[];
  readonly quantity?: number;
  readonly completed?: number;
  readonly scrap?: number;
  readonly stations: readonly WorkOrderStation[];
  readonly userIds: readonly number[];
  readonly queuedAt?: EpochMs;
  readonly startedAt?: EpochMs;
  readonly pausedAt?: EpochMs;
  readonly completedAt?: EpochMs;
  readonly predictedEnd?: EpochMs;
  readonly dueAt?: EpochMs;
  readonly pauseReason?: string;
  readonly productivityPct?: number;
  readonly appliedSeconds?: number;
  /** Its place in the queue. */
  readonly sequence?: number;
}

export interface Station {
  readonly id: number;
  readonly name: string;
  readonly workArea?: string;
  readonly type?: string;
  readonly status: StationStatus;
  readonly rawStatus?: string;
  readonly currentWorkOrderIds: readonly number[];
}

/** One step of a unit's instruction. */
export interface UnitStep {
  readonly id: number;
  readonly name: string;
  readonly order: number;
  readonly targetSeconds?: number;
  readonly avgSeconds?: number;
}

/** A product or part that is built: a definition with steps, not a piece. */
export interface Unit {
  readonly id: number;
  readonly name: string;
  readonly description?: string;
  readonly revision?: string;
  readonly avgBuildSeconds?: number;
  readonly steps: readonly UnitStep[];
}

/** A person, without e-mail, access code, and anything else that is not listed. */
export interface User {
  readonly id: number;
  readonly displayName: string;
  readonly active?: boolean;
  readonly appliedSeconds?: number;
}

/** Where the hours of a station went. */
export interface AppliedHours {
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly activeSeconds?: number;
  readonly setupSeconds?: number;
  readonly pausedSeconds?: number;
  readonly breakSeconds?: number;
  readonly inactiveSeconds?: number;
  readonly totalSeconds?: number;
}

export interface Machine {
  readonly id: number;
  readonly name: string;
  readonly typeId?: number;
  readonly stationId?: number;
  /** As the server gives it: no list of words is known. */
  readonly status?: string;
}

/** How long, or how often, a machine was in each status, by the server's words. */
export interface MachineStatusFigures {
  readonly machineId: number;
  readonly byStatus: Readonly<Record<string, number>>;
}

export interface MaintenanceRequest {
  readonly id: number;
  readonly machineId?: number;
  readonly machineName?: string;
  readonly stationId?: number;
  readonly stationName?: string;
  readonly title: string;
  /** As the server gives it. */
  readonly status?: string;
  readonly openedAt?: EpochMs;
  readonly closedAt?: EpochMs;
}

/** What was answered to one step of a work order. */
export interface InstructionResponse {
  readonly id: number;
  readonly stepName?: string;
  readonly userId?: number;
  readonly answer?: string;
  readonly at?: EpochMs;
}

/** A photo that was taken at a step of a work order. */
export interface Capture {
  readonly id: number;
  readonly stepName?: string;
  readonly userId?: number;
  readonly at?: EpochMs;
  /** Where the photo is; HTTPS only. */
  readonly url?: string;
}

/** A list, and how many of its records could not be read. */
export interface FloorList<T> {
  readonly items: readonly T[];
  readonly skipped: number;
}

/** The whole floor as one look finds it. */
export interface PlantSweep {
  /** With the orders that each station runs. */
  readonly stations: readonly Station[];
  /** Each order once, with the count of every station that runs it. */
  readonly inProgress: readonly WorkOrder[];
  readonly queued: readonly WorkOrder[];
  /** Records of all lists that could not be read. */
  readonly skipped: number;
  /** Stations of which the server could not tell what they run. */
  readonly unread: readonly Named[];
}

/** A span of time, its end not in it. */
export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** How much of the week's calls is used. */
export interface QuotaUse {
  readonly used: number;
  readonly limit: number;
  /** From 80 % on `warned`, from 95 % on only questions of people are asked, `spent` when the server said so. */
  readonly state: 'plenty' | 'warned' | 'on-demand' | 'spent';
  /** When calls are counted from nothing again, or the server lets the bot ask again. */
  readonly renewsAt: EpochMs;
}

/** What the floor can be asked. Every method resolves with what is known and since when, and throws the remote errors. */
export interface FloorQuestions {
  stations(): Promise<Known<FloorList<Station>>>;
  units(): Promise<Known<FloorList<Unit>>>;
  users(): Promise<Known<FloorList<User>>>;
  /** The orders that a station runs, each with the count of that station. */
  inProgress(stationId: number): Promise<Known<FloorList<WorkOrder>>>;
  /** The queue of a station, or of the whole floor. */
  queued(stationId?: number): Promise<Known<FloorList<WorkOrder>>>;
  /** An order by its id, which is not its number. */
  workOrder(id: number): Promise<Known<WorkOrder>>;
  /** The orders of a span of time, as the server counts them into it; the span is widened to whole five minutes. */
  search(span: Span): Promise<Known<FloorList<WorkOrder>>>;
  /** Stations, running and queued orders of the whole floor: one call for the stations, and one or two for each. */
  sweep(): Promise<Known<PlantSweep>>;
  stationHours(stationId: number, span: Span): Promise<Known<FloorList<AppliedHours>>>;
  /** Personal data, and a guessed operation: only where the settings file names it. */
  userHours(userId: number, span: Span): Promise<Known<FloorList<AppliedHours>>>;
  machines(): Promise<Known<FloorList<Machine>>>;
  /** Seconds by status. */
  machineTimes(span: Span): Promise<Known<FloorList<MachineStatusFigures>>>;
  /** Times by status. */
  machineCounts(span: Span): Promise<Known<FloorList<MachineStatusFigures>>>;
  maintenance(span: Span): Promise<Known<FloorList<MaintenanceRequest>>>;
  /** What was answered to the steps of an order. */
  responses(workOrderId: number): Promise<Known<FloorList<InstructionResponse>>>;
  /** The photos of an order. */
  captures(workOrderId: number): Promise<Known<FloorList<Capture>>>;
}

/** The shop floor of one plant. */
export interface FloorClient extends FloorQuestions {
  readonly site: { readonly name: string; readonly url: string };
  /** The same questions for what nobody has asked, such as a planned summary. While calls are kept for people they tell what is known of the last ten minutes, and reject with QuotaKept where nothing is. */
  unasked(): FloorQuestions;
  quota(): QuotaUse;
  /** Asks, past all that is kept, the cheapest thing that there is to ask, which is one call; `health` then tells what came of it. */
  look(): Promise<void>;
  health(): SourceHealth;
  close(): Promise<void>;
}
