import type { Anomaly } from '../clients/fleet/fleet-client.ts';

/** What was found: the title, or the action it was found by. */
export function anomalyTitle(anomaly: Anomaly): string {
  return (
    anomaly.title ?? (anomaly.action === undefined ? 'an anomaly without a title' : `anomaly at ${anomaly.action}`)
  );
}

/** Anomalies in a row: `Motor M-4 hot (severity 3), Valve V-17 reading missing`. */
export function anomalyList(anomalies: readonly Anomaly[]): string {
  return anomalies
    .map((anomaly) => anomalyTitle(anomaly) + (anomaly.severity === undefined ? '' : ` (severity ${anomaly.severity})`))
    .join(', ');
}
