import { duration, listNames } from '../answers/quantities.ts';
import type { Station, Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import { type Block, bold, type EpochMs, text } from '../core/reply.ts';
import { nameOf, unitsText } from './order-text.ts';

/** The orders that are paused, at all of their stations or at one; the longest paused first, then those that do not tell since when. */
export function pausedOrders(orders: readonly WorkOrder[]): readonly WorkOrder[] {
  return orders
    .filter(({ status, stations }) => status === 'paused' || stations.some((station) => station.status === 'paused'))
    .toSorted((a, b) => (a.pausedAt ?? Number.POSITIVE_INFINITY) - (b.pausedAt ?? Number.POSITIVE_INFINITY));
}

/** What lines about paused orders look at beside them. */
export interface PausedKnown {
  readonly stations: readonly Station[];
  readonly units: readonly Unit[];
  readonly now: EpochMs;
  /** No more orders than these have a line. */
  readonly most: number;
}

/** A line for each of some paused orders, for how long and why, and how many more there are. */
export function pausedBlocks(paused: readonly WorkOrder[], known: PausedKnown): readonly Block[] {
  const more = paused.length - known.most;
  return [
    ...paused.slice(0, known.most).map((order) => pausedLine(order, known)),
    ...(more > 0 ? [text(`and ${more} more paused`)] : []),
  ];
}

/** `‖ WO-20522, Gearbox G4 at Assembly 5: paused for 27 min, Tool Issue`. */
function pausedLine(order: WorkOrder, { stations, units, now }: PausedKnown): Block {
  const { number, pausedAt, pauseReason } = order;
  const at = order.stations.filter((station) => order.status === 'paused' || station.status === 'paused');
  const where = at.length === 0 ? '' : ` at ${listNames(at.map((station) => nameOf(station, stations)))}`;
  const since =
    pausedAt === undefined ? 'paused, since when is not reported' : `paused for ${duration(now - pausedAt)}`;
  const isPart = order.status !== 'paused' ? ' (it goes on at other stations)' : '';
  const why = pauseReason ?? 'reason not reported';
  return text('‖ ', bold(number), `, ${unitsText(order, units)}${where}: ${since}, ${why}${isPart}`);
}
