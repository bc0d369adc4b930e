import { choice } from '../core/parameters.ts';
import { needsLook, type RobotState } from './robot-state.ts';
import { stateOf } from './run-status.ts';

/** States that robots are asked for by. */
export type RobotFilter =
  | 'running'
  | 'idle'
  | 'paused'
  | 'stopped'
  | 'failed'
  | 'offline'
  | 'online'
  | 'low'
  | 'charging'
  | 'docked'
  | 'stuck'
  | 'disabled';

/** A state that robots are in. */
export const robotFilter = choice(
  'filter',
  '`running`, `idle`, `paused`, `stopped`, or `failed` for those that need a look; where Scout reports it `online`, `offline`, `low battery`; it does not report `charging`, `docked`, `stuck` or `disabled`',
  {
    running: 'running',
    active: 'running',
    idle: 'idle',
    paused: 'paused',
    stopped: 'stopped',
    failed: 'failed',
    offline: 'offline',
    online: 'online',
    low: 'low',
    charging: 'charging',
    docked: 'docked',
    stuck: 'stuck',
    disabled: 'disabled',
  },
);

/** A battery is low below so many percent. */
const LOW_PERCENT = 20;

interface State {
  /** Undefined where Scout does not report it of a robot. */
  readonly isIn: (state: RobotState) => boolean | undefined;
  readonly words: string;
}

const unknown = (): undefined => undefined;

const STATES: Readonly<Record<RobotFilter, State>> = {
  running: { isIn: ({ current }) => current !== undefined, words: 'running' },
  idle: { isIn: ({ current }) => current === undefined, words: 'not running' },
  paused: { isIn: ({ current }) => current !== undefined && stateOf(current) === 'paused', words: 'paused' },
  stopped: {
    isIn: ({ current, last }) => current === undefined && last !== undefined && stateOf(last) === 'stopped',
    words: 'stopped: somebody ended the last run',
  },
  failed: { isIn: needsLook, words: 'in need of a look' },
  offline: { isIn: ({ connected }) => (connected === undefined ? undefined : !connected), words: 'offline' },
  online: { isIn: ({ connected }) => connected, words: 'online' },
  low: {
    isIn: ({ batteryPercent }) => (batteryPercent === undefined ? undefined : batteryPercent < LOW_PERCENT),
    words: `below ${LOW_PERCENT} % of charge`,
  },
  charging: { isIn: unknown, words: 'charging' },
  docked: { isIn: unknown, words: 'docked' },
  stuck: { isIn: unknown, words: 'stuck' },
  disabled: { isIn: unknown, words: 'disabled' },
};

/** Robots in a state, and of how many it is not reported; all of them where it is reported of none. */
export interface FilteredRobots {
  readonly chosen: readonly RobotState[];
  readonly untold: number;
}

/** Chooses robots by a state. */
export function filterRobots(states: readonly RobotState[], filter: RobotFilter | undefined): FilteredRobots {
  if (filter === undefined) return { chosen: states, untold: 0 };
  const { isIn } = STATES[filter];
  const untold = states.filter((state) => isIn(state) === undefined).length;
  return { chosen: untold === states.length ? states : states.filter((state) => isIn(state) === true), untold };
}

/** `is running`, `need a look`. */
export function filterText(filter: RobotFilter, is: 'is' | 'are'): string {
  if (filter === 'failed') return `${is === 'is' ? 'needs' : 'need'} a look`;
  return `${is} ${STATES[filter].words}`;
}

/** `which robots are offline`. */
export const unreportedText = (filter: RobotFilter): string => `which robots are ${STATES[filter].words}`;
