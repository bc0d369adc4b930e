import { quoteName } from '../core/words.ts';
import type { Rule, Slots } from './rule.ts';

/** In which order people write what a command is told; names come last. */
const ORDER = 'days at tz kind skip_if_empty target outcome state anomaly_status time until robot mission robots'.split(
  ' ',
);

const OUTCOMES: Readonly<Record<string, string>> = { failed: 'failed', success: 'done', stopped: 'stopped' };
const STATES: Readonly<Record<string, string>> = { running: 'running', idle: 'idle' };

/** The line a user could type to get the same, or nothing where the command cannot say all that was asked. */
export function commandLineOf({ command, slots: fixed = {} }: Rule, slots: Slots): string | undefined {
  if (command === undefined) return undefined;
  const words: string[] = [];
  for (const [slot, value] of Object.entries(slots).toSorted(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))) {
    if (Object.hasOwn(fixed, slot)) continue;
    if (!command.says?.includes(slot)) return undefined;
    const said = wordsOf(slot, value, command.name);
    if (said === undefined) return undefined;
    words.push(said);
  }
  const line = [command.name, ...words];
  return line.filter((word) => word !== '').join(' ');
}

/** How the words of a command tell a slot; an empty text where they need not. */
function wordsOf(slot: string, value: unknown, command: string): string | undefined {
  switch (slot) {
    case 'robot':
      return nameWords(value, command === 'subscribe' ? 'robots ' : '');
    case 'mission':
      return nameWords(value, '');
    case 'robots':
      return severalWords(value, command);
    case 'time':
      return timeWords(String(value));
    case 'outcome':
      return OUTCOMES[String(value)];
    case 'state':
      return command === 'robot' ? '' : STATES[String(value)];
    case 'anomaly_status':
      return value === 'open' ? '' : String(value);
    case 'agg':
      return value === 'count' || value === 'min' || value === 'max' ? '' : undefined;
    case 'run_id':
      return value === '<prev>' ? 'last' : String(value);
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

function nameWords(value: unknown, before: string): string | undefined {
  if (typeof value === 'string') return `${before}${quoteName(value)}`;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('unknown' in value) return `${before}${quoteName(String(value.unknown))}`;
  if ('ambiguous' in value && Array.isArray(value.ambiguous)) {
    const shared = sharedStart(value.ambiguous.map(String));
    return shared === '' ? undefined : `${before}${quoteName(shared)}`;
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

function severalWords(value: unknown, command: string): string | undefined {
  if (!Array.isArray(value) || !value.every((name) => typeof name === 'string')) return undefined;
  const names = value.map((name) => (command === 'summary' ? name : quoteName(name))).join(', ');
  if (command === 'summary') return names;
  return command === 'subscribe' ? `robots ${names}` : undefined;
}

/** A time in the words that commands read; nothing where they have none for it. */
function timeWords(time: string): string | undefined {
  if (
    /^(?:today|yesterday|tomorrow|tonight|last_night|this_morning|this_week|last_week|this_month|last_month)$/.test(
      time,
    )
  ) {
    return time.replace('_', ' ');
  }
  const [, amount, unit] = /^last:(\d+)([mhdw])$/.exec(time) ?? [];
  if (amount !== undefined) return `last ${amount}${unit}`;
  const [, date] = /^on:(\d{4}-\d\d-\d\d)$/.exec(time) ?? [];
  if (date !== undefined) return date;
  const [, start] = /^since:(\d{4}-\d\d-\d\d|\d\d:\d\d)$/.exec(time) ?? [];
  if (start !== undefined) return `since ${start}`;
  const [, range] = /^range:(\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d)$/.exec(time) ?? [];
  return range;
}
