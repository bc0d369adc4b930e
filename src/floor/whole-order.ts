import type { WorkOrder, WorkOrderStation } from '../clients/floor/floor-client.ts';
import { reported } from '../clients/reported.ts';

/** An order as the server tells it whole, with what a look at its stations adds: their counts, why it is paused there, its place in the queue. */
export function wholeOrder(whole: WorkOrder, swept: WorkOrder | undefined): WorkOrder {
  if (swept === undefined || whole.status === 'completed' || whole.status === 'cancelled') return whole;
  const stations = stationsOf(whole, swept);
  // With one station its count is that of the whole order.
  const only = stations.length < 2 ? swept : undefined;
  return reported({
    ...swept,
    ...whole,
    units: whole.units.length > 0 ? whole.units : swept.units,
    userIds: whole.userIds.length > 0 ? whole.userIds : swept.userIds,
    stations,
    quantity: whole.quantity ?? only?.quantity,
    completed: whole.completed ?? only?.completed,
    scrap: whole.scrap ?? only?.scrap,
    productivityPct: whole.productivityPct ?? only?.productivityPct,
    appliedSeconds: whole.appliedSeconds ?? only?.appliedSeconds,
  });
}

/** What each station tells of itself; of one that is listed for the order, and has none in progress, it is not known what it does. */
function stationsOf(whole: WorkOrder, swept: WorkOrder): readonly WorkOrderStation[] {
  const own = new Map(swept.stations.map((station) => [station.id, station]));
  const listed = new Set(whole.stations.map(({ id }) => id));
  const silent = swept.status === 'queued' ? {} : { status: 'unknown' as const };
  return [
    ...whole.stations.map((station) => ({ ...station, ...silent, ...own.get(station.id) })),
    ...swept.stations.filter(({ id }) => !listed.has(id)),
  ];
}
