import { optional, present } from '../answers/optional.ts';
import { distanceInTime } from '../answers/quantities.ts';
import type { FleetClient, Schedule } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { type EpochMs, type Text, time } from '../core/reply.ts';
import { nextStart } from './calendar.ts';

const UNNAMED = 'a mission without a name';

/** The next start of a calendar entry. */
export interface PlannedStart {
  readonly at: EpochMs;
  readonly mission: string;
  readonly robot?: string;
  readonly entry: Schedule;
}

/** A calendar entry and the mission it starts; that is undefined where its name could not be read. */
export interface PlannedEntry {
  readonly schedule: Schedule;
  readonly mission: string | undefined;
}

/** What the calendar holds, soonest first, and what in it is switched off. */
export interface Plan {
  /** False where this Scout reports no calendar. */
  readonly isReported: boolean;
  readonly starts: readonly PlannedStart[];
  readonly entries: readonly PlannedEntry[];
  readonly disabled: readonly Schedule[];
  /** The names of all missions, planned or not; none where they could not be read. */
  readonly missions: readonly string[];
  readonly facts: readonly Known<unknown>[];
}

/** What comes next of a plan (`Perimeter Patrol on Daisy, 14:00 (in 38 min)`), or why that is not known; `plan` is undefined where it could not be read. */
export function nextText(plan: Plan | undefined, now: EpochMs): Text {
  if (plan === undefined) return ['the calendar could not be read'];
  const [next] = plan.starts;
  if (next === undefined) return [plan.isReported ? 'nothing is planned' : 'not reported by this Scout'];
  const robot = next.robot === undefined ? '' : ` on ${next.robot}`;
  return [`${next.mission}${robot}, `, time(next.at, 'date-time'), ` (${distanceInTime(next.at, now)})`];
}

/** Reads the calendar, all of it or one robot's. */
export async function planOf(fleet: FleetClient, now: EpochMs, robot?: string): Promise<Plan> {
  const [calendar, missions] = await Promise.all([fleet.calendar(), optional(fleet.missions())]);
  const entries = (calendar.value ?? []).filter((entry) => robot === undefined || entry.robot === robot);
  const names = new Map(missions?.value.map((mission) => [mission.uuid, mission.name]));
  const starts = entries.flatMap((entry) => {
    const at = nextStart(entry, now, fleet.site.zone);
    if (at === undefined) return [];
    const mission = names.get(entry.missionUuid ?? '') ?? entry.name ?? UNNAMED;
    return [{ at, mission, entry, ...(entry.robot !== undefined && { robot: entry.robot }) }];
  });
  return {
    isReported: calendar.value !== undefined,
    starts: starts.toSorted((a, b) => a.at - b.at),
    entries: entries.map((schedule) => ({ schedule, mission: names.get(schedule.missionUuid ?? '') })),
    disabled: entries.filter((entry) => entry.disabledReason !== undefined),
    missions: [...names.values()],
    facts: present([calendar, missions]),
  };
}
