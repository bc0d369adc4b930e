import { optional } from '../answers/optional.ts';
import type { FleetClient, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { simplify } from '../core/names.ts';
import { recentRuns } from './lookup.ts';
import { isGoingOn, runsInOrder, stateOf } from './run-status.ts';

/** The last runs of some missions that failed. */
export interface FailedInspections {
  readonly failed: readonly Run[];
  /** Missions of which no finished run is known. */
  readonly unknown: readonly string[];
  readonly facts: readonly Known<unknown>[];
}

/** Enough to hold a finished run behind those that go on. */
const LOOKED_AT = 10;

/** Those of some missions whose last finished run failed, newest first; names are compared as people remember them. */
export async function failedInspections(fleet: FleetClient, missions: readonly string[]): Promise<FailedInspections> {
  if (missions.length === 0) return { failed: [], unknown: [], facts: [] };
  const recent = await recentRuns(fleet);
  const looked = await Promise.all(missions.map((mission) => lastOf(fleet, mission, recent.value.items)));
  return {
    failed: looked
      .flatMap(({ last }) => last ?? [])
      .filter((run) => stateOf(run) === 'failed')
      .toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)),
    unknown: looked.filter(({ last }) => last === undefined).map(({ mission }) => mission),
    facts: [recent, ...looked.flatMap(({ known }) => known ?? [])],
  };
}

/** The last finished run of a mission: among the newest of the fleet, else asked for by the name that the server has for it. */
async function lastOf(fleet: FleetClient, mission: string, recent: readonly Run[]) {
  const isOf = (run: Run): boolean => simplify(run.mission ?? '') === simplify(mission) && !isGoingOn(run);
  const [last] = runsInOrder(recent.filter(isOf));
  if (last !== undefined) return { mission, last };
  const planned = await optional(fleet.missions());
  const name = planned?.value.find((each) => simplify(each.name) === simplify(mission))?.name ?? mission;
  const known = await fleet.runs({ mission: name, limit: LOOKED_AT });
  return { mission, last: runsInOrder(known.value.items.filter(isOf))[0], known };
}
