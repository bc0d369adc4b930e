import { count, duration, length, listNames } from '../answers/quantities.ts';
import type { FleetClient, RunStatistics } from '../clients/fleet/fleet-client.ts';
import { type Block, bold, type Text } from '../core/reply.ts';
import { fleetSource } from '../fleet/fleet-reply.ts';
import { nextText } from '../fleet/planned.ts';
import type { RunState } from '../fleet/run-status.ts';
import { missionOf, robotOf } from '../fleet/run-text.ts';
import { anomalyFields } from './fleet-summary-anomalies.ts';
import { nextQuestions, spanWords } from './fleet-summary-buttons.ts';
import { type DrawnDays, dayBlocks } from './fleet-summary-days.ts';
import { type SummaryFacts, summaryFacts } from './fleet-summary-facts.ts';
import { failureBlocks } from './fleet-summary-failures.ts';
import { missedBlocks, planFields } from './fleet-summary-plan.ts';
import { remarksOf } from './fleet-summary-remarks.ts';
import { robotBlocks } from './fleet-summary-robots.ts';
import { sumOf } from './fleet-summary-statistics.ts';
import type { SummaryRequest } from './summary.ts';
import type { SummaryPart } from './summary-part.ts';

/** How a summary is told beside what it is asked for. */
export interface Telling {
  readonly drawn: DrawnDays;
  /** The command line that asks for it again; a summary that came by itself has none. */
  readonly line?: string;
  /** No more robots than these have a row; 20 where left out. */
  readonly mostRobots?: number;
}

const MOST_ROBOTS = 20;

/** What a fleet lead wants to know of a span of time that has begun. Throws the remote errors where Scout does not answer. */
export async function fleetPart(
  fleet: FleetClient,
  request: SummaryRequest,
  { drawn, line, mostRobots = MOST_ROBOTS }: Telling,
): Promise<SummaryPart> {
  const { span, now } = request;
  const known = await summaryFacts(fleet, { ...request, drawn });
  const isEmpty = hasNothing(known);
  return {
    title: 'Robots',
    source: fleetSource(fleet, known.facts, known.background),
    headline: isEmpty ? emptyLine(known) : [bold(headline(known))],
    blocks: isEmpty ? [] : blocksOf(known, fleet.site.zone, { drawn, mostRobots }),
    remarks: remarksOf(known),
    ...nextQuestions(known, line, await spanWords(span, now)),
    isEmpty,
  };
}

/** Whether nothing happened, and that is known: no runs, nothing found, no planned start that did not come. */
function hasNothing({ runs, anomalies, missed, scope, facts, background }: SummaryFacts): boolean {
  const isStale = [...facts, ...background].some(({ outage }) => outage !== undefined);
  const isKnown = runs.tally.complete && !isStale && scope.unknown.length === 0 && anomalies.state !== 'unreadable';
  const found = anomalies.found.total + anomalies.unassigned.found + (missed?.starts.length ?? 0);
  return isKnown && runs.tally.runs === 0 && found === 0;
}

/** `No runs since yesterday 07:00; nothing failed, nothing new. Next: …` */
function emptyLine({ span, scope, anomalies, plan, now }: SummaryFacts): Text {
  const whose = scope.names === undefined ? '' : ` of ${listNames(scope.names)}`;
  const news = anomalies.state === 'reported' ? ', nothing new' : '';
  return [
    bold(`No runs${whose} ${whenOf(span.label)}; nothing failed${news}.`),
    ' Next: ',
    ...nextText(plan, now),
    '.',
  ];
}

/** A span's label as part of a sentence: `in the last 24 hours`, `on 2026-10-20`, `yesterday`. */
function whenOf(label: string): string {
  if (/^last \d/.test(label)) return `in the ${label}`;
  return /^\d/.test(label) ? `on ${label}` : label;
}

function blocksOf(
  known: SummaryFacts,
  calendarZone: string,
  { drawn, mostRobots }: { readonly drawn: DrawnDays; readonly mostRobots: number },
): readonly Block[] {
  const { runs, failures, missed, anomalies, plan, now, scope, statistics, days } = known;
  return [
    ...failureBlocks(failures, runs.tally.states.failed),
    ...missedBlocks(missed),
    {
      kind: 'fields',
      fields: [...runFields(known), ...anomalyFields(anomalies), ...planFields(plan, now, calendarZone)],
    },
    ...robotBlocks(scope.robots, runs, statistics, mostRobots),
    ...dayBlocks(drawn, days, runs),
  ];
}

/** `6 robots · 14 runs, 13 done · 1 failed: Thermal Sweep B on Rex · last 24 hours`. */
function headline({ scope, runs: { tally }, failures, missed, span }: SummaryFacts): string {
  const names = failures.map(({ run }) => `${missionOf(run)} on ${robotOf(run)}`);
  const { done, failed, stopped } = tally.states;
  const failedText = failed === failures.length ? `${failed} failed: ${listNames(names, 2)}` : `${failed} failed`;
  const notStarted = missed?.starts.length ?? 0;
  return [
    scope.names === undefined ? count(scope.robots.length, 'robot') : listNames(scope.names),
    tally.runs === 0 ? 'no runs' : `${count(tally.runs, 'run')}, ${done} done`,
    ...(failed > 0 ? [failedText] : []),
    ...(stopped > 0 ? [`${stopped} stopped`] : []),
    ...(tally.goingOn > 0 ? [`${tally.goingOn} running`] : []),
    ...(notStarted > 0 ? [`${notStarted} not started`] : []),
    span.label,
  ].join(' · ');
}

/** The numbers of the runs, what they stand against below, and how far and how long the robots drove. */
function runFields({ runs: { tally }, comparison, statistics }: SummaryFacts) {
  const counted = (amount: (state: RunState) => string) =>
    (['done', 'failed', 'stopped'] as const).map((state) => `${amount(state)} ${state}`).join(', ');
  const before = comparison?.statistics === undefined ? '' : ` (before: ${drivenText(comparison.statistics)})`;
  return [
    { label: 'Runs', value: [counted((state) => String(tally.states[state]))] },
    ...(comparison === undefined ? [] : [{ label: comparison.label, value: [counted(comparison.count)] }]),
    ...(statistics === undefined ? [] : [{ label: 'Driven', value: [`${drivenText(statistics)}${before}`] }]),
  ];
}

/** `17.3 km in 5 h 27 min`, as far as it is reported. */
function drivenText(statistics: readonly RunStatistics[]): string {
  const distance = sumOf(statistics, 'distanceMeters', length);
  const time = sumOf(statistics, 'movingSeconds', (seconds) => duration(seconds * 1_000));
  if (time === undefined) return distance === undefined ? 'not reported' : `${distance}, driving time not reported`;
  return `${distance ?? 'a distance that is not reported'} in ${time}`;
}
