import type { EpochMs } from '../../core/reply.ts';
import type { Cache, Loaded } from '../cache.ts';
import { NotFound, UnexpectedAnswer } from '../errors.ts';
import type { Known } from '../known.ts';
import { minutesBack } from '../minutes-back.ts';
import type { Dialect } from './dialect.ts';
import type { FloorApi } from './floor-api.ts';
import type { FloorList, FloorQuestions, MachineStatusFigures, PlantSweep, Span, WorkOrder } from './floor-client.ts';
import { loadList } from './floor-list.ts';
import type { OperationKey } from './operations.ts';
import { createReaders, type Readers } from './readers.ts';
import { unwrapList, unwrapRecord } from './records.ts';
import { isPerStation, type Parameters } from './request.ts';
import { sweepPlant } from './sweep.ts';

const GRID_MS = 5 * 60_000;

export interface FloorQuestionsOptions {
  readonly api: FloorApi;
  readonly dialect: Dialect;
  readonly cache: Cache;
  readonly now: () => EpochMs;
}

/** The questions of a floor, answered from the cache while it is fresh. */
export function createFloorQuestions({ api, dialect, cache, now }: FloorQuestionsOptions): FloorQuestions {
  const readers = createReaders(dialect);
  const list = <T>(key: OperationKey, parameters: Parameters, read: (record: unknown) => T | undefined) =>
    loadList({ api, paging: dialect.paging }, key, parameters, read);
  const ttlMs = (resource: keyof Dialect['ttlSeconds']) => dialect.ttlSeconds[resource] * 1_000;

  const loadStations = () => list('stations', {}, readers.station);
  const stations = () => cache.get('stations', loadStations, ttlMs('stations'));
  const loadInProgress = (stationId: number) =>
    list('workOrdersInProgress', { stationId }, (record) => readers.workOrder(record, { status: 'active', stationId }));
  const loadQueued = (stationId?: number) =>
    list('workOrdersQueued', stationId === undefined ? {} : { stationId }, (record) =>
      readers.workOrder(record, { status: 'queued', ...(stationId !== undefined && { stationId }) }),
    );

  async function loadSweep(): Promise<Loaded<PlantSweep>> {
    const isQueuePerStation = isPerStation(api.operation('workOrdersQueued'));
    let bytes = 0;
    const keepBytes = async <T>(loading: Promise<Loaded<T>>): Promise<T> => {
      const loaded = await loading;
      bytes += loaded.bytes;
      return loaded.value;
    };
    const swept = await sweepPlant({
      who: api.who,
      // Not those of the cache: what a station does now would be as old as its name may be.
      stations: await keepBytes(loadStations()),
      inProgress: (id) => keepBytes(loadInProgress(id)),
      queued: isQueuePerStation
        ? { of: 'station', ask: (id) => keepBytes(loadQueued(id)) }
        : { of: 'floor', ask: () => keepBytes(loadQueued()) },
      concurrency: Math.max(1, dialect.limits.concurrency - 1),
    });
    return { value: swept, bytes };
  }

  const sweep = () => cache.get('sweep', loadSweep, ttlMs('inProgress'));

  async function queued(stationId?: number): Promise<Known<FloorList<WorkOrder>>> {
    if (stationId !== undefined || !isPerStation(api.operation('workOrdersQueued')))
      return cache.get(`queued ${stationId ?? 'all'}`, () => loadQueued(stationId), ttlMs('queued'));
    const { value, ...known } = await sweep();
    return { ...known, value: { items: value.queued, skipped: value.skipped } };
  }

  /** A list of a span, under a key that is the same for some minutes. */
  function inSpan<T>(
    key: OperationKey,
    resource: keyof Dialect['ttlSeconds'],
    { from, to }: Span,
    load: (span: Span) => Promise<Loaded<T>>,
    about: number | '' = '',
  ): Promise<Known<T>> {
    const span = { from: Math.floor(from / GRID_MS) * GRID_MS, to: Math.ceil(to / GRID_MS) * GRID_MS };
    const back = minutesBack({ from, to }, now());
    const question = back === undefined ? undefined : `${key} ${about} last ${back} min`;
    return cache.get(`${key} ${about} ${span.from} ${span.to}`, () => load(span), ttlMs(resource), question);
  }

  const hours = (key: 'stationAppliedHours' | 'userAppliedHours') => (id: number, asked: Span) =>
    inSpan(key, 'appliedHours', asked, (span) => loadHours(api, readers, key, { id, ...span }), id);
  const figures = (key: 'machineStatusTime' | 'machineStatusCount') => (asked: Span) =>
    inSpan(key, 'machines', asked, async (span) => addUp(await list(key, span, readers.machineStatus)));

  return {
    stations,
    units: () => cache.get('units', () => list('units', {}, readers.unit), ttlMs('units')),
    users: () => cache.get('users', () => list('users', {}, readers.user), ttlMs('users')),
    inProgress: (stationId) =>
      cache.get(`in progress ${stationId}`, () => loadInProgress(stationId), ttlMs('inProgress')),
    queued,
    workOrder: (id) => cache.get(`order ${id}`, () => loadWorkOrder(api, readers, id), ttlMs('workOrder')),
    search: (asked) =>
      inSpan('workOrderSearch', 'search', asked, (span) =>
        list('workOrderSearch', span, (record) => readers.workOrder(record)),
      ),
    sweep,
    stationHours: hours('stationAppliedHours'),
    userHours: hours('userAppliedHours'),
    machines: () => cache.get('machines', () => list('machines', {}, readers.machine), ttlMs('machines')),
    machineTimes: figures('machineStatusTime'),
    machineCounts: figures('machineStatusCount'),
    maintenance: (asked) =>
      inSpan('maintenanceRequests', 'maintenance', asked, (span) =>
        list('maintenanceRequests', span, readers.maintenanceRequest),
      ),
    responses: (id) =>
      cache.get(
        `responses ${id}`,
        () => list('instructionResponses', { id }, readers.instructionResponse),
        ttlMs('responses'),
      ),
    captures: (id) =>
      cache.get(`captures ${id}`, () => list('cameraCaptures', { id }, readers.cameraCapture), ttlMs('captures')),
  };
}

async function loadWorkOrder(api: FloorApi, readers: Readers, id: number): Promise<Loaded<WorkOrder>> {
  const { json, bytes } = await api.ask('workOrder', { id });
  if (json === null) throw new NotFound(`${api.who} has no work order with the id ${id}.`, 'not found');
  const order = readers.workOrder(unwrapRecord(json));
  if (order === undefined)
    throw new UnexpectedAnswer(`${api.who} answered "Work Order" in a form that can't be read.`, 'unreadable order');
  return { value: order, bytes };
}

/** Hours come as one record, or as a list of them. */
async function loadHours(
  api: FloorApi,
  readers: Readers,
  key: 'stationAppliedHours' | 'userAppliedHours',
  parameters: Parameters,
) {
  const { json, bytes } = await api.ask(key, parameters);
  const records = unwrapList(json) ?? [json];
  const items = records.map(readers.appliedHours).filter((record) => record !== undefined);
  return { value: { items, skipped: records.length - items.length }, bytes };
}

/** Rows of one machine in one status each, by machine. */
function addUp({ value, bytes }: Loaded<FloorList<MachineStatusFigures>>): Loaded<FloorList<MachineStatusFigures>> {
  const byMachine = new Map<number, MachineStatusFigures>();
  for (const { machineId, byStatus } of value.items) {
    const known = byMachine.get(machineId)?.byStatus;
    byMachine.set(machineId, { machineId, byStatus: { ...known, ...byStatus } });
  }
  return { value: { items: [...byMachine.values()], skipped: value.skipped }, bytes };
}
