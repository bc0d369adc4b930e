import type { FleetClient, Schedule } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import type { EpochMs } from '../core/reply.ts';
import { nextStart } from './calendar.ts';
import { optional, present } from './optional.ts';

/** The next start of a calendar entry. */
export interface PlannedStart {
  readonly at: EpochMs;
  readonly mission: string;
  readonly robot?: string;
  readonly repeatMs: number;
}

/** What the calendar holds, soonest first, and what in it is switched off. */
export interface Plan {
  /** False where this Scout reports no calendar. */
  readonly isReported: boolean;
  readonly starts: readonly PlannedStart[];
  readonly disabled: readonly Schedule[];
  readonly facts: readonly Known<unknown>[];
}

/** Reads the calendar, all of it or one robot's. */
export async function planOf(fleet: FleetClient, now: EpochMs, robot?: string): Promise<Plan> {
  const [calendar, missions] = await Promise.all([fleet.calendar(), optional(fleet.missions())]);
  const entries = (calendar.value ?? []).filter((entry) => robot === undefined || entry.robot === robot);
  const names = new Map(missions?.value.map((mission) => [mission.uuid, mission.name]));
  const starts = entries.flatMap((entry) => {
    const at = nextStart(entry, now, fleet.site.zone);
    if (at === undefined) return [];
    const mission = names.get(entry.missionUuid ?? '') ?? entry.name ?? 'a mission without a name';
    return [{ at, mission, repeatMs: entry.repeatMs, ...(entry.robot !== undefined && { robot: entry.robot }) }];
  });
  return {
    isReported: calendar.value !== undefined,
    starts: starts.toSorted((a, b) => a.at - b.at),
    disabled: entries.filter((entry) => entry.disabledReason !== undefined),
    facts: present([calendar, missions]),
  };
}
