import { count } from '../answers/quantities.ts';
import type { Station, WorkOrder } from '../clients/floor/floor-client.ts';
import type { EpochMs } from '../core/reply.ts';
import type { Place } from './site-places.ts';

/** Something that the robots found, and the stations that stand there. */
export interface Finding {
  readonly kind: 'anomaly' | 'inspection';
  /** `Motor M-4 hot (severity 3)`, `Thermal Sweep B on Spot-02 failed`. */
  readonly what: string;
  readonly at?: EpochMs;
  readonly place: Place;
  /** The question that tells more of it. */
  readonly next?: { readonly label: string; readonly line: string };
}

/** An order with what was found at its stations; whether that keeps it up is not known. */
export interface AffectedOrder {
  readonly order: WorkOrder;
  readonly findings: readonly Finding[];
}

interface WithId {
  readonly id: number;
}

/** The findings by any of some stations. */
export function findingsAt(findings: readonly Finding[], stations: readonly WithId[]): readonly Finding[] {
  return findings.filter((finding) => touchedStations([finding], stations).length > 0);
}

/** The stations where something is still to be done of an order. */
export const stationsLeft = ({ stations }: Pick<WorkOrder, 'stations'>): WorkOrder['stations'] =>
  stations.filter(({ status }) => status !== 'completed' && status !== 'cancelled');

/** Each order with what was found at its stations, which may be nothing. */
export function affectedOrders(orders: readonly WorkOrder[], findings: readonly Finding[]): readonly AffectedOrder[] {
  return orders.map((order) => ({ order, findings: findingsAt(findings, stationsLeft(order)) }));
}

/** Those of some stations that any of the findings is by. */
export function touchedStations(
  findings: readonly Pick<Finding, 'place'>[],
  among: readonly WithId[],
): readonly Station[] {
  const ids = new Set(among.map(({ id }) => id));
  return [...new Set(findings.flatMap(({ place }) => place.stations))].filter(({ id }) => ids.has(id));
}

/** How many were found of each kind: `1 open anomaly and 2 failed inspections`. */
export function findingsText(findings: readonly Pick<Finding, 'kind'>[]): string {
  const anomalies = findings.filter(({ kind }) => kind === 'anomaly').length;
  const inspections = findings.length - anomalies;
  return [
    ...(anomalies > 0 ? [count(anomalies, 'open anomaly', 'open anomalies')] : []),
    ...(inspections > 0 ? [count(inspections, 'failed inspection')] : []),
  ].join(' and ');
}
