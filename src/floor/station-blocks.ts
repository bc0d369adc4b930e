import { distanceInTime } from '../answers/quantities.ts';
import type { Station, Unit } from '../clients/floor/floor-client.ts';
import { type Block, type EpochMs, type Text, text, time } from '../core/reply.ts';
import { type DoneOrders, doneText } from './done-orders.ts';
import { endText } from './end-text.ts';
import { orderTable } from './order-table.ts';
import { countText, ordersText, unitsText } from './order-text.ts';
import { operatorsText } from './people.ts';
import { hoursFields, type StationHours } from './station-hours.ts';
import { doingText, nextText, type StationAspect, type StationFacts, stationLead } from './station-lead.ts';
import type { StationQueue } from './station-queue.ts';
import { hereText, type OrderHere, pauseOf } from './station-state.ts';
import { pauseText } from './station-table.ts';

/** No list under a station is longer. */
export const MOST_ORDERS = 10;

/** One station: what is asked for, then what is to be known beside it. */
export function stationBlocks(
  facts: StationFacts,
  aspect: StationAspect | undefined,
  stations: readonly Station[],
): readonly Block[] {
  const { state, queue, hours, units } = facts;
  const known = { stations, units };
  const queued = aspect === 'queue' ? (queue?.orders ?? []) : [];
  const isAside = aspect === 'queue' || aspect === 'hours';
  return [
    text(...stationLead(facts, aspect)),
    ...(queued.length === 0 ? [] : [orderTable(queued.slice(0, MOST_ORDERS), known)]),
    ...(hours === undefined ? [] : hoursBlocks(state.station.name, hours, known)),
    ...(isAside ? [text(doingText(facts))] : state.orders.map((each) => orderFields(each, facts))),
    ...(isAside ? [] : [stationFields(facts)]),
  ];
}

function orderFields(each: OrderHere, { units, users, isNaming, now }: StationFacts): Block {
  const { order, here } = each;
  const { productivityPct, startedAt } = order;
  const pause = pauseOf(each);
  return {
    kind: 'fields',
    fields: [
      { label: 'Order', value: [`${order.number} (${hereText(each)})`] },
      { label: 'Builds', value: [unitsText(order, units)] },
      { label: 'Done here', value: [countText(here) ?? 'not reported'] },
      {
        label: 'Productivity',
        value: [productivityPct === undefined ? 'not reported' : `${Math.round(productivityPct)} %`],
      },
      { label: 'Started', value: startedAt === undefined ? ['not reported'] : startText(startedAt, now) },
      ...(pause === undefined ? [] : [{ label: 'Paused', value: pauseText(pause, now) }]),
      { label: 'End', value: endText(order, { units, now }) },
      { label: 'Operators', value: [operatorsText(order.userIds, users, isNaming)] },
    ],
  };
}

const startText = (at: EpochMs, now: EpochMs): Text => [time(at, 'date-time'), ` (${distanceInTime(at, now)})`];

function stationFields({ state: { station }, queue, units }: StationFacts): Block {
  const { workArea = 'not reported', type } = station;
  return {
    kind: 'fields',
    fields: [
      { label: 'Work area', value: [type === undefined ? workArea : `${workArea} (${type})`] },
      { label: 'Next', value: [queueText(queue, units)] },
    ],
  };
}

/** What is next at a station and how many more wait: `WO-20545, Gearbox G4, 14 to build; 2 more`. */
export function queueText(queue: StationQueue | undefined, units: readonly Unit[]): string {
  if (queue === undefined) return 'could not be read';
  if (!queue.tellsStations) return `not reported: ${ordersText(queue.unplaced)} queued on the whole floor`;
  const [next, ...others] = queue.orders;
  if (next === undefined) return 'nothing queued';
  return others.length === 0 ? nextText(next, units) : `${nextText(next, units)}; ${others.length} more`;
}

function hoursBlocks(
  name: string,
  { hours, span, done }: StationHours,
  known: Parameters<typeof orderTable>[1],
): readonly Block[] {
  const orders = done?.orders ?? [];
  return [
    { kind: 'fields', fields: hoursFields(hours) },
    text(`At ${name}, ${span.label}: ${done === undefined ? 'orders done are not reported' : doneThere(done)}`),
    ...(orders.length === 0 ? [] : [orderTable(orders.slice(0, MOST_ORDERS), known)]),
  ];
}

/** How many units of an order one of several stations built is not told of a done one. */
const doneThere = (done: DoneOrders): string =>
  done.orders.some(({ stations }) => stations.length > 1) ? `${ordersText(done.orders.length)} done` : doneText(done);
