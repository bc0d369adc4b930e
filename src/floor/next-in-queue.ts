import { count, listNames } from '../answers/quantities.ts';
import type { Station, Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import { nameOf, unitsText } from './order-text.ts';

/** Orders that wait, in the order in which their stations come to them; those without a place by when they were queued. */
export function inQueueOrder(queued: readonly WorkOrder[]): readonly WorkOrder[] {
  const last = Number.POSITIVE_INFINITY;
  const comparing = (a: number, b: number): number => (a === b ? 0 : a - b);
  return queued.toSorted(
    (a, b) => comparing(a.sequence ?? last, b.sequence ?? last) || comparing(a.queuedAt ?? last, b.queuedAt ?? last),
  );
}

/** `WO-20540, 454-23-17 (26 units) at Kitting 1`. */
export function queuedText(
  order: WorkOrder,
  { stations, units }: { readonly stations: readonly Station[]; readonly units: readonly Unit[] },
): string {
  const amount = order.quantity === undefined ? '' : ` (${count(order.quantity, 'unit')})`;
  const at = listNames(order.stations.map((station) => nameOf(station, stations)));
  return `${order.number}, ${unitsText(order, units)}${amount}${at === '' ? '' : ` at ${at}`}`;
}
