import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../core/reply.ts';

/** One shift of a plant, and its hours for the reader: `06:00 to 14:00`. */
export interface Shift {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly label: string;
}

/** The shift that is going on at a moment, by the local times at which shifts begin; `back` goes that many shifts into the past. */
export function shiftAt(
  { shifts, zone }: { readonly shifts: readonly string[]; readonly zone: string },
  now: EpochMs,
  back = 0,
): Shift {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).startOfDay();
  const days = Math.ceil((back + 2) / shifts.length) + 1;
  const starts = Array.from({ length: days + 2 }, (_, i) => today.add({ days: i - days }))
    .flatMap((day) => shifts.map((clock) => ({ clock, at: day.withPlainTime(clock).epochMilliseconds })))
    .toSorted((a, b) => a.at - b.at);
  const begun = starts.findLastIndex(({ at }) => at <= now);
  const [start, end] = starts.slice(begun - back, begun - back + 2);
  if (start === undefined || end === undefined) throw new Error('a plant has at least one shift');
  return { from: start.at, to: end.at, label: `${start.clock} to ${end.clock}` };
}
