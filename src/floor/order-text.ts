import { count, listNames } from '../answers/quantities.ts';
import type {
  Named,
  Station,
  StationStatus,
  Unit,
  WorkOrder,
  WorkOrderStation,
  WorkOrderStatus,
} from '../clients/floor/floor-client.ts';

const ORDER_WORDS: Readonly<Record<Exclude<WorkOrderStatus, 'unknown'>, string>> = {
  queued: 'queued',
  setup: 'in setup',
  active: 'in progress',
  paused: 'paused',
  inactive: 'laid aside',
  completed: 'done',
  cancelled: 'cancelled',
};

/** The status of an order in a word or two; one the bot does not know is shown as the server gives it. */
export function orderStatusText({ status, rawStatus }: Pick<WorkOrder, 'status' | 'rawStatus'>): string {
  if (status !== 'unknown') return ORDER_WORDS[status];
  return rawStatus === undefined ? 'status not reported' : `"${rawStatus}"`;
}

const STATION_WORDS: Readonly<Record<Exclude<StationStatus, 'unknown'>, string>> = {
  active: 'running',
  setup: 'in setup',
  paused: 'paused',
  break: 'on a break',
  inactive: 'idle',
};

/** The status of a station in a word or two; one the bot does not know is shown as the server gives it. */
export function stationStatusText({ status, rawStatus }: Pick<Station, 'status' | 'rawStatus'>): string {
  if (status !== 'unknown') return STATION_WORDS[status];
  return rawStatus === undefined ? 'status not reported' : `"${rawStatus}"`;
}

/** The name of something that answers may name by its id alone. */
export function nameOf({ id, name }: Named, known: readonly (Named | Unit | Station)[]): string {
  return name ?? known.find((each) => each.id === id)?.name ?? `no. ${id}`;
}

/** What an order builds: `Gearbox G4`, `Valve Block VB-3 and Cable Harness H-12`. */
export function unitsText({ units }: Pick<WorkOrder, 'units'>, known: readonly Unit[]): string {
  return units.length === 0 ? 'unit not reported' : listNames(units.map((unit) => nameOf(unit, known)));
}

/** How much is done of how much: `17 of 25`, `3 done`, `of 25`; nothing where neither is reported. */
export function countText({
  completed,
  quantity,
}: Pick<WorkOrder | WorkOrderStation, 'completed' | 'quantity'>): string | undefined {
  if (completed !== undefined && quantity !== undefined) return `${completed} of ${quantity}`;
  if (completed !== undefined) return `${completed} done`;
  return quantity === undefined ? undefined : `of ${quantity}`;
}

/** The count of an order, of each of its stations where there are several: `17 of 25`, `Assembly 1: 17 of 25, Assembly 2: 16 of 25`. */
export function progressText(order: WorkOrder, known: readonly Station[]): string {
  const counted = order.stations.filter((station) => station.completed !== undefined);
  const whole = countText(order);
  if (counted.length < 2) return whole ?? 'count not reported';
  const each = counted.map((station) => `${nameOf(station, known)}: ${countText(station)}`).join(', ');
  return order.completed === undefined ? each : `${whole} (${each})`;
}

/** `3 orders`, `1 order`, `no orders`. */
export const ordersText = (n: number): string => count(n, 'order');
