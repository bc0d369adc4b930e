import { Temporal } from 'temporal-polyfill';
import type { RunStatistics } from '../clients/fleet/fleet-client.ts';
import type { EpochMs } from '../core/reply.ts';
import type { RunState } from '../fleet/run-status.ts';
import type { Counts, Span } from '../fleet/tally.ts';
import type { RunHistory } from './fleet-summary-runs.ts';

/** What the numbers of a span stand against. */
export interface Comparison {
  /** `Before`, `Usual Tuesday`. */
  readonly label: string;
  /** In small print: what the label means. */
  readonly meaning: string;
  count(state: RunState): string;
  /** Of the span before; undefined where they are not reported, or not compared. */
  readonly statistics: readonly RunStatistics[] | undefined;
}

const HOUR = 3_600_000;
const WEEKS = 4;
const FEWEST_WEEKS = 2;

/** Whether a span is so nearly a day that it stands against the same weekday's usual. */
export function isAboutADay({ from, to }: Span): boolean {
  return to - from >= 20 * HOUR && to - from <= 28 * HOUR;
}

/** The same span by the clock in each of the four weeks before; of one that is not over, the same part. */
export function usualSpans({ from, to }: Span, now: EpochMs, zone: string): readonly Span[] {
  const end = endOf({ from, to }, now);
  const weeksBefore = (at: EpochMs, weeks: number): EpochMs =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).subtract({ weeks }).epochMilliseconds;
  return Array.from({ length: WEEKS }, (_, i) => ({ from: weeksBefore(from, i + 1), to: weeksBefore(end, i + 1) }));
}

/** The mean of the weeks before that are known; undefined where that are fewer than two. A week before the first run that is known says nothing. */
export function usualOf(
  span: Span,
  spans: readonly Span[],
  { countsOf }: Pick<RunHistory, 'countsOf'>,
  zone: string,
): Comparison | undefined {
  const weeks = spans.map(countsOf);
  const oldest = weeks.findLastIndex((counts) => counts !== undefined && counts.runs > 0);
  const known = weeks.slice(0, oldest + 1).filter((counts) => counts !== undefined);
  if (known.length < FEWEST_WEEKS) return undefined;
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: zone }).format((span.from + span.to) / 2);
  return {
    label: `Usual ${day}`,
    meaning: `"Usual ${day}" is the mean of the same hours in ${known.length} of the ${WEEKS} weeks before`,
    count: (state) => written(mean(known, state)),
    statistics: undefined,
  };
}

function mean(weeks: readonly Counts[], state: RunState): number {
  return weeks.reduce((sum, { states }) => sum + states[state], 0) / weeks.length;
}

/** One place after the point, where it says something. */
function written(value: number): string {
  return String(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
}

/** The span of the same length before. */
export function spanBefore(span: Span, now: EpochMs): Span {
  const length = span.to - span.from;
  return { from: span.from - length, to: endOf(span, now) - length };
}

/** What the span before came to; undefined where it could not be read, or not to its end. */
export function beforeOf(counts: Counts | undefined, statistics: Comparison['statistics']): Comparison | undefined {
  if (counts === undefined) return undefined;
  return {
    label: 'Before',
    meaning: '"Before" is the span of the same length before',
    count: (state) => String(counts.states[state]),
    statistics,
  };
}

/** One that is not over ("today" at 10:00) is set against the same part of others. */
function endOf({ from, to }: Span, now: EpochMs): EpochMs {
  return Math.min(to, Math.max(from, now));
}
