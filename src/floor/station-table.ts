import { duration } from '../answers/quantities.ts';
import type { Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import { bold, type EpochMs, type Table, type Text, time } from '../core/reply.ts';
import { countText, unitsText } from './order-text.ts';
import { hereText, type OrderHere, pauseOf, type StationState, stateText } from './station-state.ts';

/** What the words of the table need beside the stations. */
export interface StationWords {
  readonly units: readonly Unit[];
  readonly now: EpochMs;
}

const ICONS: Readonly<Record<string, string>> = { active: '▶ ', paused: '‖ ' };

/** One more column of a table of stations. */
export interface StationColumn {
  readonly title: string;
  readonly cell: (state: StationState) => Text;
}

/** Stations as a table, one row each: where it is, every order that it runs, with its own count, and what is asked for beside. */
export function stationTable(
  states: readonly StationState[],
  words: StationWords,
  more: readonly StationColumn[] = [],
): Table {
  return {
    kind: 'table',
    columns: [{ title: 'Station' }, { title: 'Area' }, { title: 'Now' }, ...more.map(({ title }) => ({ title }))],
    rows: states.map((state) => [
      [bold(state.station.name)],
      [state.station.workArea ?? 'not reported'],
      nowText(state, words),
      ...more.map(({ cell }) => cell(state)),
    ]),
  };
}

function nowText(state: StationState, words: StationWords): Text {
  if (state.orders.length === 0) {
    const isSaid = state.isTold && state.status !== 'inactive';
    return [isSaid ? `${iconOf(state)}${stateText(state)}, no order reported` : stateText(state)];
  }
  const rest = state.status === 'break' ? ['on a break: '] : [];
  return [...rest, ...state.orders.flatMap((each, i) => [...(i === 0 ? [] : ['; ']), ...orderText(each, words)])];
}

const iconOf = ({ status }: { readonly status: string }): string => ICONS[status] ?? '';

function orderText(each: OrderHere, { units, now }: StationWords): Text {
  const { order, here } = each;
  const pause = pauseOf(each);
  return [
    `${iconOf(here)}${hereText(each)} ${order.number}, ${unitsText(order, units)}, ${countText(here) ?? 'count not reported'}`,
    ...(pause === undefined ? [] : [', ', ...pauseText(pause, now)]),
  ];
}

/** Why something is paused, since when, and how long that is: `Missing Materials, since 13:30 (50 min)`. */
export function pauseText(
  { pauseReason = 'reason not reported', pausedAt }: Pick<WorkOrder, 'pauseReason' | 'pausedAt'>,
  now: EpochMs,
): Text {
  if (pausedAt === undefined) return [`${pauseReason}, since when not reported`];
  return [`${pauseReason}, since `, time(pausedAt, 'date-time'), ` (${duration(now - pausedAt)})`];
}
