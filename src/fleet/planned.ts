import type { FleetClient, Schedule } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { type EpochMs, type Text, time } from '../core/reply.ts';
import { nextStart } from './calendar.ts';
import { optional, present } from './optional.ts';
import { distanceInTime } from './quantities.ts';

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
