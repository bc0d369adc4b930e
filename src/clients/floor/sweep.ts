import { NotFound, UnexpectedAnswer } from '../errors.ts';
import { reported } from '../reported.ts';
import type { FloorList, PlantSweep, Station, StationStatus, WorkOrder, WorkOrderStation } from './floor-client.ts';
import { NotConfigured, PathUnknown, ServerError } from './floor-errors.ts';
import { createGate } from './gate.ts';

export interface SweepQuestions {
  /** The source as people call it. */
  readonly who: string;
  readonly stations: FloorList<Station>;
  readonly inProgress: (stationId: number) => Promise<FloorList<WorkOrder>>;
  /** The queue of the floor where the server tells it at once, else that of each station. */
  readonly queued:
    | { readonly of: 'floor'; readonly ask: () => Promise<FloorList<WorkOrder>> }
    | { readonly of: 'station'; readonly ask: (stationId: number) => Promise<FloorList<WorkOrder>> };
  /** Calls at once; others may want one meanwhile. */
  readonly concurrency: number;
}

/** Looks at the whole floor. A station that the server cannot tell of is named; what fails for all is thrown. */
export async function sweepPlant({
  who,
  stations,
  inProgress,
  queued,
  concurrency,
}: SweepQuestions): Promise<PlantSweep> {
  const gate = createGate(concurrency);
  const unread = new Set<Station>();
  const failures: unknown[] = [];

  async function askStation(station: Station, ask: (id: number) => Promise<FloorList<WorkOrder>>) {
    return gate(async () => {
      // After a failure of everything each further call would be one too many.
      if (failures.length > 0) return NOTHING;
      try {
        return await ask(station.id);
      } catch (error) {
        if (!isOfOneStation(error)) failures.push(error);
        unread.add(station);
        return NOTHING;
      }
    });
  }

  /** Keeps its failure until the calls under way have ended. */
  const askFloor = (ask: () => Promise<FloorList<WorkOrder>>) =>
    gate(async () => [
      await ask().catch((error: unknown) => {
        failures.push(error);
        return NOTHING;
      }),
    ]);
  const ofEach = (ask: (id: number) => Promise<FloorList<WorkOrder>>) =>
    Promise.all(stations.items.map((station) => askStation(station, ask)));
  const [running, waiting] = await Promise.all([
    ofEach(inProgress),
    queued.of === 'station' ? ofEach(queued.ask) : askFloor(queued.ask),
  ]);
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  if (unread.size > 0 && unread.size === stations.items.length)
    throw new UnexpectedAnswer(`${who} does not tell what any station runs.`, 'no station could be read');
  return {
    stations: stations.items.map((station, at) => withOrders(station, running[at]?.items ?? [], unread.has(station))),
    inProgress: mergeOrders(running.flatMap(({ items }) => items)),
    queued: mergeOrders(waiting.flatMap(({ items }) => items)),
    skipped: [stations, ...running, ...waiting].reduce((sum, list) => sum + list.skipped, 0),
    unread: [...unread].map(({ id, name }) => ({ id, name })),
  };
}

const NOTHING: FloorList<WorkOrder> = { items: [], skipped: 0 };

function isOfOneStation(error: unknown): boolean {
  if (error instanceof PathUnknown || error instanceof NotConfigured) return false;
  return error instanceof NotFound || error instanceof UnexpectedAnswer || error instanceof ServerError;
}

/** One order that several stations told of is one order, with the count of each and no sum: whether the counts add up is not known. */
function mergeOrders(told: readonly WorkOrder[]): readonly WorkOrder[] {
  const byId = new Map<number, readonly WorkOrder[]>();
  for (const order of told) byId.set(order.id, [...(byId.get(order.id) ?? []), order]);
  return [...byId.values()].flatMap(mergeOne);
}

function mergeOne(tellings: readonly WorkOrder[]): readonly WorkOrder[] {
  const main = ALIVE.map((status) => tellings.find((order) => order.status === status)).find(Boolean) ?? tellings[0];
  if (main === undefined || tellings.length === 1) return tellings;
  const { completed, quantity, scrap, productivityPct, appliedSeconds, predictedEnd, ...rest } = main;
  const paused = tellings.find(({ pauseReason }) => pauseReason !== undefined);
  const ends = tellings.map((order) => order.predictedEnd).filter((end) => end !== undefined);
  return [
    reported({
      ...rest,
      quantity: tellings.every((order) => order.quantity === quantity) ? quantity : undefined,
      // It is done when its last station is.
      predictedEnd: ends.length === tellings.length ? Math.max(...ends) : undefined,
      pausedAt: paused?.pausedAt,
      pauseReason: paused?.pauseReason,
      stations: mergeStations(tellings.flatMap(({ stations }) => stations)),
      userIds: [...new Set(tellings.flatMap(({ userIds }) => userIds))],
    }),
  ];
}

/** A station's own telling, which has its count, before what another station said of it. */
function mergeStations(told: readonly WorkOrderStation[]): readonly WorkOrderStation[] {
  const byId = new Map<number, WorkOrderStation>();
  for (const station of told) {
    const known = byId.get(station.id);
    const isOwn = station.status !== 'unknown' || station.completed !== undefined;
    byId.set(station.id, isOwn ? { ...known, ...station } : { ...station, ...known });
  }
  return [...byId.values()];
}

const ALIVE = ['active', 'setup', 'paused', 'inactive'] as const;

function withOrders(station: Station, orders: readonly WorkOrder[], isUnread: boolean): Station {
  const currentWorkOrderIds = [...new Set([...station.currentWorkOrderIds, ...orders.map(({ id }) => id)])];
  if (station.rawStatus !== undefined || isUnread) return { ...station, currentWorkOrderIds };
  const status: StationStatus = ALIVE.find((each) => orders.some((order) => order.status === each)) ?? 'inactive';
  return { ...station, status, currentWorkOrderIds };
}
