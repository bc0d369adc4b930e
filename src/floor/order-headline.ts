import { duration, listNames } from '../answers/quantities.ts';
import type { WorkOrder, WorkOrderStation } from '../clients/floor/floor-client.ts';
import { bold, type Text, time } from '../core/reply.ts';
import { endText } from './end-text.ts';
import { latenessLine, overdue } from './lateness-text.ts';
import type { OrderAspect } from './order-aspect.ts';
import type { OrderFacts } from './order-facts.ts';
import { nameOf, orderStatusText, progressText } from './order-text.ts';
import { operatorsText } from './people.ts';
import type { Plant } from './plant.ts';

/** The first line about one order, which answers what is asked of it. `photos` and `steps` have lines of their own. */
export function orderHeadline(
  aspect: Exclude<OrderAspect, 'photos' | 'steps'> | undefined,
  known: OrderFacts,
  plant: Plant,
): Text {
  const { order } = known;
  switch (aspect) {
    case 'people':
      return [bold(peopleLine(known))];
    case 'left':
      return [bold(leftLine(known))];
    case 'end':
      return [bold(`End of ${order.number}: `), ...endText(order, { units: known.units, now: known.moment })];
    case 'where':
      return [bold(whereLine(known))];
    case 'pause':
      return [bold(pauseLine(known))];
    case 'late':
      return lateLine(known, plant);
    case 'due':
      return dueLine(known);
    case 'scrap':
      return [bold(scrapLine(order))];
    case undefined:
      return statusLine(known, plant);
  }
}

/** `WO-1042 is in progress at Assembly 4: 7 of 12 done`. */
function statusLine(known: OrderFacts, { late: rule }: Plant): Text {
  const { order } = known;
  const late = known.late ? `, late${overdue(known, rule)}` : '';
  const { number, status, completedAt } = order;
  if (status === 'paused') return [bold(`${pauseLine(known)} (${progressText(order, known.stations)})${late}`)];
  if (status === 'unknown' && order.rawStatus === undefined)
    return [bold(`${number}: its status is not reported${progressOf(known)}${late}`)];
  const word = status === 'unknown' ? `has the status ${orderStatusText(order)}` : `is ${orderStatusText(order)}`;
  const where = status === 'completed' || status === 'cancelled' ? '' : stationsText(known);
  const ended: Text = completedAt === undefined ? [] : [', since ', time(completedAt, 'date-time')];
  return [bold(`${number} ${word}${where === '' ? '' : ` at ${where}`}${progressOf(known)}${late}`), ...ended];
}

function progressOf({ order, stations }: OrderFacts): string {
  const { status, completed, quantity } = order;
  if (status === 'queued' && quantity !== undefined && !completed) return `: ${quantity} to build`;
  if (completed === undefined)
    return order.stations.some((station) => station.completed !== undefined)
      ? `: ${progressText(order, stations)}`
      : '';
  const done = quantity === undefined ? `${completed}` : `${completed} of ${quantity}`;
  return `: ${done}${status === 'completed' ? '' : ' done'}`;
}

/** The names of its stations: `Assembly 1, Assembly 2 and Assembly 3`. */
function stationsText({ order, stations }: OrderFacts): string {
  return listNames(
    order.stations.map((station) => nameOf(station, stations)),
    4,
  );
}

function peopleLine({ order, users }: OrderFacts): string {
  const { number, status, userIds } = order;
  const isOver = status === 'completed' || status === 'cancelled';
  if (userIds.length === 0)
    return isOver ? `Who worked on ${number} is not reported` : `Nobody is signed in on ${number}`;
  const who = operatorsText(userIds, users ?? [], users !== undefined);
  if (isOver) return `${who} worked on ${number}`;
  return `${who} ${userIds.length === 1 ? 'is' : 'are'} signed in on ${number}`;
}

function leftLine({ order, stations }: OrderFacts): string {
  const { number, status, quantity, completed } = order;
  if (status === 'completed') return `Nothing is left of ${number}: it is done`;
  const left = leftOf(order);
  if (left !== undefined) return `${left} of ${quantity} are left of ${number}`;
  const each = order.stations.flatMap((station) => {
    const leftThere = leftOf(station);
    return leftThere === undefined ? [] : [`${leftThere} of ${station.quantity} at ${nameOf(station, stations)}`];
  });
  if (each.length > 0) return `Left of ${number}: ${each.join(', ')}`;
  const done = completed === undefined ? '' : ` (${completed} are done)`;
  return `How many are left of ${number} is not reported${done}`;
}

const leftOf = ({ quantity, completed }: WorkOrder | WorkOrderStation): number | undefined =>
  quantity === undefined || completed === undefined ? undefined : Math.max(0, quantity - completed);

function whereLine(known: OrderFacts): string {
  const { number, status } = known.order;
  const where = stationsText(known);
  if (where === '') return `Where ${number} is, is not reported`;
  if (status === 'queued') return `${number} waits for ${where}`;
  return status === 'completed' ? `${number} was built at ${where}` : `${number} is at ${where}`;
}

/** `WO-1042 has been paused for 1 h 15 min: Missing Materials`. */
function pauseLine({ order, stations, moment }: OrderFacts): string {
  const { number, status, pausedAt, pauseReason } = order;
  const paused = order.stations.filter((station) => station.status === 'paused');
  if (status !== 'paused' && paused.length === 0) return `${number} is not paused: ${isText(order)}`;
  const where =
    status === 'paused' ? '' : ` at ${listNames(paused.map((station) => nameOf(station, stations)))}, not elsewhere`;
  const why = pauseReason ?? 'the reason is not reported';
  return pausedAt === undefined
    ? `${number} is paused${where}: ${why}`
    : `${number} has been paused for ${duration(moment - pausedAt)}${where}: ${why}`;
}

const isText = (order: WorkOrder): string =>
  order.status === 'unknown' ? `its status is ${orderStatusText(order)}` : `it is ${orderStatusText(order)}`;

function lateLine(known: OrderFacts, { late }: Plant): Text {
  const { answer, basis } = latenessLine(known, late);
  return [bold(answer), basis];
}

function dueLine({ order, moment }: OrderFacts): Text {
  const { number, dueAt, status } = order;
  if (dueAt === undefined) return [bold(`When ${number} is due is not reported`)];
  const away = dueAt < moment ? `${duration(moment - dueAt)} ago` : `in ${duration(dueAt - moment)}`;
  const isOver = status === 'completed' || status === 'cancelled';
  return [
    bold(`${number} ${dueAt < moment ? 'was' : 'is'} due ${away}`),
    ', ',
    time(dueAt, 'date-time'),
    isOver ? `; ${isText(order)}` : '',
  ];
}

function scrapLine({ number, scrap, completed }: WorkOrder): string {
  if (scrap === undefined) return `How much of ${number} was scrapped is not reported`;
  const beside = completed === undefined ? '' : `, ${completed} are done`;
  return scrap === 0
    ? `Nothing of ${number} was scrapped${beside}`
    : `${scrap} of ${number} ${scrap === 1 ? 'was' : 'were'} scrapped${beside}`;
}
