import { optional, present } from '../answers/optional.ts';
import { commandLine, nameWord, type Page, pageButtons, pageOf } from '../answers/pages.ts';
import { listNames } from '../answers/quantities.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type { Station, User, WorkOrder } from '../clients/floor/floor-client.ts';
import type { Conversation } from '../core/message.ts';
import { type Button, bold, button, type EpochMs, inPlaceButton, type Reply, text } from '../core/reply.ts';
import { aspectColumn } from './aspect-column.ts';
import type { FoundOrders } from './find-orders.ts';
import { floorReply } from './floor-reply.ts';
import type { OrderAspect } from './order-aspect.ts';
import { orderTable } from './order-table.ts';
import { nameOf, ordersText } from './order-text.ts';
import { inListOrder } from './orders-in-order.ts';
import { mayName, NAMES_WITHHELD, operatorsText } from './people.ts';
import type { Plant } from './plant.ts';
import { statusCounts } from './status-counts.ts';
import { sweepRemarks } from './sweep-remarks.ts';

/** So many orders that fit a number are shown: more is not a choice. */
const MOST_FITTING = 5;
const PAGE_SIZE = 15;
const MOST_BUTTONS = 5;

/** What was asked of orders, where and when. */
export interface OrderRequest {
  readonly wanted: string;
  readonly aspect: OrderAspect | undefined;
  readonly page: number;
  readonly conversation: Conversation;
  readonly now: EpochMs;
}

/** An order as a command line names it: by its number, or by its id where others have the same. */
export function orderWord(order: WorkOrder, among: readonly WorkOrder[]): string {
  const isOnly = among.every(({ id, number }) => id === order.id || number !== order.number);
  return isOnly ? (nameWord(order.number) ?? '') : `id ${order.id}`;
}

/** The answer where words fit several orders, one row each: those of a product as a list, those of a number as a choice. */
export async function severalOrders(plant: Plant, found: FoundOrders, request: OrderRequest): Promise<Reply> {
  const { floor } = plant;
  const { aspect, wanted, conversation, now } = request;
  const mayTellNames = aspect === 'people' && mayName(plant.people, conversation);
  const [sweep, units, users] = await Promise.all([
    optional(floor.sweep()),
    optional(floor.units()),
    mayTellNames ? optional(floor.users()) : undefined,
  ]);
  const known = { stations: sweep?.value.stations ?? [], units: units?.value.items ?? [] };
  const isChoice = found.by !== 'product';
  const all = isChoice ? found.orders : inListOrder(found.orders, undefined, plant.late);
  const shown = pageOf(all, isChoice ? 1 : request.page, isChoice ? MOST_FITTING : PAGE_SIZE);
  const line = commandLine('order', aspect, nameWord(wanted));
  const moment = momentOf(found.facts, now);
  const columns = aspectColumn(aspect, plant, { units: known.units, users: users?.value.items, moment });
  return floorReply({
    floor,
    now,
    facts: found.facts,
    background: present([sweep, units, users]),
    blocks: [
      text(
        bold(
          isChoice
            ? choiceHeadline(found, wanted, shown)
            : productHeadline(found, request, shown, { stations: known.stations, users: users?.value.items }),
        ),
      ),
      orderTable(shown.items, known, columns),
    ],
    remarks: [
      ...(aspect === 'people' && !mayTellNames ? [[NAMES_WITHHELD]] : []),
      ...(sweep === undefined ? [] : sweepRemarks(sweep.value)),
    ],
    next: [
      ...(isChoice ? [] : pageButtons(line, shown, PAGE_SIZE)),
      ...orderButtons(shown.items, found.orders, aspect),
      inPlaceButton('Refresh', commandLine(line, shown.number === 1 ? undefined : `page ${shown.number}`)),
    ],
  });
}

function orderButtons(
  shown: readonly WorkOrder[],
  all: readonly WorkOrder[],
  aspect: OrderAspect | undefined,
): readonly Button[] {
  return shown.slice(0, MOST_BUTTONS).map((order) => {
    const word = orderWord(order, all);
    const label = word === `id ${order.id}` ? `${order.number} (id ${order.id})` : order.number;
    return button(label, commandLine('order', aspect, word));
  });
}

function choiceHeadline({ orders, searchedDays }: FoundOrders, wanted: string, shown: Page<WorkOrder>): string {
  const where = searchedDays === undefined ? '' : ` of the last ${searchedDays} days`;
  const cut = shown.hasNext ? ` Here are the first ${shown.last}; write more of the number.` : '';
  return `${ordersText(orders.length)}${where} fit ${wanted}: which one?${cut}`;
}

function productHeadline(
  { orders, products = [], searchedDays }: FoundOrders,
  { aspect }: OrderRequest,
  shown: Page<WorkOrder>,
  { stations, users }: { readonly stations: readonly Station[]; readonly users: readonly User[] | undefined },
): string {
  const what = listNames(products);
  const range = shown.items.length < orders.length ? `, ${shown.first} to ${shown.last}` : '';
  if (searchedDays !== undefined)
    return `No open order builds ${what}; ${ordersText(orders.length)} of the last ${searchedDays} days did${range}`;
  const begun = orders.filter(({ status }) => status !== 'queued');
  const places = new Set(begun.flatMap((order) => order.stations.map((station) => nameOf(station, stations))));
  const people = new Set(begun.flatMap(({ userIds }) => userIds));
  if (aspect === 'people' && people.size > 0)
    return `${operatorsText([...people], users ?? [], users !== undefined)} ${people.size > 1 ? 'are' : 'is'} signed in on orders of ${what}${range}`;
  if (aspect === 'where' && places.size > 0)
    return `${what} ${products.length > 1 ? 'are' : 'is'} being built at ${listNames([...places], 6)}${range}`;
  return `${ordersText(orders.length)} build ${what}: ${statusCounts(orders)}${range}`;
}
