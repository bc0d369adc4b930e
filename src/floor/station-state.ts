import type { PlantSweep, Station, StationStatus, WorkOrder, WorkOrderStation } from '../clients/floor/floor-client.ts';
import { orderStatusText, stationStatusText } from './order-text.ts';

/** An order that a station has begun, and how it stands there. */
export interface OrderHere {
  readonly order: WorkOrder;
  readonly here: WorkOrderStation;
}

/** What a station does, by the orders that it runs: its own status is read less often than they are. */
export interface StationState extends Pick<Station, 'status' | 'rawStatus'> {
  readonly station: Station;
  /** What runs before what stands still. */
  readonly orders: readonly OrderHere[];
  /** Whether the server could tell what it runs. */
  readonly isTold: boolean;
}

/** What every station does. */
export function stationStates({ stations, inProgress, unread }: PlantSweep): readonly StationState[] {
  const orderById = new Map(inProgress.map((order) => [order.id, order]));
  const untold = new Set(unread.map(({ id }) => id));
  return stations.map((station) => {
    const orders = station.currentWorkOrderIds.map((id) => orderById.get(id)).filter((order) => order !== undefined);
    return stationState(station, orders, orders.length > 0 || !untold.has(station.id));
  });
}

/** What a station does that runs these orders. */
export function stationState(station: Station, running: readonly WorkOrder[], isTold = true): StationState {
  const orders = running
    .map((order) => ({
      order,
      here: order.stations.find(({ id }) => id === station.id) ?? { id: station.id, status: order.status },
    }))
    .toSorted((a, b) => placeOf(a) - placeOf(b));
  return { station, orders, isTold, ...statusOf(station, orders) };
}

const ALIVE = ['active', 'setup', 'paused', 'inactive'] as const;

/** What the bot does not know comes last. */
const placeOf = ({ here: { status } }: OrderHere): number =>
  status === 'active' || status === 'setup' || status === 'paused' || status === 'inactive'
    ? ALIVE.indexOf(status)
    : ALIVE.length;

function statusOf(
  { status, rawStatus }: Station,
  orders: readonly OrderHere[],
): { readonly status: StationStatus; readonly rawStatus?: string } {
  const does = ALIVE.find((each) => orders.some(({ here }) => here.status === each));
  if (does !== undefined) return { status: does === 'paused' && status === 'break' ? 'break' : does };
  if (rawStatus !== undefined) return { status, rawStatus };
  return { status: orders.length === 0 && status === 'unknown' ? 'inactive' : status };
}

/** Whether it does nothing: it says so, and runs no order. */
export const isIdle = ({ status, orders, isTold }: StationState): boolean =>
  isTold && status === 'inactive' && orders.length === 0;

/** The status in a word or two: `running`, `idle`, `laid aside` where all that it has was, `not reported`. */
export function stateText(state: StationState): string {
  if (!state.isTold) return 'not reported';
  return state.status === 'inactive' && state.orders.length > 0 ? 'laid aside' : stationStatusText(state);
}

/** How an order stands at the station: `running`, `laid aside`. */
export function hereText({ order, here: { status } }: OrderHere): string {
  if (status === 'active') return 'running';
  if (status === 'unknown' && order.status !== 'unknown') return 'status not reported';
  return orderStatusText({ ...order, status });
}

/** Whether somebody should be at it: it runs, or is set up. */
export const isRunning = ({ here: { status } }: OrderHere): boolean => status === 'active' || status === 'setup';

/** When and why it stands still there; nothing where it does not, or several stations have it paused and only one of them tells. */
export function pauseOf({ order, here }: OrderHere): Pick<WorkOrder, 'pausedAt' | 'pauseReason'> | undefined {
  if (here.status !== 'paused') return undefined;
  return order.stations.filter(({ status }) => status === 'paused').length > 1 ? undefined : order;
}

/** The states in the order in which they are told; words that the bot does not know, and "not reported", come last. */
const TOLD_FIRST = ['running', 'in setup', 'paused', 'on a break', 'laid aside', 'idle'];

/** How many stations do what: `8 running, 1 in setup, 2 paused, 1 idle`. */
export function stateCounts(states: readonly StationState[]): string {
  const counts = new Map(TOLD_FIRST.map((word) => [word, 0]));
  for (const state of states) counts.set(stateText(state), (counts.get(stateText(state)) ?? 0) + 1);
  return [...counts]
    .filter(([, n]) => n > 0)
    .map(([word, n]) => `${n} ${word}`)
    .join(', ');
}
