import { count, listNames } from '../answers/quantities.ts';
import type { Text } from '../core/reply.ts';
import type { SummaryFacts } from './fleet-summary-facts.ts';

/** The small print of a summary: what is not reported, could not be read, was cut, or is not known. */
export function remarksOf(known: SummaryFacts): readonly Text[] {
  const { server, comparison, runs, scope, unread } = known;
  const missing = notReported(known);
  const remarks = [
    missing.length > 0 && `Not reported by ${server}: ${listNames(missing)}`,
    unread.length > 0 && `could not be read: ${listNames(unread)}`,
    !runs.tally.complete && `only the newest ${count(runs.tally.runs, 'run')} could be counted`,
    runs.tally.complete && !runs.isWhole && 'not all runs of the time before could be read',
    runs.tally.runs > 0 && comparison?.meaning,
    scope.unknown.length > 0 && `not in the list of robots, renamed perhaps: ${listNames(scope.unknown, 10)}`,
    unassignedText(known),
    unjudgedText(known),
  ];
  return remarks.filter((remark) => typeof remark === 'string').map((remark) => [remark]);
}

function notReported({ statistics, anomalies, unread }: SummaryFacts): readonly string[] {
  const distance = statistics === undefined && !unread.includes('distance') ? ['distance', 'driving time'] : [];
  return anomalies.state === 'not reported' ? [...distance, 'anomalies'] : distance;
}

function unassignedText({ anomalies: { unassigned } }: SummaryFacts): string | undefined {
  const { found, open } = unassigned;
  if (found + open === 0) return undefined;
  const parts = [...(found > 0 ? [`${found} new`] : []), ...(open > 0 ? [`${open} open`] : [])];
  return `whose robot found ${parts.join(' and ')} other anomalies is not known`;
}

function unjudgedText({ missed }: SummaryFacts): string | undefined {
  if (missed === undefined || missed.unjudged === 0) return undefined;
  return `whether ${count(missed.unjudged, 'planned run')} started is not known: changed in the calendar since, or not told when`;
}
