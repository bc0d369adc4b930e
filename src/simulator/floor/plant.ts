import type { EpochMs } from '../entities.ts';

/** A place where units are built. */
export interface Station {
  readonly id: number;
  readonly name: string;
  readonly workArea: string | undefined;
  readonly type: string | undefined;
}

/** One step of a unit's instruction. */
export interface UnitStep {
  readonly id: number;
  readonly name: string;
  readonly targetSeconds: number;
  readonly averageSeconds: number;
  /** What the operator is asked for, such as `Unit Identifier` for a serial number. */
  readonly input: string | undefined;
}

/** A product: a definition, not a piece. */
export interface Unit {
  readonly id: number;
  readonly name: string;
  readonly description: string | undefined;
  readonly revision: string | undefined;
  readonly steps: readonly UnitStep[];
  readonly averageSeconds: number;
}

export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly userName: string;
  readonly active: boolean;
}

/** A span in which something was the case; without an end it still is. */
export interface Span {
  readonly from: EpochMs;
  readonly until: EpochMs;
}

/** Where a job stands still: paused for a reason, or inactive without one. */
export interface Halt extends Span {
  readonly reason: string | undefined;
}

/** What one station does for a work order; all times are planned when the world begins, what is seen of them depends on the clock. */
export interface Job {
  /** Counted over the whole plant. */
  readonly id: number;
  readonly order: OrderFacts;
  readonly station: Station;
  readonly quantity: number;
  /** Infinity where something without an end stands before it. */
  readonly startedAt: EpochMs;
  readonly setupMs: number;
  readonly msPerUnit: number;
  /** In order of time, not overlapping. */
  readonly halts: readonly Halt[];
  /** When the last unit is done or the order was cancelled; Infinity where it stands still without an end. */
  readonly endsAt: EpochMs;
  readonly userIds: readonly number[];
}

/** What a work order says of itself, whatever its stations do. */
export interface OrderFacts {
  readonly id: number;
  readonly number: string;
  readonly unit: Unit;
  /** Further units of a nested job. */
  readonly nested: readonly { readonly unit: Unit; readonly quantity: number }[];
  readonly quantity: number;
  readonly queuedAt: EpochMs;
  readonly dueAt: EpochMs | undefined;
  readonly cancelledAt: EpochMs | undefined;
  readonly scrapRate: number;
  readonly predicted: boolean;
  readonly statusWord: string | undefined;
}

/** A work order and what its stations do for it. */
export interface WorkOrder extends OrderFacts {
  readonly jobs: readonly Job[];
}

export interface Machine {
  readonly id: number;
  readonly name: string;
  readonly typeId: number;
  readonly station: Station | undefined;
  /** When it was in another status than Running, in order of time. */
  readonly stops: readonly (Span & { readonly status: string })[];
}

export interface MaintenanceRequest {
  readonly id: number;
  readonly title: string;
  readonly machine: Machine | undefined;
  readonly station: Station | undefined;
  readonly openedAt: EpochMs;
  readonly closedAt: EpochMs | undefined;
}

/** Everything the simulated floor keeps; each map by id. */
export interface Plant {
  readonly seed: number;
  readonly stations: ReadonlyMap<number, Station>;
  readonly units: ReadonlyMap<number, Unit>;
  readonly users: ReadonlyMap<number, Person>;
  readonly machineTypes: ReadonlyMap<number, string>;
  readonly machines: ReadonlyMap<number, Machine>;
  readonly maintenance: readonly MaintenanceRequest[];
  readonly orders: ReadonlyMap<number, WorkOrder>;
  /** By station, in order of their start. */
  readonly jobsAt: ReadonlyMap<number, readonly Job[]>;
}
