import type { Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import { type Block, type EpochMs, text } from '../core/reply.ts';
import { endText } from '../floor/end-text.ts';
import { orderTable } from '../floor/order-table.ts';
import type { FloorNow } from './floor-summary-facts.ts';

const MOST_ROWS = 12;

/** What is at stations and not paused, with its end, the soonest first, and how many more there are. */
export function runningBlocks(
  { inProgress, stations }: FloorNow,
  units: readonly Unit[],
  moment: EpochMs,
): readonly Block[] {
  const running = inProgress.filter(({ status }) => status !== 'paused').toSorted(bySoonestEnd);
  if (running.length === 0) return [];
  const end = { title: 'Ends', cell: (order: WorkOrder) => endText(order, { units, now: moment }) };
  const more = running.length - MOST_ROWS;
  return [
    orderTable(running.slice(0, MOST_ROWS), { stations, units }, [end]),
    ...(more > 0 ? [text(`and ${more} more in progress`)] : []),
  ];
}

/** Those of which no end is predicted come last. */
function bySoonestEnd({ predictedEnd: a }: WorkOrder, { predictedEnd: b }: WorkOrder): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a - b;
}
