import { listNames } from '../answers/quantities.ts';
import type { Station, Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import type { Table, Text } from '../core/reply.ts';
import { standingText } from './order-standing.ts';
import { countText, nameOf, unitsText } from './order-text.ts';

/** One more column of a table of orders. */
export interface OrderColumn {
  readonly title: string;
  readonly cell: (order: WorkOrder) => Text;
}

/** No cell names more stations, nor tells their counts. */
const MOST_STATIONS = 4;

/** Orders as a table, one row each: what it builds, where, how much is done, how it stands, and what is asked for beside. */
export function orderTable(
  orders: readonly WorkOrder[],
  { stations, units }: { readonly stations: readonly Station[]; readonly units: readonly Unit[] },
  more: readonly OrderColumn[] = [],
): Table {
  const columns: readonly OrderColumn[] = [
    { title: 'Order', cell: ({ number }) => [number] },
    { title: 'Builds', cell: (order) => [unitsText(order, units)] },
    { title: 'Where', cell: (order) => [whereText(order, stations)] },
    { title: 'Done', cell: (order) => [doneText(order)] },
    { title: 'Status', cell: (order) => standingText(order, stations) },
    ...more,
  ];
  return {
    kind: 'table',
    columns: columns.map(({ title }) => ({ title })),
    rows: orders.map((order) => columns.map(({ cell }) => cell(order))),
  };
}

function whereText(order: WorkOrder, stations: readonly Station[]): string {
  if (order.stations.length === 0) return 'not reported';
  return listNames(
    order.stations.map((station) => nameOf(station, stations)),
    MOST_STATIONS,
  );
}

/** The count of the whole order; where only its stations tell theirs, those, in the order of the stations. */
function doneText(order: WorkOrder): string {
  const counted = order.stations.some(({ completed }) => completed !== undefined);
  if (order.stations.length > 1 && order.completed === undefined && counted)
    return listNames(
      order.stations.map((station) => countText(station) ?? '–'),
      MOST_STATIONS,
    );
  return countText(order) ?? 'not reported';
}
