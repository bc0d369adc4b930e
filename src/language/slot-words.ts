import { quoteName } from '../core/words.ts';
import { standingTimeWords, timeWords } from './time-words.ts';

/** The line in which a slot is told: its command, and the words behind the name that tell what is asked for. */
export interface Line {
  readonly name: string;
  readonly words?: string | undefined;
}

/** How the words of a command tell a slot; an empty text where they need not, nothing where they cannot. */
export function slotWords(slot: string, value: unknown, line: Line): string | undefined {
  switch (slot) {
    case 'time':
      return timeOf(String(value), line);
    case 'outcome':
      return OUTCOMES[String(value)];
    case 'modality':
      return String(value);
    case 'anomaly_status':
      return value === 'open' ? '' : String(value);
    case 'severity_min':
      return `severity ${String(value)}`;
    case 'offset':
      return value === 0 ? '' : `back ${String(value)}`;
    case 'instance':
      // The only site there is: every answer is about it.
      return typeof value === 'string' ? '' : undefined;
    case 'limit':
      return `newest ${String(value)}`;
    case 'asset':
      return typeof value === 'string' ? `asset ${quoteName(value)}` : undefined;
    case 'exclude':
      return exceptWords(value);
    case 'agg':
      return value === 'count' || value === 'min' || value === 'max' ? '' : undefined;
    case 'run_id':
      return value === '<prev>' ? 'last' : String(value);
    default:
      return floorWords(slot, value, line) ?? deliveryWords(slot, value, line.name);
  }
}

const OUTCOMES: Readonly<Record<string, string>> = {
  any: '',
  success: 'done',
  failed: 'failed',
  error: 'error',
  stopped: 'stopped',
  skipped: 'skipped',
  // Scout tells neither apart from the other.
  dispatch_failed: 'skipped',
};

const STATES: Readonly<Record<string, string>> = {
  running: 'running',
  paused: 'paused',
  idle: 'idle',
  stopped: 'stopped',
  offline: 'offline',
  online: 'online',
  charging: 'charging',
  docked: 'docked',
  low_battery: 'low battery',
  stuck: 'stuck',
  disabled: 'disabled',
};
/** A station that was stopped is paused; whether it can be reached is not reported. */
const STATION_STATES: Readonly<Record<string, string>> = {
  running: 'running',
  paused: 'paused',
  stopped: 'paused',
  idle: 'idle',
};
const ORDER_STATUSES: Readonly<Record<string, string>> = { open: '', closed: 'done', late: 'late', paused: 'paused' };
const REQUEST_STATUSES: Readonly<Record<string, string>> = { open: '', closed: 'closed' };

/** What is told of how things stand, on a shop floor first of all. */
function floorWords(slot: string, value: unknown, { name }: Line): string | undefined {
  switch (slot) {
    case 'state':
      if (name === 'robot') return '';
      return (name === 'stations' ? STATION_STATES : STATES)[String(value)];
    case 'wo_status':
      return (name === 'maintenance' ? REQUEST_STATUSES : ORDER_STATUSES)[String(value)];
    case 'metric':
      // Every list of what is done counts units.
      return value === 'units_done' ? '' : undefined;
    case 'format':
      return value === 'table' ? '' : undefined;
    default:
      return undefined;
  }
}

/** What is told of summaries that come by themselves. */
function deliveryWords(slot: string, value: unknown, command: string): string | undefined {
  switch (slot) {
    case 'target':
      if (command === 'shift') return value === 'here' ? '' : undefined;
      return value === 'me' || value === 'here' || String(value).startsWith('#') ? String(value) : undefined;
    case 'days':
    case 'at':
      return String(value);
    case 'tz':
      return `in ${String(value)}`;
    case 'kind':
      if (value === 'fleet') return '';
      return command === 'subscribe' && (value === 'weekly' || value === 'shift') ? value : undefined;
    case 'skip_if_empty':
      return 'skip if empty';
    case 'until':
      return `until ${String(value).replace('T', ' ')}`;
    default:
      return undefined;
  }
}

const timeOf = (time: string, { name, words }: Line): string | undefined =>
  name === 'station' && words !== undefined && words !== 'hours' ? standingTimeWords(time) : timeWords(time, name);

/** What is left out, as far as a word for it is known: teleoperations. */
function exceptWords(value: unknown): string | undefined {
  const isTeleop = typeof value === 'object' && value !== null && 'type' in value && value.type === 'teleop';
  return isTeleop ? 'without teleop' : undefined;
}
