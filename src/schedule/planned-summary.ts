import { Temporal } from 'temporal-polyfill';
import { UserError } from '../core/errors.ts';
import { button, buttons, type EpochMs } from '../core/reply.ts';
import type { Subscription, Timetable } from '../storage/store.ts';
import { previousTime } from '../subscriptions/timetable.ts';
import type { SummarySpan } from '../summaries/fleet-summary-facts.ts';
import type { BuiltSummary, Summary } from '../summaries/summary.ts';

type ZonedSpan = SummarySpan & { readonly zone: string };

/** Builds what a subscription tells of a span. Rejects with UserError where the source does not answer and nothing is known. */
export type PlannedSummaries = (subscription: Subscription, span: ZonedSpan) => Promise<BuiltSummary>;

/** Subscriptions that are due together and tell the same share what was built, for so long. */
const SHARED_MS = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Builds each summary once for all subscriptions that ask for the same at about the same time. */
export function createPlannedSummaries(summaries: readonly Summary[], now: () => EpochMs): PlannedSummaries {
  const built = new Map<string, { readonly at: EpochMs; readonly summary: Promise<BuiltSummary> }>();

  return async (subscription, span) => {
    const summary = summaries.find(({ name }) => name === subscription.summary);
    if (summary === undefined) throw notTold(subscription);
    const { robots, site } = subscription;
    const key = JSON.stringify([summary.name, span, robots, site]);
    const at = now();
    for (const [old, entry] of built) if (at - entry.at >= SHARED_MS) built.delete(old);
    const shared = built.get(key);
    if (shared) return shared.summary;
    const building = summary.build({ span, robots, ...(site !== undefined && { site }), now: at });
    built.set(key, { at, summary: building });
    building.catch(() => built.delete(key));
    return building;
  };
}

/** Where settings changed since somebody subscribed, what it tells of may be gone. */
const notTold = ({ id, summary }: Subscription): UserError =>
  new UserError(`The ${summary} summary is not to be had here any more. Stop it: \`unsubscribe ${id}\`.`, {
    details: [buttons(button('Remove', `unsubscribe ${id}`), button('Subscriptions', 'subscriptions'))],
  });

/** What a planned summary tells of: from the planned time before until this one. Throws UserError where the zone is not known any more. */
export function spanOf(timetable: Timetable, plannedAt: EpochMs): ZonedSpan {
  try {
    return spanBetween(previousTime(timetable, plannedAt), plannedAt, timetable.zone);
  } catch (cause) {
    const said = `I do not know the time zone ${timetable.zone} any more: change the subscription to another.`;
    throw new UserError(said, { cause });
  }
}

/** What it would tell of if it came now: as long a span as that of the last one. */
export function spanUntil(timetable: Timetable, now: EpochMs): ZonedSpan {
  const last = previousTime(timetable, now);
  return spanBetween(now - (last - previousTime(timetable, last)), now, timetable.zone);
}

function spanBetween(from: EpochMs, to: EpochMs, zone: string): ZonedSpan {
  return { from, to, zone, ...words(from, to, zone) };
}

/** `since yesterday 07:00`, and the words to type for about the same span. */
function words(from: EpochMs, to: EpochMs, zone: string): { readonly label: string; readonly words: string } {
  const [start, end] = [from, to].map((at) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone));
  if (start === undefined || end === undefined) throw new Error('a span has two ends');
  const days = start.toPlainDate().until(end.toPlainDate(), { largestUnit: 'days' }).days;
  const clock = start.toPlainTime().toString({ smallestUnit: 'minute' });
  const weekday = start.toLocaleString('en', { weekday: 'long' });
  const date = start.toLocaleString('en', { month: 'short', day: 'numeric' });
  const day = days === 0 ? '' : days === 1 ? 'yesterday ' : days < 7 ? `${weekday} ` : `${weekday}, ${date}, `;
  const length = to - from;
  const typed = length < 2 * DAY ? `last ${Math.round(length / HOUR)}h` : `last ${Math.round(length / DAY)} days`;
  return { label: `since ${day}${clock}`, words: typed };
}
