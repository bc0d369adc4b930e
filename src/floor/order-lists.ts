import { commandLine, nameWord } from '../answers/pages.ts';
import { type Button, button } from '../core/reply.ts';
import type { OrderQuestion } from './choose-orders.ts';
import type { OrderFilter } from './order-filter.ts';
import type { Plant } from './plant.ts';

/** The command line of a list of orders, without its page. */
export function ordersLine({ filter, time, limit, name }: OrderQuestion): string {
  const status = filter === 'open' && time === undefined ? undefined : filter;
  return commandLine(
    'orders',
    status,
    time?.label,
    limit === undefined ? undefined : `newest ${limit}`,
    nameWord(name),
  );
}

const LABELS: Readonly<Record<OrderFilter, string>> = {
  'in-progress': 'In progress',
  paused: 'Paused',
  late: 'Late',
  queued: 'Queued',
  done: 'Done today',
  open: 'All open',
};

/** Buttons to other lists of orders, of the same station, area or product. */
export function otherLists({ late }: Plant, { filter, name }: OrderQuestion): readonly Button[] {
  return (['paused', 'late', 'queued', 'in-progress', 'done', 'open'] as const)
    .filter((other) => other !== filter && !(other === 'late' && late.kind === 'none'))
    .slice(0, 3)
    .map((other) => button(LABELS[other], ordersLine({ filter: other, name })));
}
