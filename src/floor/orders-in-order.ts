import type { WorkOrder, WorkOrderStatus } from '../clients/floor/floor-client.ts';
import type { EpochMs } from '../core/reply.ts';
import type { LateRule } from './late.ts';
import { inQueueOrder } from './next-in-queue.ts';
import type { OrderFilter } from './order-filter.ts';
import { pausedOrders } from './paused-orders.ts';

/** What needs a look comes first, what is over last. */
const STATUSES: readonly WorkOrderStatus[] = [
  'paused',
  'unknown',
  'active',
  'setup',
  'inactive',
  'queued',
  'completed',
  'cancelled',
];

/** When something last became of an order, as far as it is reported: done, begun, queued. */
const newestMoment = ({ completedAt, startedAt, queuedAt }: WorkOrder): EpochMs =>
  completedAt ?? startedAt ?? queuedAt ?? 0;

/** Orders, those first of which something became last. */
export const newestFirst = (orders: readonly WorkOrder[]): readonly WorkOrder[] =>
  orders.toSorted((a, b) => newestMoment(b) - newestMoment(a));

/** Orders as a list shows them: by status, the newest first, queued ones as they will be taken; late and paused ones by how long they are that. */
export function inListOrder(
  orders: readonly WorkOrder[],
  filter: OrderFilter | undefined,
  rule: LateRule,
): readonly WorkOrder[] {
  if (filter === 'late') return orders.toSorted(byLateness(rule));
  if (filter === 'paused') return pausedOrders(orders);
  const byStatus = Map.groupBy(orders, ({ status }) => status);
  return STATUSES.flatMap((status) => {
    const group = byStatus.get(status) ?? [];
    return status === 'queued' ? inQueueOrder(group) : newestFirst(group);
  });
}

function byLateness({ kind }: LateRule): (a: WorkOrder, b: WorkOrder) => number {
  if (kind === 'predictedEnd') return (a, b) => (b.predictedEnd ?? 0) - (a.predictedEnd ?? 0);
  if (kind === 'overAverage') return (a, b) => (b.appliedSeconds ?? 0) - (a.appliedSeconds ?? 0);
  return (a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0);
}
