import { Temporal } from 'temporal-polyfill';
import * as v from 'valibot';
import type { EpochMs } from '../../core/reply.ts';

/** Any JSON object. */
export const JsonObject = v.record(v.string(), v.unknown());

/** Some text; a number is taken as its digits. */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

/** A whole number, also as digits; nothing else names a thing. */
export function readId(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : undefined;
}

/** A number, also as text, also with a percent sign. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const written = value.replace('%', '').trim();
  return written === '' ? undefined : readNumber(Number(written));
}

/** A truth value, also as a word. */
export function readFlag(value: unknown): boolean | undefined {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (word === true || word === 'true' || word === 1) return true;
  return word === false || word === 'false' || word === 0 ? false : undefined;
}

/** An address that may be shown: HTTPS, without an account in it. */
export function readLink(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const { protocol, username, password, href } = new URL(value);
  return protocol === 'https:' && `${username}${password}` === '' ? href : undefined;
}

/** "14 / 50": how many are done, and of how many. */
export function readCount(value: unknown): { readonly done: number; readonly of: number } | undefined {
  const match = typeof value === 'string' ? /^\s*(\d+)\s*\/\s*(\d+)\s*$/.exec(value) : null;
  return match ? { done: Number(match[1]), of: Number(match[2]) } : undefined;
}

const CLOCK = /^(?:(\d+)(?:\.|\s+days?\s+))?(\d+):([0-5]\d):([0-5]\d(?:\.\d+)?)$/i;

/** Seconds: a number, `[D.]HH:MM:SS[.f]`, `DD Days HH:MM:SS`, or an ISO 8601 duration. */
export function readSeconds(value: unknown): number | undefined {
  const seconds = readNumber(value);
  if (seconds !== undefined) return seconds < 0 ? undefined : seconds;
  if (typeof value !== 'string') return undefined;
  const match = CLOCK.exec(value.trim());
  if (match) {
    const [days, hours, minutes, rest] = match.slice(1).map((part) => Number(part ?? 0));
    return (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (rest ?? 0);
  }
  return /^P/i.test(value.trim()) ? readIsoDuration(value.trim()) : undefined;
}

function readIsoDuration(text: string): number | undefined {
  try {
    const duration = Temporal.Duration.from(text.toUpperCase());
    // A month has no length without a date.
    return duration.months !== 0 || duration.years !== 0 ? undefined : daysOf(duration).total('second');
  } catch {
    return undefined;
  }
}

const daysOf = (duration: Temporal.Duration): Temporal.Duration =>
  duration.with({ weeks: 0, days: duration.days + 7 * duration.weeks });

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/** Reads moments; one without an offset is taken to be in `zone`. Before 1970 is how some servers write "not there". */
export function createMomentReader(zone: string): (value: unknown) => EpochMs | undefined {
  const inZone = createZoneReader(zone);
  return (value) => {
    const match = typeof value === 'string' ? ISO.exec(value.trim()) : null;
    if (!match) return undefined;
    const [, day = '', time = '00:00', offset] = match;
    // Fractions finer than a millisecond are more than anybody reads.
    const local = `${day}T${time.replace(/(\.\d{3})\d+$/, '$1')}`;
    const at = offset === undefined ? inZone(local) : Date.parse(`${local}${isoOffset(offset)}`);
    return at !== undefined && at > 0 ? at : undefined;
  };
}

/** So many ten minutes are remembered. */
const REMEMBERED = 5_000;

/** Local times of a zone. Its distance from UTC is looked up once for ten minutes, within which no zone changes it: a list has thousands of times. */
function createZoneReader(zone: string): (local: string) => EpochMs | undefined {
  const distances = new Map<string, number>();
  return (local) => {
    const tenMinutes = local.slice(0, '2026-10-21T14:2'.length);
    const asUtc = Date.parse(`${local}Z`);
    if (Number.isNaN(asUtc)) return undefined;
    const distance = distances.get(tenMinutes) ?? distanceOf(local, asUtc, zone);
    if (distance === undefined) return undefined;
    if (distances.size === REMEMBERED) distances.clear();
    distances.set(tenMinutes, distance);
    return asUtc - distance;
  };
}

function distanceOf(local: string, asUtc: EpochMs, zone: string): number | undefined {
  try {
    return asUtc - Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** JavaScript reads "+02:00" only. */
function isoOffset(offset: string): string {
  const match = /^([+-]\d\d):?(\d\d)?$/.exec(offset);
  return match ? `${match[1]}:${match[2] ?? '00'}` : 'Z';
}
