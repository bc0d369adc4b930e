import { optional, present } from '../answers/optional.ts';
import type { Anomaly, FleetClient, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import type { Text } from '../core/reply.ts';
import { failedInspections } from './failed-inspections.ts';
import { product } from './product.ts';

/** What the robots found that nobody has closed: open anomalies, and missions that failed last time. */
export interface RobotFindings {
  readonly anomalies: readonly Anomaly[];
  readonly failed: readonly Run[];
  /** What of it could not be read, in words for the middle of a sentence. */
  readonly gap?: string;
  readonly remarks: readonly Text[];
  readonly facts: readonly Known<unknown>[];
}

/** Gathers what the robots found, of runs only those of some missions. Throws what went wrong where nothing can be read. */
export async function robotFindings(fleet: FleetClient, missions: readonly string[]): Promise<RobotFindings> {
  const asked = fleet.anomalies({ status: 'open' });
  const [anomalies, inspections] = await Promise.all([optional(asked), optional(failedInspections(fleet, missions))]);
  if (anomalies === undefined && inspections === undefined) await asked;
  const list = anomalies?.value;
  const gaps = [
    ...(anomalies === undefined ? ['anomalies could not be read'] : []),
    ...(anomalies !== undefined && list === undefined ? [`${await product(fleet)} does not report anomalies`] : []),
    ...(inspections === undefined ? ['runs could not be read'] : []),
  ];
  const unknown = inspections?.unknown ?? [];
  return {
    anomalies: list?.items ?? [],
    failed: inspections?.failed ?? [],
    ...(gaps.length > 0 && { gap: gaps.join(', ') }),
    remarks: [
      ...(list?.complete === false ? [[`only the newest ${list.items.length} anomalies were read`]] : []),
      ...(unknown.length > 0 ? [[`no finished run is known of ${unknown.join(', ')}`]] : []),
    ],
    facts: [...present([anomalies]), ...(inspections?.facts ?? [])],
  };
}
