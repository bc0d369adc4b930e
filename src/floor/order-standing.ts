import { listNames } from '../answers/quantities.ts';
import type { Station, WorkOrder } from '../clients/floor/floor-client.ts';
import { type Text, time } from '../core/reply.ts';
import { nameOf, orderStatusText } from './order-text.ts';

/** How an order stands: its status, since when and why it is paused, its place in the queue, when it was done. */
export function standingText(order: WorkOrder, stations: readonly Station[]): Text {
  const { status, pausedAt, pauseReason, completedAt, sequence } = order;
  const word = orderStatusText(order);
  if (status === 'paused')
    return [
      word,
      ...(pausedAt === undefined ? [] : [' since ', time(pausedAt, 'date-time')]),
      pauseReason === undefined ? ', reason not reported' : `: ${pauseReason}`,
    ];
  if (status === 'completed') return completedAt === undefined ? [word] : [`${word} `, time(completedAt, 'date-time')];
  if (status === 'queued') return [sequence === undefined ? word : `${word}, place ${sequence}`];
  const paused = order.stations.filter((station) => station.status === 'paused');
  if (paused.length === 0) return [word];
  const why = pauseReason === undefined ? '' : `: ${pauseReason}`;
  return [`${word}, paused at ${listNames(paused.map((station) => nameOf(station, stations)))}${why}`];
}
