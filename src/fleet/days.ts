import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../core/reply.ts';

/** A calendar day, or the part of one that a span holds. */
export interface Day {
  /** `21 Oct`. */
  readonly label: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** The days of a span in a zone, in order; a day has 23 or 25 hours when the clocks change. */
export function daysOf(span: { readonly from: EpochMs; readonly to: EpochMs }, zone: string): readonly Day[] {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone });
  const days: Day[] = [];
  for (let from = span.from; from < span.to; ) {
    const day = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).startOfDay();
    const to = Math.min(span.to, day.add({ days: 1 }).epochMilliseconds);
    days.push({ label: format.format(from), from, to });
    from = to;
  }
  return days;
}
