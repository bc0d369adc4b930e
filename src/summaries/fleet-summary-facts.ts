import { optional, present } from '../answers/optional.ts';
import type { FleetClient, RunStatistics } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import type { EpochMs } from '../core/reply.ts';
import type { Day } from '../fleet/days.ts';
import { type MissedStarts, missedStarts } from '../fleet/missed.ts';
import { type Plan, planOf } from '../fleet/planned.ts';
import { product } from '../fleet/product.ts';
import type { Span } from '../fleet/tally.ts';
import { type AnomalyFacts, anomalyFacts, readAnomalies } from './fleet-summary-anomalies.ts';
import { type DrawnDays, drawnDays } from './fleet-summary-days.ts';
import { type Failure, readFailures } from './fleet-summary-failures.ts';
import { planOfScope } from './fleet-summary-plan.ts';
import { type RunHistory, readRuns } from './fleet-summary-runs.ts';
import { isInScope, type Scope, scopeOf } from './fleet-summary-scope.ts';
import { beforeOf, type Comparison, isAboutADay, spanBefore, usualOf, usualSpans } from './fleet-summary-usual.ts';

/** The span a summary tells of, and its words. */
export interface SummarySpan extends Span {
  readonly label: string;
  /** By whose days it is told. */
  readonly zone: string;
  /** What to type for nearly the same span, where the label is not it. */
  readonly words?: string;
}

/** What is asked for. */
export interface FactsQuestion {
  readonly span: SummarySpan;
  /** Names; all robots where it is empty. */
  readonly robots: readonly string[];
  readonly now: EpochMs;
  readonly drawn: DrawnDays;
}

/** Everything a fleet summary is made of. */
export interface SummaryFacts {
  readonly span: SummarySpan;
  readonly now: EpochMs;
  /** The server by name and version. */
  readonly server: string;
  readonly scope: Scope;
  readonly runs: RunHistory;
  /** Undefined where too little is known to compare with. */
  readonly comparison: Comparison | undefined;
  /** Orbit's own; undefined where it keeps none. */
  readonly statistics: readonly RunStatistics[] | undefined;
  readonly failures: readonly Failure[];
  readonly anomalies: AnomalyFacts;
  readonly days: readonly Day[];
  /** Undefined where the calendar could not be read. */
  readonly plan: Plan | undefined;
  /** Undefined where that cannot be said of any start. */
  readonly missed: MissedStarts | undefined;
  /** What this server has but did not tell. */
  readonly unread: readonly string[];
  readonly facts: readonly Known<unknown>[];
  readonly background: readonly Known<unknown>[];
}

/** Asks for everything that a summary of a span tells. What a side question fails to give is left out. */
export async function summaryFacts(
  fleet: FleetClient,
  { span, robots: names, now, drawn }: FactsQuestion,
): Promise<SummaryFacts> {
  const { zone } = span;
  const isDay = isAboutADay(span);
  const compared = isDay ? usualSpans(span, now, zone) : [spanBefore(span, now)];
  const days = drawnDays(drawn, span, now, zone);
  // Whose runs are counted is known only with the list of robots.
  const robots = await fleet.robots();
  const scope = scopeOf(robots.value, names);
  const [runs, statistics, before, askedAnomalies, plan, server] = await Promise.all([
    readRuns(fleet, { span, zone, parts: [...compared, ...days], isCounted: isInScope(scope) }),
    optional(fleet.runStatistics(span)),
    isDay ? undefined : optional(fleet.runStatistics(spanBefore(span, now))),
    readAnomalies(fleet, span),
    optional(planOf(fleet, now)),
    product(fleet),
  ]);
  const anomalies = anomalyFacts(askedAnomalies, scope, runs);
  const { failures, facts: failureFacts } = await readFailures(fleet, runs.tally.failures);
  const ownPlan = plan && planOfScope(plan, scope);
  const ofScope = (list: readonly RunStatistics[] | undefined) => list?.filter(({ robot }) => scope.isAbout(robot));
  return {
    span,
    now,
    server,
    scope,
    runs,
    comparison: isDay
      ? usualOf(span, compared, runs, zone)
      : beforeOf(compared[0] && runs.countsOf(compared[0]), ofScope(before?.value)),
    statistics: ofScope(statistics?.value),
    failures,
    anomalies,
    days,
    plan: ownPlan,
    missed: missedOf(ownPlan, runs, { from: span.from, to: Math.min(span.to, now) }, fleet.site.zone),
    unread: [
      ...(statistics === undefined ? ['distance', 'driving time'] : []),
      ...(anomalies.state === 'unreadable' ? ['anomalies'] : []),
    ],
    facts: present([robots, runs.current, statistics, ...anomalies.facts]),
    background: [...runs.earlier, ...failureFacts, ...(plan?.facts ?? [])],
  };
}

/** What did not start; only facts of this moment can tell. */
function missedOf(plan: Plan | undefined, runs: RunHistory, span: Span, zone: string): MissedStarts | undefined {
  const isStale = [runs.current, ...(plan?.facts ?? [])].some(({ outage }) => outage !== undefined);
  if (plan === undefined || !plan.isReported || runs.around === undefined || isStale) return undefined;
  return missedStarts(plan, runs.around, span, zone);
}
