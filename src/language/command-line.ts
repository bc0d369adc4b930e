import { quoteName } from '../core/words.ts';
import type { Rule, Slots } from './rule.ts';

/** In which order people write what a command is told; names come last. */
const ORDER =
  'days at tz kind skip_if_empty target outcome state modality anomaly_status severity_min time until offset limit exclude asset'.split(
    ' ',
  );
/** Slots that name whose runs are meant; they are told together. */
const NAMES = ['robot', 'robots', 'mission'];

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
/** What a question asks for by itself, as the first word behind the command. */
const ASKED: Readonly<Record<string, string>> = {
  'robot robot_battery': 'battery',
  'robot robot_location': 'location',
  'runs run_current': 'running',
};

/** The line a user could type to get the same, or nothing where the command cannot say all that was asked. */
export function commandLineOf({ intent, command, slots: fixed = {} }: Rule, slots: Slots): string | undefined {
  if (command === undefined) return undefined;
  const asked = Object.entries({ ...fixed, ...slots }).filter(
    ([slot, value]) => command.says?.includes(slot) || fixed[slot] !== value,
  );
  if (asked.some(([slot]) => !command.says?.includes(slot))) return undefined;
  const others = asked.filter(([slot]) => !NAMES.includes(slot));
  const words = others
    .toSorted(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map(([slot, value]) => wordsOf(slot, value, command.name));
  const names = namesOf(Object.fromEntries(asked.filter(([slot]) => NAMES.includes(slot))), command.name);
  const line = [command.name, ASKED[`${command.name} ${intent}`], ...words, names];
  if (words.includes(undefined) || names === undefined) return undefined;
  const said = line.filter((word) => word !== undefined && word !== '');
  return [...said, ...(command.name === 'run' && said.length === 1 ? ['last'] : [])].join(' ');
}

/** How the words of a command tell a slot; an empty text where they need not. */
function wordsOf(slot: string, value: unknown, command: string): string | undefined {
  switch (slot) {
    case 'time':
      return timeWords(String(value), command);
    case 'outcome':
      return OUTCOMES[String(value)];
    case 'state':
      return command === 'robot' ? '' : STATES[String(value)];
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
      return deliveryWords(slot, value, command);
  }
}

/** What is told of summaries that come by themselves. */
function deliveryWords(slot: string, value: unknown, command: string): string | undefined {
  switch (slot) {
    case 'target':
      return value === 'me' || value === 'here' || String(value).startsWith('#') ? String(value) : undefined;
    case 'days':
    case 'at':
      return String(value);
    case 'tz':
      return `in ${String(value)}`;
    case 'kind':
      return value === 'fleet' ? '' : value === 'weekly' && command === 'subscribe' ? 'weekly' : undefined;
    case 'skip_if_empty':
      return 'skip if empty';
    case 'until':
      return `until ${String(value).replace('T', ' ')}`;
    default:
      return undefined;
  }
}

/** Whose: each robot with the mission behind it. */
function namesOf({ robot, robots, mission }: Slots, command: string): string | undefined {
  const asked = robots ?? (robot === undefined ? [] : [robot]);
  if (!Array.isArray(asked)) return undefined;
  const words = asked.map(nameWords);
  const behind = mission === undefined ? '' : nameWords(mission);
  if (behind === undefined || words.includes(undefined)) return undefined;
  const names = words.length === 0 ? behind : words.map((word) => `${word} ${behind}`.trim()).join(', ');
  return command === 'subscribe' && names !== '' ? `robots ${names}` : names;
}

function nameWords(value: unknown): string | undefined {
  if (typeof value === 'string') return quoteName(value);
  if (typeof value !== 'object' || value === null) return undefined;
  if ('unknown' in value) return quoteName(String(value.unknown));
  if ('ambiguous' in value && Array.isArray(value.ambiguous)) {
    const shared = sharedStart(value.ambiguous.map(String));
    return shared === '' ? undefined : quoteName(shared);
  }
  return undefined;
}

/** The words that all names begin with: "Spot-01" and "Spot-02" are asked for by "Spot". */
function sharedStart(names: readonly string[]): string {
  const [first = '', ...others] = names.map((name) => name.split(/[\s-]/));
  const parts = first === '' ? [] : first;
  const end = parts.findIndex((part, i) => others.some((other) => other[i] !== part));
  return parts.slice(0, end < 0 ? parts.length : end).join(' ');
}

/** What is left out, as far as a word for it is known: teleoperations. */
function exceptWords(value: unknown): string | undefined {
  const isTeleop = typeof value === 'object' && value !== null && 'type' in value && value.type === 'teleop';
  return isTeleop ? 'without teleop' : undefined;
}

const DATE = '\\d{4}-\\d\\d-\\d\\d';
const CLOCK = '\\d\\d:\\d\\d';
const POINT = new RegExp(`^(?:${DATE}|${CLOCK}|${DATE}T${CLOCK})$`);
const NAMED =
  /^(?:today|yesterday|tomorrow|tonight|last_night|this_morning|this_week|last_week|this_month|last_month|this_weekend)$/;
/** What these tell is of this moment. */
const OF_NOW = ['now', 'robot', 'robots', 'last', 'photos'];

/** A time in the words that commands read; nothing where they have none for it. */
function timeWords(time: string, command: string): string | undefined {
  // The command's name is the first word of it.
  if (command === 'last' && /^last[_:]/.test(time)) return time.slice(5);
  if (NAMED.test(time)) return time.replace('_', ' ');
  if (time === 'latest' || time === 'now') return time === 'latest' || OF_NOW.includes(command) ? '' : undefined;
  const [kind = '', value = ''] = /^([a-z]+):(.*)$/.exec(time)?.slice(1) ?? [];
  const point = POINT.test(value) ? value.replace('T', ' ') : undefined;
  switch (kind) {
    case 'last':
      return `last ${value}`;
    case 'next':
      return command === 'next' ? value : `next ${value}`;
    case 'since':
      return point && `since ${point}`;
    case 'on':
      return point;
    case 'at':
      return point && `at ${point.includes(':') ? point : `${point} 00:00`}`;
    case 'shift':
      return command === 'last' && value === 'last' ? 'shift' : `${value} shift`;
    case 'range':
      return rangeWords(value);
    default:
      return undefined;
  }
}

function rangeWords(value: string): string | undefined {
  const [from = '', to = '', ...more] = value.split('..');
  if (more.length > 0 || !POINT.test(from) || !POINT.test(to)) return undefined;
  const [day, clock] = from.split('T');
  const isSameDay = clock !== undefined && to.startsWith(`${day}T`);
  return `${from}..${isSameDay ? to.slice(11) : to}`.replaceAll('T', ' ');
}
