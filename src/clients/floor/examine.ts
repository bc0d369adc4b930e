import * as v from 'valibot';
import { messageOf } from '../../core/errors.ts';
import type { EpochMs } from '../../core/reply.ts';
import type { Dialect } from './dialect.ts';
import type { FloorApi } from './floor-api.ts';
import { OPERATIONS, type Operation, type OperationKey } from './operations.ts';
import { readFields, unreadNames, unwrapList, unwrapRecord } from './records.ts';
import type { Parameters } from './request.ts';
import { createStatuses } from './statuses.ts';
import { JsonObject, readId, readText } from './values.ts';

/** What came of asking one operation. */
export interface Finding {
  readonly operation: Operation;
  /** Records in the answer. */
  readonly records?: number;
  readonly found: readonly { readonly field: string; readonly form: string }[];
  readonly missing: readonly string[];
  /** Names in the answer from which no field is read. */
  readonly unread: readonly string[];
  /** Words for statuses that mean nothing to the bot. */
  readonly unmapped: readonly string[];
  /** Why nothing was asked, or what failed. */
  readonly problem?: string;
}

export interface ExamineOptions {
  readonly api: FloorApi;
  readonly dialect: Dialect;
  readonly now: () => EpochMs;
}

const DAY_MS = 24 * 3_600_000;
/** As many records tell which fields there are. */
const RECORDS = 50;

type Ids = Readonly<Partial<Record<'station' | 'workOrder' | 'unit' | 'user' | 'machine', number>>>;

/** What is asked, in an order in which ids are known when they are needed. */
const ORDER: readonly { readonly key: OperationKey; readonly about?: keyof Ids }[] = [
  { key: 'stations' },
  { key: 'workOrdersInProgress' },
  { key: 'workOrdersQueued' },
  { key: 'workOrderSearch' },
  { key: 'workOrder', about: 'workOrder' },
  { key: 'units' },
  { key: 'unit', about: 'unit' },
  { key: 'users' },
  { key: 'user', about: 'user' },
  { key: 'userAppliedHours', about: 'user' },
  { key: 'stationAppliedHours', about: 'station' },
  { key: 'machines' },
  { key: 'machineTypes' },
  { key: 'machineStatusCount' },
  { key: 'machineStatusTime' },
  { key: 'machineTypeStatusCount' },
  { key: 'machineTypeStatusTime' },
  { key: 'maintenanceRequests' },
  { key: 'instructionResponses', about: 'workOrder' },
  { key: 'instructionResponsesSearch' },
  { key: 'cameraCaptures', about: 'workOrder' },
];

/** Asks each configured operation once, at its one path, and tells what of the answer can be read; values are only told by their form. */
export async function* examineFloor({ api, dialect, now }: ExamineOptions): AsyncGenerator<Finding> {
  let ids: Ids = {};
  for (const { key, about } of ORDER) {
    const operation = dialect.operations[key] ?? OPERATIONS[key];
    const id = about && ids[about];
    if (about !== undefined && id === undefined) {
      yield { operation, ...NOTHING, problem: `not asked: no ${about} is known to ask about` };
      continue;
    }
    const parameters = parametersOf(operation, ids, id, now());
    try {
      const { json } = await api.ask(key, parameters);
      const records = unwrapList(json) ?? [unwrapRecord(json)];
      yield { operation, records: records.length, ...fieldsOf(records, operation, dialect) };
      ids = { ...idsOf(records, operation, dialect), ...ids };
    } catch (error) {
      yield { operation, ...NOTHING, problem: messageOf(error) };
    }
  }
}

const NOTHING = { found: [], missing: [], unread: [], unmapped: [] } as const;

function parametersOf({ parameters }: Operation, ids: Ids, id: number | undefined, now: EpochMs): Parameters {
  return {
    ...(id !== undefined && { id }),
    ...(parameters.stationId !== undefined && ids.station !== undefined && { stationId: ids.station }),
    ...(parameters.from !== undefined && { from: now - 7 * DAY_MS, to: now }),
  };
}

/** The first id of each kind of thing, to ask about it next. */
function idsOf(records: readonly unknown[], { entity }: Operation, dialect: Dialect): Ids {
  if (entity !== 'station' && entity !== 'workOrder' && entity !== 'unit' && entity !== 'user' && entity !== 'machine')
    return {};
  const id = records
    .map((record) => readFields(record, dialect.fields[entity])?.read('id', readId))
    .find((found) => found !== undefined);
  return id === undefined ? {} : { [entity]: id };
}

function fieldsOf(
  records: readonly unknown[],
  { entity }: Operation,
  dialect: Dialect,
): Pick<Finding, 'found' | 'missing' | 'unread' | 'unmapped'> {
  if (entity === undefined || records.length === 0) return NOTHING;
  const aliases = dialect.fields[entity];
  const read = records.slice(0, RECORDS).flatMap((record) => readFields(record, aliases) ?? []);
  const names = Object.keys(aliases);
  const formOf = (name: string) => read.map((record) => record.read(name, maskedForm)).find(Boolean);
  const found = names.flatMap((field) => {
    const form = formOf(field);
    return form === undefined ? [] : [{ field, form }];
  });
  const statuses = createStatuses(dialect.status);
  const words = read.flatMap((record) => record.read('status', readText) ?? []);
  const isUnknown = (word: string) =>
    (entity === 'station' && statuses.station(word) === 'unknown') ||
    (entity === 'workOrder' && statuses.workOrder(word) === 'unknown');
  return {
    found,
    missing: names.filter((name) => formOf(name) === undefined),
    unread: unreadNames(namesOf(records), aliases),
    unmapped: [...new Set(words.filter(isUnknown))],
  };
}

function namesOf(records: readonly unknown[]): readonly string[] {
  const names = records.slice(0, RECORDS).map((record) => {
    const read = v.safeParse(JsonObject, record);
    return read.success ? Object.keys(read.output) : [];
  });
  return [...new Set(names.flat())];
}

/** The form of a value without the value: letters as x, digits as 9. */
function maskedForm(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length === 0 ? '' : maskedForm(value[0])}]`;
  if (typeof value === 'object') return '{…}';
  if (typeof value === 'boolean') return 'true or false';
  const form = String(value).replace(/\p{L}/gu, 'x').replace(/\d/g, '9');
  return form.length > 30 ? `${form.slice(0, 29)}…` : form;
}
