import { Temporal } from 'temporal-polyfill';
import { findZoneOf } from '../slots/zones.ts';
import { is, type TimeSource } from './time-source.ts';
import type { TimeValue } from './time-value.ts';

/** The zone named at a place: "9am UTC". */
export function zoneAt(source: TimeSource, at: number): string | undefined {
  const mark = source.marks[at];
  if (mark === undefined || source.marks[at - 1]?.ends) return undefined;
  if (is(source, at, '@zone')) return mark.text;
  return is(source, at, 'timezone') ? findZoneOf([mark]) : undefined;
}

/** The same moments on the reader's clock; the times of day stay as they were said. */
export function inZone(value: TimeValue, zone: string, source: TimeSource): TimeValue {
  const moved = (text: string): string =>
    text.replace(/(?:(\d{4}-\d\d-\d\d)T)?(\d\d:\d\d)/g, (_, date: string | undefined, clock: string) => {
      const there = Temporal.PlainDateTime.from(`${date ?? source.today}T${clock}`);
      const here = there.toZonedDateTime(zone).withTimeZone(source.zone).toPlainDateTime();
      const isToday = date === undefined && here.toPlainDate().equals(source.today);
      const time = here.toPlainTime().toString({ smallestUnit: 'minute' });
      return isToday ? time : `${here.toPlainDate()}T${time}`;
    });
  return { ...value, text: moved(value.text), ...(value.ahead !== undefined && { ahead: moved(value.ahead) }) };
}
