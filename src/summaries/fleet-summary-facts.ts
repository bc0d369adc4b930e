import type { Anomaly, FleetClient, List, Robot, Run, RunStatistics } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import type { EpochMs } from '../core/reply.ts';
import { daysOf } from '../fleet/days.ts';
import { optional, present } from '../fleet/optional.ts';
import { type Plan, planOf } from '../fleet/planned.ts';
import { product } from '../fleet/product.ts';
import { failedAction } from '../fleet/run-text.ts';
import { type Tally, tallyRuns } from '../fleet/tally.ts';

/** The span a summary tells of, and its words. */
export interface SummarySpan {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly label: string;
  /** By whose days a longer span is drawn. */
  readonly zone?: string;
}

/** The runs of a span and what Orbit's own statistics say of them; those are undefined where it keeps none. */
export interface SpanFacts {
  readonly tally: Tally;
  readonly statistics: readonly RunStatistics[] | undefined;
}

/** A failed run, and the action it failed at where that is reported. */
export interface Failure {
  readonly run: Run;
  readonly action: string | undefined;
}

/** Everything a fleet summary is made of. */
export interface SummaryFacts {
  readonly span: SummarySpan;
  readonly now: EpochMs;
  /** The server by name and version. */
  readonly server: string;
  readonly robots: readonly Robot[];
  readonly current: SpanFacts;
  /** The same span before; undefined where it could not be read, or not to its end. */
  readonly previous: SpanFacts | undefined;
  readonly failures: readonly Failure[];
  /** New anomalies of the span; undefined where they are not reported. */
  readonly found: List<Anomaly> | undefined;
  /** How many are open in all. */
  readonly open: number | undefined;
  readonly plan: Plan | undefined;
  readonly facts: readonly Known<unknown>[];
}

/** Asks for everything that a summary of a span tells. What a side question fails to give is left out. */
export async function summaryFacts(fleet: FleetClient, span: SummarySpan, now: EpochMs): Promise<SummaryFacts> {
  const before = spanBefore(span, now);
  const [robots, runs, earlier, statistics, earlierStatistics, found, open, plan, server] = await Promise.all([
    fleet.robots(),
    tallyRuns(
      fleet,
      span,
      span.zone === undefined ? [] : daysOf({ from: span.from, to: Math.min(span.to, now) }, span.zone),
    ),
    optional(tallyRuns(fleet, before)),
    optional(fleet.runStatistics(span)),
    optional(fleet.runStatistics(before)),
    optional(fleet.anomalies({ from: span.from, to: span.to })),
    optional(fleet.anomalies({ status: 'open' })),
    optional(planOf(fleet, now)),
    product(fleet),
  ]);
  const failures = await Promise.all(runs.value.failures.map((run) => failureOf(fleet, run)));
  return {
    span,
    now,
    server,
    robots: robots.value,
    current: { tally: runs.value, statistics: statistics?.value },
    ...(earlier?.value.complete === true
      ? { previous: { tally: earlier.value, statistics: earlierStatistics?.value } }
      : { previous: undefined }),
    failures,
    found: found?.value,
    open: open?.value?.total ?? open?.value?.items.length,
    plan,
    facts: present([robots, runs, earlier, statistics, found, open]),
  };
}

/** The span of the same length before. One that is not over ("today" at 10:00) is set against the same part (yesterday until 10:00). */
function spanBefore({ from, to }: SummarySpan, now: EpochMs) {
  return { from: from - (to - from), to: Math.min(to, Math.max(from, now)) - (to - from) };
}

async function failureOf(fleet: FleetClient, run: Run): Promise<Failure> {
  const events = await optional(fleet.runEvents(run.uuid));
  return { run, action: events && failedAction(events.value.items) };
}
