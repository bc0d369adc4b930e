import type { WorkOrder, WorkOrderStatus } from '../clients/floor/floor-client.ts';
import { orderStatusText } from './order-text.ts';

/** In which order statuses are told; the others come last. */
const ORDER: readonly WorkOrderStatus[] = ['active', 'setup', 'paused', 'inactive'];

/** How many orders there are of each status: `7 running, 1 in setup, 2 paused`; words that the bot does not know stay as the server gives them. */
export function statusCounts(orders: readonly WorkOrder[]): string {
  const told = [
    ...ORDER.flatMap((status) => orders.filter((order) => order.status === status)),
    ...orders.filter(({ status }) => !ORDER.includes(status)),
  ];
  const groups = Map.groupBy(told, (order) => (order.status === 'active' ? 'running' : orderStatusText(order)));
  return [...groups].map(([word, { length }]) => `${length} ${word}`).join(', ');
}
