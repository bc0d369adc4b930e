import { count, duration } from '../answers/quantities.ts';
import type { Unit, User, WorkOrder } from '../clients/floor/floor-client.ts';
import { bold, type EpochMs, type Text, time } from '../core/reply.ts';
import { countText, ordersText, unitsText } from './order-text.ts';
import { operatorsText } from './people.ts';
import { activeText, type StationHours } from './station-hours.ts';
import type { StationQueue } from './station-queue.ts';
import { hereText, type OrderHere, type StationState, stateText } from './station-state.ts';

/** What of a station is asked for first. */
export type StationAspect = 'queue' | 'people' | 'pause' | 'hours';

/** What is known of one station. */
export interface StationFacts {
  readonly state: StationState;
  /** Undefined where it could not be asked for. */
  readonly queue: StationQueue | undefined;
  readonly hours: StationHours | undefined;
  readonly units: readonly Unit[];
  readonly users: readonly User[];
  /** Whether people may be named. */
  readonly isNaming: boolean;
  readonly now: EpochMs;
}

/** The line that answers by itself what is asked of a station. */
export function stationLead(facts: StationFacts, aspect: StationAspect | undefined): Text {
  switch (aspect) {
    case undefined:
      return [bold(doingText(facts))];
    case 'people':
      return [bold(peopleText(facts))];
    case 'pause':
      return pauseLead(facts);
    case 'queue':
      return [bold(queueText(facts))];
    case 'hours':
      return [bold(hoursLead(facts))];
  }
}

/** Who is signed in at a station, each once; whoever worked on what is laid aside is not. */
export const signedIn = ({ orders }: StationState): readonly number[] => [
  ...new Set(orders.filter(({ here }) => here.status !== 'inactive').flatMap(({ order }) => order.userIds)),
];

/** `Assembly 4 is running WO-1042, Gearbox G4, 7 of 12; WO-20511 is laid aside`. */
export function doingText({ state, units }: StationFacts, subject = state.station.name): string {
  const { station, orders, isTold, status } = state;
  if (!isTold) return `What ${station.name} runs could not be read`;
  const [first, ...others] = orders;
  if (first === undefined) {
    const isSaid = status !== 'inactive';
    return `${subject} is ${stateText(state)}${isSaid ? ', with no order reported' : ''}`;
  }
  const counted = [unitsText(first.order, units), countText(first.here)].filter((part) => part !== undefined);
  return [
    `${subject} ${verb(first)}, ${counted.join(', ')}`,
    ...others.map((each) => `${each.order.number} is ${hereText(each)}`),
  ].join('; ');
}

function verb(each: OrderHere): string {
  const { number } = each.order;
  switch (each.here.status) {
    case 'active':
      return `is running ${number}`;
    case 'setup':
      return `is in setup for ${number}`;
    case 'paused':
      return `is paused on ${number}`;
    case 'inactive':
      return `has laid aside ${number}`;
    default:
      return `has ${number}, ${hereText(each)}`;
  }
}

function peopleText({ state, users, isNaming }: StationFacts): string {
  const { station, orders } = state;
  if (orders.length === 0) return `Nobody is reported at ${station.name}: it runs no order`;
  const ids = signedIn(state);
  if (ids.length === 0) return `Nobody is signed in at ${station.name}`;
  return `${operatorsText(ids, users, isNaming)} ${ids.length === 1 ? 'is' : 'are'} signed in at ${station.name}`;
}

function pauseLead(facts: StationFacts): Text {
  const { state, now } = facts;
  const { name } = state.station;
  if (state.status !== 'paused' && state.status !== 'break')
    return [bold(`${name} is not paused`), `: ${doingText(facts, 'it')}`];
  const stands = `${name} is ${stateText(state)}`;
  const order = state.orders.find(({ here }) => here.status === 'paused')?.order;
  if (order === undefined) return [bold(`${stands}; why and since when is not reported`)];
  const { number, pausedAt, pauseReason = 'the reason is not reported' } = order;
  if (pausedAt === undefined) return [bold(`${stands}: ${pauseReason}`), ` (${number}, since when is not reported)`];
  const long = `${name} has been ${stateText(state)} for ${duration(now - pausedAt)}: ${pauseReason}`;
  return [bold(long), ` (${number}, since `, time(pausedAt, 'date-time'), ')'];
}

function queueText({ state: { station }, queue, units }: StationFacts): string {
  if (queue === undefined) return `What is queued at ${station.name} could not be read`;
  const [next, ...others] = queue.orders;
  if (!queue.tellsStations)
    return `The queue tells no stations: ${ordersText(queue.unplaced)} ${queue.unplaced === 1 ? 'waits' : 'wait'} on the whole floor`;
  if (next === undefined) return `Nothing is queued at ${station.name}`;
  const more = others.length === 0 ? '' : `, then ${count(others.length, 'more order')}`;
  return `Next at ${station.name}: ${nextText(next, units)}${more}`;
}

/** `WO-20545, Gearbox G4, 14 to build`. */
export function nextText(order: WorkOrder, units: readonly Unit[]): string {
  const { quantity } = order;
  return [order.number, unitsText(order, units), ...(quantity === undefined ? [] : [`${quantity} to build`])].join(
    ', ',
  );
}

function hoursLead(facts: StationFacts): string {
  const { state, hours } = facts;
  return hours === undefined
    ? doingText(facts)
    : `${state.station.name}, ${hours.span.label}: ${activeText(hours.hours)}`;
}
