import { commandLine, nameWord } from '../answers/pages.ts';
import type { PlantSweep, WorkOrder } from '../clients/floor/floor-client.ts';
import { UserError } from '../core/errors.ts';
import { nearestNames } from '../core/names.ts';
import { button, buttons, note } from '../core/reply.ts';
import { ordersText } from './order-text.ts';
import { sweepRemarks } from './sweep-remarks.ts';

/** Where an order was looked for in vain. */
export interface OrdersLooked {
  readonly open: readonly WorkOrder[];
  /** The names of all products. */
  readonly products: readonly string[];
  readonly unread: PlantSweep['unread'];
  /** How far back was searched; undefined where that could not be done. */
  readonly searchedDays: number | undefined;
}

/** The answer where no order fits: where was looked, and the nearest numbers and products. */
export function orderNotFound(wanted: string, { open, products, unread, searchedDays }: OrdersLooked): UserError {
  const nearest = nearestNames(wanted, [...open.map(({ number }) => number), ...products]);
  const earlier =
    searchedDays === undefined
      ? '; earlier ones could not be searched'
      : `, and those of the last ${searchedDays === 31 ? '7, then 31' : searchedDays} days`;
  const hint = nearest.length > 0 ? ` Nearest: ${nearest.join(', ')}.` : '';
  return new UserError(
    `No order has a number or product like ${wanted}. I looked at ${ordersText(open.length)} in progress or queued${earlier}.${hint}`,
    {
      details: [
        ...sweepRemarks({ skipped: 0, unread }).map((remark) => note(...remark)),
        buttons(
          ...nearest.map((number) => button(number, commandLine('order', nameWord(number)))),
          button('Open orders', 'orders'),
        ),
      ],
    },
  );
}
