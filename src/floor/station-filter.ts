import { choice } from '../core/parameters.ts';
import { isIdle, isRunning, type StationState } from './station-state.ts';

/** States that stations are asked for by; `load` asks what waits for them instead. */
export type StationFilter = 'running' | 'idle' | 'paused' | 'setup' | 'break' | 'unmanned';

/** A state that stations are in, or their load. */
export const stationFilter = choice<StationFilter | 'load'>(
  'filter',
  '`running`, `idle`, `paused`, `setup`, `break`, `unmanned` for those that run with nobody signed in; `load` for the work that waits, by work area',
  {
    running: 'running',
    active: 'running',
    idle: 'idle',
    inactive: 'idle',
    paused: 'paused',
    setup: 'setup',
    break: 'break',
    unmanned: 'unmanned',
    load: 'load',
  },
);

interface Filter {
  readonly isIn: (state: StationState) => boolean;
  readonly words: string;
}

const FILTERS: Readonly<Record<StationFilter, Filter>> = {
  running: { isIn: ({ status }) => status === 'active', words: 'running' },
  idle: { isIn: isIdle, words: 'idle' },
  paused: { isIn: ({ status }) => status === 'paused', words: 'paused' },
  setup: { isIn: ({ status }) => status === 'setup', words: 'in setup' },
  break: { isIn: ({ status }) => status === 'break', words: 'on a break' },
  unmanned: { isIn: isUnmanned, words: 'running with nobody signed in' },
};

/** Chooses stations by a state; one of which it is not reported is in none. */
export function filterStations(
  states: readonly StationState[],
  filter: StationFilter | undefined,
): readonly StationState[] {
  if (filter === undefined) return states;
  return states.filter((state) => state.isTold && FILTERS[filter].isIn(state));
}

/** `paused`, `running with nobody signed in`. */
export const filterText = (filter: StationFilter): string => FILTERS[filter].words;

function isUnmanned({ orders }: StationState): boolean {
  return orders.some((each) => isRunning(each) && each.order.userIds.length === 0);
}

/** What has to be known of an answer about who is not signed in. */
export function unmannedRemark(states: readonly StationState[]): string | undefined {
  const running = states.flatMap(({ orders }) => orders).filter(isRunning);
  if (running.length > 1 && running.every(({ order }) => order.userIds.length === 0))
    return 'no order names anybody: perhaps this Scout does not report who is signed in';
  const isShared = running.some(({ order }) => order.userIds.length > 0 && order.stations.length > 1);
  return isShared ? 'who is signed in is told for an order, not for each of its stations' : undefined;
}
