import { Temporal } from 'temporal-polyfill';
import { OPERATIONS, type Operation, type OperationKey, type Operations } from '../../clients/floor/operations.ts';
import type { EpochMs } from '../entities.ts';
import type { Status } from './job-state.ts';

/** How a simulated floor writes what it says, where nobody knows how the real one does. */
export interface Dialect {
  /** Where its paths and parameter names differ from the shared table. */
  readonly operations: Operations;
  readonly names: 'camel' | 'pascal';
  /** The field that a list is wrapped in; without it lists come bare. */
  readonly listField?: string;
  readonly token: 'json' | 'text';
  readonly durations: 'clock' | 'seconds';
  /** Times are written in this zone, without an offset; without it in UTC, with Z. */
  readonly zone?: string;
  /** Its words for what a job or a station does, where they differ. */
  readonly words: Readonly<Partial<Record<Status, string>>>;
}

/** Name of a dialect. */
export type DialectName = 'default' | 'station-scoped' | 'pascal';

const DEFAULT: Dialect = { operations: {}, names: 'camel', token: 'json', durations: 'clock', words: {} };

/** The dialects that a client must understand. */
export const dialects: Readonly<Record<DialectName, Dialect>> = {
  default: DEFAULT,
  'station-scoped': {
    ...DEFAULT,
    operations: {
      workOrdersInProgress: {
        ...OPERATIONS.workOrdersInProgress,
        path: '/stations/{StationID}/workorders/in-progress',
      },
      workOrdersQueued: {
        ...OPERATIONS.workOrdersQueued,
        path: '/stations/{StationID}/workorders/queued',
        optional: [],
      },
    },
  },
  pascal: {
    operations: {},
    names: 'pascal',
    listField: 'Items',
    token: 'text',
    durations: 'seconds',
    zone: 'America/Los_Angeles',
    words: {
      Queued: 'Not Started',
      Active: 'In Progress',
      Paused: 'On Hold',
      InActive: 'Idle',
      Completed: 'Done',
      Cancelled: 'Canceled',
    },
  },
};

/** The operations of a server that speaks this dialect, by their keys in the shared table. */
export function operationsOf({ operations }: Dialect): readonly (readonly [OperationKey, Operation])[] {
  return (Object.keys(OPERATIONS) as OperationKey[]).map((key) => [key, operations[key] ?? OPERATIONS[key]]);
}

/** Writes values as a dialect does. */
export interface Writer {
  time(at: EpochMs | undefined): string | null;
  duration(ms: number): string | number;
  status(status: Status): string;
  /** A whole answer: names, and what a list is wrapped in. */
  body(value: unknown): unknown;
}

/** The writer of a dialect. */
export function createWriter({ names, listField, durations, zone, words }: Dialect): Writer {
  return {
    time(at) {
      if (at === undefined) return null;
      const whole = Math.floor(at / 1000) * 1000;
      if (zone === undefined) return new Date(whole).toISOString().replace('.000Z', 'Z');
      return Temporal.Instant.fromEpochMilliseconds(whole).toZonedDateTimeISO(zone).toPlainDateTime().toString();
    },
    duration: (ms) => (durations === 'seconds' ? Math.round(ms / 1000) : clockText(ms)),
    status: (status) => words[status] ?? status,
    body(value) {
      const named = names === 'pascal' ? capitalise(value) : value;
      return Array.isArray(named) && listField !== undefined ? { [listField]: named, TotalCount: named.length } : named;
    },
  };
}

/** `[D.]HH:MM:SS`, as .NET writes spans of time. */
function clockText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const two = (number: number): string => `${number}`.padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const rest = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return days === 0 ? rest : `${days}.${rest}`;
}

function capitalise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalise);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.charAt(0).toUpperCase() + name.slice(1), capitalise(inner)]),
  );
}
