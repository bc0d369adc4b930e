import * as v from 'valibot';

/** How the person at the page reads times; their browser tells. */
export interface Reader {
  /** IANA time zone. */
  readonly zone: string;
  /** Whether their clock says 4:26 PM and not 16:26. */
  readonly hour12: boolean;
}

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
};

/** The reader as the page sends it; a zone this machine does not know becomes UTC. */
export const readerEntries = {
  zone: v.pipe(
    v.string(),
    v.transform((zone) => (isZone(zone) ? zone : 'UTC')),
  ),
  hour12: v.boolean(),
};
