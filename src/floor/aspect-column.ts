import type { Unit, User, WorkOrder } from '../clients/floor/floor-client.ts';
import { type EpochMs, type Text, time } from '../core/reply.ts';
import { endText } from './end-text.ts';
import { lateOrders } from './late-orders.ts';
import { lateField } from './lateness-text.ts';
import type { OrderAspect } from './order-aspect.ts';
import type { OrderColumn } from './order-table.ts';
import { operatorsText } from './people.ts';
import type { Plant } from './plant.ts';

/** What cells look at beside the order. */
export interface ColumnFacts {
  readonly units: readonly Unit[];
  /** Who may be named; undefined where nobody may. */
  readonly users: readonly User[] | undefined;
  readonly moment: EpochMs;
}

/** What is asked of several orders, as a column of their table; nothing where the table tells it anyway. */
export function aspectColumn(
  aspect: OrderAspect | undefined,
  plant: Plant,
  { units, users, moment }: ColumnFacts,
): readonly OrderColumn[] {
  switch (aspect) {
    case 'people':
      return [
        {
          title: 'Signed in',
          cell: ({ userIds }) => [
            userIds.length === 0 ? 'nobody' : operatorsText(userIds, users ?? [], users !== undefined),
          ],
        },
      ];
    case 'end':
      return [{ title: 'Ends', cell: (order) => endText(order, { units, now: moment }) }];
    case 'late':
      return [{ title: 'Late', cell: (order) => [lateCell(order, plant, { units, moment })] }];
    case 'due':
      return [{ title: 'Due', cell: ({ dueAt }) => timeOr(dueAt) }];
    case 'scrap':
      return [{ title: 'Scrapped', cell: ({ scrap }) => [`${scrap ?? 'not reported'}`] }];
    default:
      return [];
  }
}

function lateCell(order: WorkOrder, plant: Plant, { units, moment }: Omit<ColumnFacts, 'users'>): string {
  const { late, untold } = lateOrders([order], plant, { units, now: moment });
  return lateField({ order, late: untold > 0 ? undefined : late.length > 0, moment }, plant.late);
}

const timeOr = (at: EpochMs | undefined): Text => [at === undefined ? 'not reported' : time(at, 'date-time')];
