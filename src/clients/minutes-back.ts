import type { EpochMs } from '../core/reply.ts';

const MINUTE_MS = 60_000;

/** How far back from now a span goes, in minutes, where it ends now: "the last 24 hours" is the same question whenever it is asked. Undefined for any other span. */
export function minutesBack(
  { from, to }: { readonly from?: EpochMs; readonly to?: EpochMs },
  now: EpochMs,
): number | undefined {
  const endsNow = to === undefined || Math.abs(to - now) < MINUTE_MS;
  return from !== undefined && endsNow ? Math.round((now - from) / MINUTE_MS) : undefined;
}
