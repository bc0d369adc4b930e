import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../entities.ts';

/** Reads a day or a moment, ISO 8601; one without an offset is in this zone. */
export function createTimeReader(zone: string): (text: string) => EpochMs | undefined {
  return (text) => {
    try {
      return /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) && text.includes('T')
        ? Temporal.Instant.from(text).epochMilliseconds
        : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
    } catch {
      return undefined;
    }
  };
}
