import { count, listNames } from '../answers/quantities.ts';
import type { Station, WorkOrder } from '../clients/floor/floor-client.ts';
import { bold, type Text } from '../core/reply.ts';
import { type AffectedOrder, type Finding, findingsText } from './affected-orders.ts';
import { nameOf, orderStatusText } from './order-text.ts';

/** What could not be read of the robots: `anomalies could not be read`. */
type Gap = string | undefined;

/** The line about one order: what was found at its stations, never that it is late by that. */
export function orderLine({ order, findings }: AffectedOrder, gap: Gap): Text {
  const { number, status, stations } = order;
  const word = orderStatusText(order);
  if (status === 'completed' || status === 'cancelled')
    return [bold(`${number} is ${word}`), ': what the robots find does not touch it any more'];
  if (stations.length === 0)
    return [bold(`What touches ${number} cannot be told`), `: it is ${word}, its station not reported`];
  if (findings.length === 0) return nothing(`the stations of ${number}`, gap);
  return [bold(`${number} may be affected: ${findingsText(findings)} at its stations`), ...behind(gap)];
}

/** Where an order stands: `It is in progress at Assembly 1 and Assembly 2.` */
export function standsText(order: WorkOrder, known: readonly Station[]): string {
  const names = order.stations.map((station) => nameOf(station, known));
  return `It is ${orderStatusText(order)} at ${listNames(names, 4)}.`;
}

/** The line about several orders that words fit. */
export function severalLine(wanted: string, affected: readonly AffectedOrder[], gap: Gap): Text {
  const touched = affected.filter(({ findings }) => findings.length > 0).length;
  const may = touched === 0 ? 'nothing the robots found touches their stations' : `${touched} may be affected`;
  return [bold(`${count(affected.length, 'order')} fit "${wanted}": ${may}`), ...behind(gap)];
}

/** The line about stations: what was found there, and what is in progress there. */
export function placeLine(place: string, findings: readonly Finding[], orders: readonly WorkOrder[], gap: Gap): Text {
  if (findings.length === 0) return nothing(place, gap);
  const numbers = orders.map(({ number }) => number);
  const may = orders.length === 0 ? ', no order is in progress there' : `: ${listNames(numbers, 4)} may be affected`;
  return [bold(`${findingsText(findings)} at ${place}`), may, ...behind(gap)];
}

/** The line about all orders that are in progress. */
export function allLine(affected: readonly AffectedOrder[], gap: Gap): Text {
  if (affected.length === 0) return [bold('No order is in progress, so none can be affected')];
  const touched = affected.filter(({ findings }) => findings.length > 0);
  const all = count(affected.length, 'running order');
  if (touched.length === 0) return nothing(`a station of the ${all}`, gap);
  const found = findingsText([...new Set(touched.flatMap(({ findings }) => findings))]);
  return [bold(`${touched.length} of ${all} may be affected: ${found} at their stations`), ...behind(gap)];
}

const nothing = (what: string, gap: Gap): Text => [
  bold(`Nothing the robots found touches ${what}`),
  ` (as far as the map tells${gap === undefined ? '' : `; ${gap}`})`,
];

const behind = (gap: Gap): Text => (gap === undefined ? [] : [` (${gap})`]);
