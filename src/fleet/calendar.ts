import { Temporal } from 'temporal-polyfill';
import type { Schedule } from '../clients/fleet/fleet-client.ts';
import type { EpochMs } from '../core/reply.ts';

const WEEK = 7 * 86_400_000;

/**
 * The next start of a calendar entry at or after `now`, by Scout's documented rules: first start plus whole repeats, a start that falls
 * into a blackout waits for its end, also one that was meant to be before `now`. Undefined where none comes (once and past, switched off, always blacked out).
 * Blackouts are weekly offsets from Sunday 00:00; in which zone Scout counts them is not documented, so `zone` is a setting.
 */
export function nextStart(schedule: Schedule, now: EpochMs, zone: string): EpochMs | undefined {
  if (schedule.disabledReason !== undefined) return undefined;
  const { firstAt, repeatMs, blackouts } = schedule;
  if (firstAt >= now) return afterBlackouts(firstAt, blackouts, zone);
  const repeats = repeatMs > 0 ? Math.ceil((now - firstAt) / repeatMs) : 1;
  const overdue = afterBlackouts(repeatMs > 0 ? firstAt + (repeats - 1) * repeatMs : firstAt, blackouts, zone);
  if (overdue !== undefined && overdue >= now) return overdue;
  return repeatMs > 0 ? afterBlackouts(firstAt + repeats * repeatMs, blackouts, zone) : undefined;
}

/** More starts of one entry than a reader or a check can use. */
const MOST_STARTS = 1_000;

/** The starts of a calendar entry in a span, in order, by the rules of `nextStart`; at most 1,000. */
export function startsWithin(
  schedule: Schedule,
  { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
  zone: string,
): readonly EpochMs[] {
  const starts: EpochMs[] = [];
  let at = nextStart(schedule, from, zone);
  while (at !== undefined && at < to && starts.length < MOST_STARTS) {
    starts.push(at);
    at = nextStart(schedule, at + 1, zone);
  }
  return starts;
}

/** Whether a start of an entry is at its own time, not put off by a blackout. */
export function isOwnTime({ firstAt, repeatMs }: Schedule, start: EpochMs): boolean {
  return repeatMs > 0 ? (start - firstAt) % repeatMs === 0 : start === firstAt;
}

function afterBlackouts(start: EpochMs, blackouts: Schedule['blackouts'], zone: string): EpochMs | undefined {
  if (blackouts.length === 0) return start;
  let at = start;
  // Blackouts can touch each other; one round each is enough to leave them all, or there is no way out.
  for (let round = 0; round <= blackouts.length; round++) {
    const offset = weekOffset(at, zone);
    const left = blackouts.map((blackout) => leftOf(blackout, offset)).find((ms) => ms > 0);
    if (left === undefined) return at;
    at += left;
  }
  return undefined;
}

/** How much of a blackout is left at a moment of the week; it may run over the week's end. */
function leftOf({ startMs, endMs }: Schedule['blackouts'][number], offset: number): number {
  if (startMs <= endMs) return offset >= startMs && offset < endMs ? endMs - offset : 0;
  if (offset >= startMs) return WEEK - offset + endMs;
  return offset < endMs ? endMs - offset : 0;
}

function weekOffset(at: EpochMs, zone: string): number {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const clock = here.toPlainTime().since(Temporal.PlainTime.from('00:00')).total('milliseconds');
  return (here.dayOfWeek % 7) * 86_400_000 + clock;
}

/** How often an entry repeats, in words: `once`, `every 6 h`, `every day`. */
export function repeatText(repeatMs: number): string {
  if (repeatMs <= 0) return 'once';
  const units: readonly (readonly [number, string])[] = [
    [7 * 86_400_000, 'week'],
    [86_400_000, 'day'],
    [3_600_000, 'h'],
    [60_000, 'min'],
  ];
  const [size, unit] = units.find(([ms]) => repeatMs % ms === 0) ?? [1_000, 's'];
  const n = Math.round(repeatMs / size);
  if (unit === 'day' || unit === 'week') return n === 1 ? `every ${unit}` : `every ${n} ${unit}s`;
  return `every ${n} ${unit}`;
}
