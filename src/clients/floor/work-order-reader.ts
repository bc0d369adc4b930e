import { reported } from '../reported.ts';
import type { Dialect } from './dialect.ts';
import type { Named, WorkOrder, WorkOrderStation, WorkOrderStatus } from './floor-client.ts';
import { type Fields, readFields } from './records.ts';
import type { Statuses } from './statuses.ts';
import { createMomentReader, readCount, readId, readNumber, readSeconds, readText } from './values.ts';

/** What the question itself says of its orders, for records that do not: "in progress" is active, at the station asked for. */
export interface OrderContext {
  readonly status?: WorkOrderStatus;
  readonly stationId?: number;
}

/** Reads one work order; undefined for a record without a readable id. */
export type WorkOrderReader = (json: unknown, context?: OrderContext) => WorkOrder | undefined;

/** Reads work orders of a dialect. */
export function createWorkOrderReader({ fields: aliases, dates }: Dialect, statuses: Statuses): WorkOrderReader {
  const moment = createMomentReader(dates.zone);

  function statusOf(fields: Fields, context: WorkOrderStatus | undefined) {
    const raw = fields.read('status', readText);
    return { status: raw === undefined ? (context ?? 'unknown') : statuses.workOrder(raw), rawStatus: raw };
  }

  const readStation = (order: { readonly status: WorkOrderStatus }) => (json: unknown) => {
    const id = readId(json);
    if (id !== undefined) return { id, status: order.status };
    const fields = readFields(json, aliases.workOrderStation);
    const stationId = fields?.read('id', readId);
    if (fields === undefined || stationId === undefined) return undefined;
    const { status } = statusOf(fields, order.status);
    const name = fields.read('name', readText);
    return reported({ id: stationId, name, status, ...countsOf(fields) });
  };

  return (json, context = {}) => {
    const fields = readFields(json, aliases.workOrder);
    const id = fields?.read('id', readId);
    if (fields === undefined || id === undefined) return undefined;
    const { status, rawStatus } = statusOf(fields, context.status);
    const counts = countsOf(fields);
    // What one station does says nothing of the others.
    const elsewhere = context.stationId === undefined ? status : 'unknown';
    const listed = fields.readAll<WorkOrderStation>('stations', readStation({ status: elsewhere }));
    return reported({
      id,
      number: fields.read('number', readText) ?? String(id),
      status,
      rawStatus,
      units: unitsOf(fields, aliases.unit),
      ...counts,
      scrap: fields.read('scrap', readNumber),
      stations: atStation(listed, context.stationId, { status, ...counts }, fields.read('stationName', readText)),
      userIds: fields.readAll('userIds', readId),
      queuedAt: fields.read('queuedAt', moment),
      startedAt: fields.read('startedAt', moment),
      pausedAt: fields.read('pausedAt', moment),
      completedAt: fields.read('completedAt', moment),
      predictedEnd: fields.read('predictedEnd', moment),
      dueAt: fields.read('dueAt', moment),
      pauseReason: fields.read('pauseReason', readText),
      productivityPct: fields.read('productivityPct', readNumber),
      appliedSeconds: fields.read('appliedSeconds', readSeconds),
      sequence: fields.read('sequence', readNumber),
    });
  };
}

/** Two fields, or "14 / 50" in either. */
function countsOf(fields: Fields) {
  const pair = fields.read('completed', readCount) ?? fields.read('quantity', readCount);
  return {
    quantity: fields.read('quantity', readNumber) ?? pair?.of,
    completed: fields.read('completed', readNumber) ?? pair?.done,
  };
}

/** The unit that is built, or the units of a nested job; the quantity may be called "units" too, and is then no list. */
function unitsOf(fields: Fields, unitAliases: Dialect['fields']['unit']): readonly Named[] {
  const readUnit = (json: unknown): Named | undefined => {
    const unit = readFields(json, unitAliases);
    const id = unit?.read('id', readId);
    return id === undefined ? undefined : reported({ id, name: unit?.read('name', readText) });
  };
  const nested = fields.read('units', (value) => (Array.isArray(value) ? value.map(readUnitOrId) : undefined));
  const several = nested?.filter((unit) => unit !== undefined) ?? [];
  if (several.length > 0) return several;
  const id = fields.read('unitId', readId);
  return id === undefined ? [] : [reported({ id, name: fields.read('unitName', readText) })];

  function readUnitOrId(value: unknown): Named | undefined {
    const unitId = readId(value);
    return unitId === undefined ? readUnit(value) : { id: unitId };
  }
}

/** The record of a question about one station tells the count of that station. */
function atStation(
  listed: readonly WorkOrderStation[],
  asked: number | undefined,
  counted: {
    readonly status: WorkOrderStatus;
    readonly quantity: number | undefined;
    readonly completed: number | undefined;
  },
  name: string | undefined,
): readonly WorkOrderStation[] {
  const [only] = listed;
  const place = asked ?? (listed.length === 1 ? only?.id : undefined);
  if (place === undefined) return listed;
  const told = listed.find(({ id }) => id === place);
  const status = told === undefined || told.status === 'unknown' ? counted.status : told.status;
  const own: WorkOrderStation = { ...reported({ id: place, name, ...counted }), ...told, status };
  return told ? listed.map((station) => (station === told ? own : station)) : [...listed, own];
}
