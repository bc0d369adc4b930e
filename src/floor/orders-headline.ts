import type { Page } from '../answers/pages.ts';
import { count, listNames } from '../answers/quantities.ts';
import type { WorkOrder } from '../clients/floor/floor-client.ts';
import type { TimeRange } from '../core/time-range.ts';
import type { ChosenOrders, OrderQuestion } from './choose-orders.ts';
import { doneOrders } from './done-orders.ts';
import type { OrderFilter } from './order-filter.ts';
import { ordersText } from './order-text.ts';
import { statusCounts } from './status-counts.ts';

/** More paused orders than these are told by their reasons. */
const MOST_NAMED = 3;

/** The first line of a list of orders: how many, and of each status; of those that are done, how many units. */
export function ordersHeadline(
  question: OrderQuestion,
  chosen: ChosenOrders,
  { first, last, items }: Pick<Page<unknown>, 'first' | 'last' | 'items'>,
): string {
  const { filter, limit } = question;
  const { orders } = chosen;
  const range = items.length < orders.length ? `, ${first} to ${last}` : '';
  if (filter === 'late') return lateHeadline(question, chosen) + range;
  const scope = chosen.of + timeText(question);
  if (orders.length === 0) return `No order${filter === undefined ? '' : ` ${NONE[filter]}`}${scope}`;
  const isCut = limit !== undefined && orders.length === limit;
  // "At stations at Assembly 1" would say it twice.
  const are = filter === undefined || (filter === 'in-progress' && chosen.of.startsWith(' at ')) ? '' : ARE[filter];
  return `${isCut ? 'The newest ' : ''}${ordersText(orders.length)}${are}${scope}: ${detailsOf(question, orders)}${range}`;
}

type Listed = Exclude<OrderFilter, 'late'>;

const NONE: Readonly<Record<Listed, string>> = {
  open: 'is open',
  'in-progress': 'is in progress',
  queued: 'is queued',
  done: 'was done',
  paused: 'is paused',
};

const ARE: Readonly<Record<Listed, string>> = {
  open: ' open',
  'in-progress': ' at stations',
  queued: ' queued',
  done: ' done',
  paused: ' paused',
};

/** What of the orders was in a time: `, begun today`; for those that are done, ` today`. */
const IN_TIME: Readonly<Record<OrderFilter, string>> = {
  open: ', begun or queued',
  'in-progress': ', begun',
  queued: ', queued',
  done: '',
  late: ', due',
  paused: ', since',
};

function timeText({ filter, time }: OrderQuestion): string {
  if (time === undefined) return '';
  return `${filter === undefined ? '' : IN_TIME[filter]} ${time.label}`;
}

function lateHeadline(question: OrderQuestion, { orders, judged, untold, of }: ChosenOrders): string {
  const all = `${judged} open ${judged === 1 ? 'order' : 'orders'}${of}${timeText(question)}`;
  if (judged === 0) return `No order is open${of}${timeText(question)}`;
  if (untold === judged) return `Whether any of ${all} is late cannot be told`;
  if (orders.length === 0) return `None of ${all} is ${untold > 0 ? 'known to be ' : ''}late`;
  return `${orders.length} of ${all} ${orders.length === 1 ? 'is' : 'are'} late`;
}

function detailsOf({ filter, time }: OrderQuestion, orders: readonly WorkOrder[]): string {
  switch (filter) {
    case 'done':
      return outputText(orders, time);
    case 'paused':
      return reasonsText(orders);
    case 'queued':
      return toBuildText(orders);
    default:
      return statusCounts(orders);
  }
}

/** `430 units, 5 scrapped`, as far as it is reported. */
function outputText(orders: readonly WorkOrder[], time: TimeRange | undefined): string {
  const { built, scrapped, uncounted } = doneOrders({ items: orders }, time ?? ALWAYS);
  const units = built === undefined ? 'units not reported' : `${atLeast(uncounted)}${count(built, 'unit')}`;
  if (scrapped === undefined) return `${units}, scrap not reported`;
  const untold = orders.filter(({ scrap }) => scrap === undefined).length;
  return `${units}, ${untold === 0 && scrapped === 0 ? 'none' : `${atLeast(untold)}${scrapped}`} scrapped`;
}

const ALWAYS = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

const atLeast = (untold: number): string => (untold > 0 ? 'at least ' : '');

function toBuildText(orders: readonly WorkOrder[]): string {
  const quantities = orders.map(({ quantity }) => quantity).filter((quantity) => quantity !== undefined);
  if (quantities.length === 0) return 'quantities not reported';
  const sum = quantities.reduce((all, quantity) => all + quantity, 0);
  return `${atLeast(orders.length - quantities.length)}${count(sum, 'unit')} to build`;
}

/** `WO-1 (Missing Materials), WO-2 (reason not reported)`; how many of each reason where they are many. */
function reasonsText(orders: readonly WorkOrder[]): string {
  const reasonOf = ({ pauseReason }: WorkOrder): string => pauseReason ?? 'reason not reported';
  if (orders.length <= MOST_NAMED) return listNames(orders.map((order) => `${order.number} (${reasonOf(order)})`));
  const byReason = [...Map.groupBy(orders, reasonOf)].toSorted(([, a], [, b]) => b.length - a.length);
  return listNames(
    byReason.map(([reason, { length }]) => `${length} × ${reason}`),
    4,
  );
}
