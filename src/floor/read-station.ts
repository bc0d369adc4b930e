import { optional, present } from '../answers/optional.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type { FloorClient, Station } from '../clients/floor/floor-client.ts';
import type { Known } from '../clients/known.ts';
import type { EpochMs } from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import { stationHours } from './station-hours.ts';
import type { StationAspect, StationFacts } from './station-lead.ts';
import { stationQueue } from './station-queue.ts';
import { stationState } from './station-state.ts';

/** What of one station is asked for. */
export interface StationQuestion {
  readonly aspect: StationAspect | undefined;
  /** Whose hours are wanted. */
  readonly span: TimeRange | undefined;
  readonly mayName: boolean;
  readonly now: EpochMs;
}

/** What is known of a station, and from when. */
export interface StationReading {
  readonly facts: StationFacts;
  /** Names to show other stations by. */
  readonly stations: readonly Station[];
  readonly known: readonly Known<unknown>[];
  readonly background: readonly Known<unknown>[];
  /** Records that could not be read. */
  readonly skipped: number;
}

/** Asks for what is wanted of a station, and beside it for what can be had. */
export async function readStation(
  floor: FloorClient,
  station: Station,
  asked: StationQuestion,
): Promise<StationReading> {
  const { aspect, span, mayName, now } = asked;
  const isAside = aspect === 'queue' || aspect === 'hours';
  const [running, queued, hours, list, units, users] = await Promise.all([
    isAside ? optional(floor.inProgress(station.id)) : floor.inProgress(station.id),
    aspect === 'queue' ? floor.queued() : optional(floor.queued()),
    span && stationHours(floor, station.id, span, now),
    floor.stations(),
    optional(floor.units()),
    mayName ? optional(floor.users()) : undefined,
  ]);
  const state = stationState(station, running?.value.items ?? [], running !== undefined);
  // Where no order tells what it does, its own status does, which may be older.
  const isByStatus = state.orders.length === 0;
  const known = [...present([running, queued, isByStatus ? list : undefined]), ...(hours?.facts ?? [])];
  return {
    facts: {
      state,
      queue: queued && stationQueue(station.id, queued.value.items),
      hours,
      units: units?.value.items ?? [],
      users: users?.value.items ?? [],
      isNaming: users !== undefined,
      now: momentOf(known, now),
    },
    stations: list.value.items,
    known,
    background: present([units, users, isByStatus ? undefined : list]),
    skipped: (running?.value.skipped ?? 0) + (queued?.value.skipped ?? 0),
  };
}
