import { optional, present } from '../answers/optional.ts';
import type { Anomaly, FleetClient, LogEntry, Run, RunEvent } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { isGoingOn, stateOf } from './run-status.ts';
import { failedAction } from './run-text.ts';

/** What is known of one run beyond its own row. */
export interface RunFacts {
  readonly run: Run;
  readonly events: readonly RunEvent[];
  /** False where there were more events than the client reads. */
  readonly hasAllEvents: boolean;
  readonly failedAt?: string;
  readonly meters?: number;
  /** Undefined where this Scout reports none, or more than the client reads. */
  readonly anomalies?: readonly Anomaly[];
  readonly log?: readonly LogEntry[];
  readonly facts: readonly Known<unknown>[];
  /** Facts of a finished run, which do not age. */
  readonly background: readonly Known<unknown>[];
}

const HOUR = 3_600_000;

/** Gathers what Scout reports about a run; what it cannot give is left out, never guessed. */
export async function runFacts(fleet: FleetClient, run: Run, withLog = false): Promise<RunFacts> {
  const [events, anomalies, statistics, log] = await Promise.all([
    optional(fleet.runEvents(run.uuid)),
    optional(fleet.anomalies(run.startedAt === undefined ? {} : { from: run.startedAt })),
    optional(statisticsAround(fleet, run)),
    withLog ? optional(fleet.runLog(run.uuid)) : undefined,
  ]);
  const items = events?.value.items ?? [];
  const failedAt = stateOf(run) === 'failed' ? failedAction(items) : undefined;
  const meters = statistics?.value?.find((each) => each.runUuid === run.uuid)?.distanceMeters;
  const found = anomalies?.value?.items.filter((anomaly) => anomaly.runUuid === run.uuid);
  // The list holds the newest: where it is cut, that it has none of an old run says nothing.
  const isKnown = found && (found.length > 0 || anomalies?.value?.complete === true);
  return {
    run,
    events: items,
    hasAllEvents: events?.value.complete ?? false,
    ...(failedAt !== undefined && { failedAt }),
    ...(meters !== undefined && { meters }),
    ...(isKnown && { anomalies: found }),
    ...(log?.value && { log: log.value }),
    facts: present(isGoingOn(run) ? [events, anomalies, log] : [anomalies]),
    background: present(isGoingOn(run) ? [statistics] : [events, statistics, log]),
  };
}

async function statisticsAround(fleet: FleetClient, run: Run) {
  if (run.startedAt === undefined || isGoingOn(run)) return undefined;
  // Whole hours, so that questions about neighbouring runs share one request.
  const from = Math.floor(run.startedAt / HOUR) * HOUR;
  return fleet.runStatistics({ from, to: from + 2 * HOUR });
}
