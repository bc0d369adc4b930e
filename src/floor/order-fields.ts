import { listNames } from '../answers/quantities.ts';
import type { WorkOrder } from '../clients/floor/floor-client.ts';
import { type Fields, type Text, time } from '../core/reply.ts';
import { endText } from './end-text.ts';
import { lateField } from './lateness-text.ts';
import type { OrderFacts } from './order-facts.ts';
import { standingText } from './order-standing.ts';
import { countText, nameOf, orderStatusText, unitsText } from './order-text.ts';
import { operatorsText } from './people.ts';
import type { Plant } from './plant.ts';
import { answerText, lastFirst } from './step-table.ts';

type Field = Fields['fields'][number];

/** What is known of an order, and the names of what is not reported. */
export interface OrderFields {
  readonly block: Fields;
  readonly missing: readonly string[];
}

const MOST_STATIONS = 10;

/** The fields of one order; what is not reported is named beside them. */
export function orderFields(known: OrderFacts, plant: Plant): OrderFields {
  const { order, stations, units, moment } = known;
  const isOver = order.status === 'completed' || order.status === 'cancelled';
  // A field, or the name of what is not reported.
  const all: readonly (Field | string)[] = [
    { label: 'Status', value: standingText(order, stations) },
    order.units.length === 0 ? 'product' : field('Builds', unitsText(order, units)),
    countText(order) === undefined ? 'count' : field('Done', doneText(order)),
    order.stations.length === 0
      ? 'stations'
      : field(order.stations.length > 1 ? 'Stations' : 'Station', stationsText(known)),
    ...peopleFields(known),
    ...momentFields(order),
    ...(isOver ? [] : [{ label: 'Ends', value: endText(order, { units, now: moment }) }]),
    order.dueAt === undefined ? 'due date' : { label: 'Due', value: [time(order.dueAt, 'date-time')] },
    ...(order.dueAt === undefined && isOver ? [] : [field('Late', lateField(known, plant.late))]),
    order.scrap === undefined ? 'scrap' : field('Scrapped', order.scrap === 0 ? 'none' : `${order.scrap}`),
    ...(order.productivityPct === undefined ? [] : [field('Productivity', `${Math.round(order.productivityPct)} %`)]),
    stepsField(known),
  ];
  return {
    block: { kind: 'fields', fields: all.filter((each) => typeof each !== 'string') },
    missing: all.filter((each) => typeof each === 'string'),
  };
}

const field = (label: string, value: string): Field => ({ label, value: [value] });

function peopleFields({ order: { status, userIds }, users }: OrderFacts): readonly (Field | string)[] {
  const isOver = status === 'completed' || status === 'cancelled';
  if (userIds.length === 0) return isOver ? ['operators'] : status === 'queued' ? [] : [field('Signed in', 'nobody')];
  const who = operatorsText(userIds, users ?? [], users !== undefined);
  return [field(isOver ? 'Worked on by' : 'Signed in', who)];
}

/** `17 of 25, 8 left`. */
function doneText(order: WorkOrder): string {
  const { quantity, completed } = order;
  const left = quantity === undefined || completed === undefined ? 0 : quantity - completed;
  return `${countText(order)}${left > 0 ? `, ${left} left` : ''}`;
}

/** Each station with what it does and its count: `Assembly 1 (in progress, 17 of 25)`; one alone does what the order does. */
function stationsText({ order, stations }: OrderFacts): string {
  const isAlone = order.stations.length === 1;
  const each = order.stations.map((station) => {
    const does = [
      ...(isAlone || station.status === 'unknown' ? [] : [orderStatusText({ status: station.status })]),
      ...(isAlone || station.completed === undefined ? [] : [countText(station)]),
    ].join(', ');
    return `${nameOf(station, stations)}${does === '' ? '' : ` (${does})`}`;
  });
  return listNames(each, MOST_STATIONS);
}

function momentFields({ startedAt, queuedAt, status }: WorkOrder): readonly (Field | string)[] {
  if (status === 'queued')
    return queuedAt === undefined ? [] : [{ label: 'Queued since', value: [time(queuedAt, 'date-time')] }];
  return [startedAt === undefined ? 'start' : { label: 'Started', value: [time(startedAt, 'date-time')] }];
}

function stepsField(known: OrderFacts): Field | string {
  const { responses } = known;
  if (responses === undefined) return 'answers to steps';
  const [last] = lastFirst(responses.items);
  if (last === undefined) return field('Steps answered', 'none');
  const when: Text = last.at === undefined ? [] : [', ', time(last.at, 'date-time')];
  return { label: 'Steps answered', value: [`${responses.items.length}, the last: ${answerText(last)}`, ...when] };
}
