import type { WorkOrder } from '../clients/floor/floor-client.ts';
import { inQueueOrder } from './next-in-queue.ts';

/** What waits for a station, in the order in which it will be begun. */
export interface StationQueue {
  readonly orders: readonly WorkOrder[];
  /** Orders that wait anywhere of which the queue names no station: some may be for this one. */
  readonly unplaced: number;
  /** Whether the queue names a station of any order. */
  readonly tellsStations: boolean;
}

/** The part of the floor's queue that names a station. */
export function stationQueue(stationId: number, queued: readonly WorkOrder[]): StationQueue {
  const unplaced = queued.filter(({ stations }) => stations.length === 0).length;
  return {
    orders: inQueueOrder(queued.filter(({ stations }) => stations.some(({ id }) => id === stationId))),
    unplaced,
    tellsStations: unplaced < queued.length || queued.length === 0,
  };
}
