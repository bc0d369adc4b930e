import { commandLine, nameWord } from '../answers/pages.ts';
import { type Command, command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import { page, rest } from '../core/parameters.ts';
import { type Button, button, inPlaceButton, type Reply, type Text } from '../core/reply.ts';
import { type FoundOrders, findOrders } from '../floor/find-orders.ts';
import { floorReply } from '../floor/floor-reply.ts';
import { type OrderAspect, orderAspect } from '../floor/order-aspect.ts';
import { orderBody } from '../floor/order-body.ts';
import { type OrderFacts, orderFacts } from '../floor/order-facts.ts';
import { nameOf } from '../floor/order-text.ts';
import { mayName, NAMES_WITHHELD } from '../floor/people.ts';
import type { Plant } from '../floor/plant.ts';
import { type OrderRequest, orderWord, severalOrders } from '../floor/several-orders.ts';

/** `order NUMBER`: one work order, and what is asked of it; several that fit, one row each. It may name people, so it is not shared. */
export function order(plant: Plant): Command {
  return command({
    name: 'order',
    summary: 'one work order: status, counts, stations, operators, end, due date, scrap, answers to steps, photos',
    parameters: {
      aspect: orderAspect,
      page,
      wanted: {
        ...rest('NUMBER or product', 'the number of the order or a part of it, or what it builds; `id 17` is its id'),
        usage: 'NUMBER or product',
      },
    },
    examples: [
      'order WO-1042',
      'order 1042',
      'order people WO-1042',
      'order left WO-1042',
      'order end WO-1042',
      'order steps WO-1042',
      'order where "Gearbox G4"',
    ],
    async run({ aspect, page: number, wanted }, { message: { conversation }, now }) {
      if (wanted === undefined)
        throw new UserError('An order is missing: write its number or what it builds, for example `order WO-1042`.');
      const request: OrderRequest = { wanted, aspect, page: number, conversation, now };
      const found = await findOrders(wanted, plant, now);
      const [only, ...others] = found.orders;
      if (only === undefined || others.length > 0) return severalOrders(plant, found, request);
      const known = await orderFacts(only, plant, { conversation, facts: found.facts, now });
      return tellOrder(plant, known, { found, request });
    },
  });
}

interface Asked {
  readonly found: FoundOrders;
  readonly request: OrderRequest;
}

async function tellOrder(plant: Plant, known: OrderFacts, { found, request }: Asked): Promise<Reply> {
  const { aspect, page: number, conversation, now } = request;
  const word = found.by === 'id' ? `id ${known.order.id}` : orderWord(known.order, found.orders);
  const line = commandLine('order', aspect, word);
  const body = await orderBody(plant, known, { aspect, page: number, line });
  return floorReply({
    floor: plant.floor,
    now,
    facts: known.facts,
    background: [...known.background, ...body.background],
    blocks: body.blocks,
    remarks: [
      ...foundRemarks(found, request.wanted),
      ...body.remarks,
      ...namesRemark(known, aspect, mayName(plant.people, conversation)),
      ...known.remarks,
    ],
    next: [
      ...body.pages,
      inPlaceButton('Refresh', commandLine(line, number === 1 ? undefined : `page ${number}`)),
      ...nextQuestions(known, aspect, word),
    ],
  });
}

/** How the order was found, where that was not by its number among the open ones. */
function foundRemarks({ by, products = [], searchedDays, orders }: FoundOrders, wanted: string): readonly Text[] {
  const numbers = orders.map(({ number }) => number).join(', ');
  const how = {
    number: undefined,
    part: `${wanted} is only a part of the number ${numbers}`,
    product: `the only order found for ${products.join(', ')}`,
    id: /^\d+$/.test(wanted)
      ? `no open or recent order has the number ${wanted}: it is the id of ${numbers}`
      : undefined,
  }[by];
  return [
    ...(how === undefined ? [] : [[how]]),
    ...(searchedDays === undefined ? [] : [[`not among the open orders, but of the last ${searchedDays} days`]]),
  ];
}

function namesRemark({ users }: OrderFacts, aspect: OrderAspect | undefined, mayTellNames: boolean): readonly Text[] {
  if (aspect !== 'people' || users !== undefined) return [];
  return [[mayTellNames ? 'their names are not reported' : NAMES_WITHHELD]];
}

/** The obvious next questions: who, what was answered, photos, where it is, what it builds. */
function nextQuestions(known: OrderFacts, aspect: OrderAspect | undefined, word: string): readonly Button[] {
  const { order, stations, units } = known;
  const [station] = order.stations.map((each) => nameOf(each, stations));
  const [unit] = order.units.map((each) => nameOf(each, units));
  return [
    ...(aspect === undefined ? [] : [button(order.number, commandLine('order', word))]),
    ...(['people', 'steps', 'photos'] as const)
      .filter((other) => other !== aspect)
      .map((other) => button(LABELS[other], commandLine('order', other, word))),
    ...(station === undefined ? [] : [button(station, commandLine('station', nameWord(station)))]),
    ...(unit === undefined ? [] : [button(unit, commandLine('unit', nameWord(unit)))]),
    button('All orders', 'orders'),
  ];
}

const LABELS = { people: 'Who is on it', steps: 'Step answers', photos: 'Photos' } as const;
