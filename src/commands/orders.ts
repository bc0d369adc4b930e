import { commandLine, nameWord, pageButtons, pageOf } from '../answers/pages.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import { type Command, command } from '../core/command.ts';
import { newest, page, rest } from '../core/parameters.ts';
import { bold, button, type EpochMs, inPlaceButton, type Reply, type Text, text } from '../core/reply.ts';
import { type ChosenOrders, chooseOrders, type OrderQuestion } from '../floor/choose-orders.ts';
import { floorReply } from '../floor/floor-reply.ts';
import { lateGapText, lateRuleText } from '../floor/late.ts';
import { lateColumn } from '../floor/late-column.ts';
import { noLateRule } from '../floor/no-late-rule.ts';
import { orderFilter } from '../floor/order-filter.ts';
import { ordersLine, otherLists } from '../floor/order-lists.ts';
import { orderTable } from '../floor/order-table.ts';
import { ordersText } from '../floor/order-text.ts';
import { ordersHeadline } from '../floor/orders-headline.ts';
import type { Plant } from '../floor/plant.ts';
import { plantTime, plantToday } from '../floor/plant-time.ts';

const PAGE_SIZE = 15;
const MOST_ORDER_BUTTONS = 3;

/** `orders`: the work orders of a plant, by status, time, and station, area or product. */
export function orders(plant: Plant): Command {
  return command({
    name: 'orders',
    summary: 'work orders: open, in progress, queued, done, late or paused, by time, station, area or product',
    parameters: {
      filter: orderFilter,
      time: plantTime(plant),
      limit: newest,
      page,
      name: rest('station, area or product', 'where they are, or what they build', NOISE),
    },
    examples: [
      'orders',
      'orders in-progress',
      'orders done today',
      'orders late',
      'orders paused',
      'orders queued Kitting 1',
      'orders done last week "Gearbox G4"',
    ],
    shared: true,
    async run({ filter: asked, time: said, page: number, limit, name }, { now }) {
      const filter = asked ?? (said === undefined ? 'open' : undefined);
      if (filter === 'late' && plant.late.kind === 'none') return noLateRule();
      const time = filter === 'done' && said === undefined ? await plantToday(plant, now) : said;
      const question: OrderQuestion = { filter, time, limit, name };
      return tellOrders(plant, question, { number, now });
    },
  });
}

const NOISE = ['order', 'orders', 'all', 'the', 'at', 'in', 'on', 'of', 'for'];

async function tellOrders(
  plant: Plant,
  question: OrderQuestion,
  { number, now }: { readonly number: number; readonly now: EpochMs },
): Promise<Reply> {
  const { filter } = question;
  const chosen = await chooseOrders(plant, question, now);
  const shown = pageOf(chosen.orders, number, PAGE_SIZE);
  const line = ordersLine(question);
  const moment = momentOf(chosen.facts, now);
  const more = filter === 'late' ? [lateColumn(plant.late, moment)] : filter === 'done' ? [SCRAP] : [];
  return floorReply({
    floor: plant.floor,
    now,
    facts: chosen.facts,
    background: chosen.background,
    blocks: [
      text(bold(ordersHeadline(question, chosen, shown))),
      ...(shown.items.length > 0 ? [orderTable(shown.items, chosen, more)] : []),
    ],
    remarks: [...remarksOf(plant, question, chosen), ...chosen.remarks],
    next: [
      ...pageButtons(line, shown, PAGE_SIZE),
      inPlaceButton('Refresh', commandLine(line, shown.number === 1 ? undefined : `page ${shown.number}`)),
      ...shown.items
        .slice(0, MOST_ORDER_BUTTONS)
        .map((order) => button(order.number, commandLine('order', nameWord(order.number)))),
      ...otherLists(plant, question),
    ],
  });
}

const SCRAP = { title: 'Scrap', cell: ({ scrap }: { readonly scrap?: number }) => [`${scrap ?? 'not reported'}`] };

/** What the list does not tell: by which rule, of how many it cannot be told, and why. */
function remarksOf(plant: Plant, { filter, time }: OrderQuestion, chosen: ChosenOrders): readonly Text[] {
  const { untold, untimed } = chosen;
  return [
    ...(filter === 'late' ? [[lateRuleText(plant.late)]] : []),
    ...(untold > 0 ? [[`of ${ordersText(untold)} it cannot be told: ${lateGapText(plant.late)}`]] : []),
    ...(untimed > 0 ? [[`of ${ordersText(untimed)} the time is not reported`]] : []),
    ...(time !== undefined ? [[`days by the clock of the plant (${plant.zone})`]] : []),
  ];
}
