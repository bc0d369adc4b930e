import { count } from '../answers/quantities.ts';
import type { FloorList, Span, WorkOrder } from '../clients/floor/floor-client.ts';
import { ordersText } from './order-text.ts';

/** The orders that were done in a span, and what they came to as far as it is reported. */
export interface DoneOrders {
  /** The last one first. */
  readonly orders: readonly WorkOrder[];
  /** Units built; undefined where no order tells. */
  readonly built: number | undefined;
  /** Units scrapped; undefined where no order tells. */
  readonly scrapped: number | undefined;
  /** So many of the orders do not tell how many units they built. */
  readonly uncounted: number;
  /** So many other orders are done of which it is not reported when. */
  readonly undated: number;
}

/** Those of a search that were done within its span: a search also finds what was under way then. */
export function doneOrders({ items }: Pick<FloorList<WorkOrder>, 'items'>, { from, to }: Span): DoneOrders {
  const completed = items.filter(({ status }) => status === 'completed');
  const orders = completed
    .filter(({ completedAt }) => completedAt !== undefined && completedAt >= from && completedAt < to)
    .toSorted((a, b) => (b.completedAt ?? 0) - (a.completedAt ?? 0));
  return {
    orders,
    built: unitsBuilt(orders),
    scrapped: sumOf(orders.map((order) => order.scrap)),
    uncounted: orders.filter((order) => order.completed === undefined).length,
    undated: completed.filter(({ completedAt }) => completedAt === undefined).length,
  };
}

/** `4 orders done (120 units, 2 scrapped)`, as far as it is reported. */
export function doneText({ orders, built, scrapped, uncounted }: DoneOrders): string {
  const parts = [
    ...(built === undefined ? [] : [`${uncounted > 0 ? 'at least ' : ''}${count(built, 'unit')}`]),
    ...(scrapped === undefined || scrapped === 0 ? [] : [`${scrapped} scrapped`]),
  ];
  return `${ordersText(orders.length)} done${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}

/** How many units some orders have built together; undefined where none of them tells. */
export const unitsBuilt = (orders: readonly WorkOrder[]): number | undefined =>
  sumOf(orders.map(({ completed }) => completed));

function sumOf(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter((number) => number !== undefined);
  return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0);
}
