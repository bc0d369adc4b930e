import { optional, present } from '../answers/optional.ts';
import type { Anomaly, FleetClient } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import type { Text } from '../core/reply.ts';
import { anomalyList } from '../fleet/anomaly-text.ts';
import type { Span } from '../fleet/tally.ts';
import type { RunHistory } from './fleet-summary-runs.ts';
import type { Scope } from './fleet-summary-scope.ts';

const MOST_NAMES = 3;

/** Some anomalies and how many there are in all. */
interface Anomalies {
  readonly items: readonly Anomaly[];
  readonly total: number;
}

/** What was found in a span, and what is open. */
export interface AnomalyFacts {
  /** `unreadable`: this server has them, but did not tell. */
  readonly state: 'reported' | 'not reported' | 'unreadable';
  readonly found: Anomalies;
  readonly open: Anomalies | undefined;
  /** So many new and open ones of which it is not known whether a robot of the scope found them. */
  readonly unassigned: { readonly found: number; readonly open: number };
  readonly facts: readonly Known<unknown>[];
}

const NONE: Anomalies = { items: [], total: 0 };

/** Asks for the anomalies of a span and those that are open. */
export async function readAnomalies(fleet: FleetClient, { from, to }: Span) {
  const [found, open] = await Promise.all([
    optional(fleet.anomalies({ from, to })),
    optional(fleet.anomalies({ status: 'open' })),
  ]);
  return { found, open };
}

/** Those of the scope; whose an anomaly is, only its run tells. */
export function anomalyFacts(
  { found, open }: Awaited<ReturnType<typeof readAnomalies>>,
  scope: Scope,
  { ownerOf }: Pick<RunHistory, 'ownerOf'>,
): AnomalyFacts {
  const facts = present([found, open]);
  const base = { found: NONE, open: undefined, unassigned: { found: 0, open: 0 }, facts };
  if (found === undefined) return { ...base, state: 'unreadable' };
  if (found.value === undefined) return { ...base, state: 'not reported' };
  const all: Anomalies = { items: found.value.items, total: found.value.total ?? found.value.items.length };
  const allOpen = open?.value && { items: open.value.items, total: open.value.total ?? open.value.items.length };
  if (scope.names === undefined) return { ...base, state: 'reported', found: all, open: allOpen };
  const owner = ({ runUuid }: Anomaly) => (runUuid === undefined ? undefined : ownerOf(runUuid));
  const own = ({ items }: Anomalies): Anomalies => {
    const kept = items.filter((anomaly) => scope.isAbout(owner(anomaly)));
    return { items: kept, total: kept.length };
  };
  const without = (list: Anomalies | undefined): number =>
    list?.items.filter((anomaly) => owner(anomaly) === undefined).length ?? 0;
  const unassigned = { found: without(all), open: without(allOpen) };
  return { ...base, state: 'reported', found: own(all), open: allOpen && own(allOpen), unassigned };
}

/** `New anomalies: 2, Motor M-4 hot (severity 3), …`, and what is still open; the highest severity first. */
export function anomalyFields({ state, found, open }: AnomalyFacts): readonly { label: string; value: Text }[] {
  if (state !== 'reported') return [];
  const news = { label: 'New anomalies', value: [named(found)] };
  return open === undefined ? [news] : [news, { label: 'Open anomalies', value: [named(open)] }];
}

function named({ items, total }: Anomalies): string {
  if (total === 0) return 'none';
  const worst = items.toSorted((a, b) => (b.severity ?? -1) - (a.severity ?? -1));
  return `${total}, ${anomalyList(worst.slice(0, MOST_NAMES))}${items.length > MOST_NAMES ? ', …' : ''}`;
}
