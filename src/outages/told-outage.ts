import type { Outage, SourceHealth } from '../clients/known.ts';
import type { EpochMs } from '../core/reply.ts';
import type { ToldOutage } from '../storage/outages.ts';

/** A shorter outage is nobody's business: a hub that starts anew, a network that hiccups. */
const TOLD_AFTER_MS = 180_000;
/** An outage that begins so soon after the last one is told in the same messages. */
const SERIES_MS = 3_600_000;

/** What is to be told now of a source, after it was asked a moment ago; undefined where that is nothing new. */
export function nextToldOutage(
  told: ToldOutage | undefined,
  { outage, lastAnswerAt }: SourceHealth,
  now: EpochMs,
): ToldOutage | undefined {
  if (isGoingOn(told))
    return outage === undefined && lastAnswerAt !== undefined ? ended(told, lastAnswerAt) : undefined;
  return outage === undefined || now - outage.since < TOLD_AFTER_MS ? undefined : begun(told, outage);
}

/** Whether an outage has been told and has not ended. */
export const isGoingOn = (told: ToldOutage | undefined): told is ToldOutage =>
  told !== undefined && told.until === undefined;

function ended(told: ToldOutage, until: EpochMs): ToldOutage {
  // A clock that was set back meanwhile must not make it end before it began.
  return { ...told, until: Math.max(told.since, until), version: told.version + 1 };
}

function begun(told: ToldOutage | undefined, { since, reason }: Outage): ToldOutage {
  const version = (told?.version ?? 0) + 1;
  const isNext = told?.until !== undefined && since - told.until < SERIES_MS;
  if (!isNext) return { since, reason, seriesSince: since, times: 1, version };
  return { since, reason, seriesSince: told.seriesSince, times: told.times + 1, version };
}
