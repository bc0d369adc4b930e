import { optional, present } from '../answers/optional.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import { RemoteError } from '../clients/errors.ts';
import type { FloorQuestions, PlantSweep, Span, Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import type { Known } from '../clients/known.ts';
import type { EpochMs } from '../core/reply.ts';
import { type DoneOrders, doneOrders } from '../floor/done-orders.ts';
import { lateOrders } from '../floor/late-orders.ts';
import { pausedOrders } from '../floor/paused-orders.ts';
import type { Plant } from '../floor/plant.ts';

/** What the floor is doing at the moment of the look. */
export interface FloorNow extends PlantSweep {
  /** The longest paused first. */
  readonly paused: readonly WorkOrder[];
  /** Running and queued orders that are late by the plant's rule, and of how many the rule can tell nothing. */
  readonly late: ReturnType<typeof lateOrders>;
}

/** What a floor tells of a span and of this moment. */
export interface FloorSummaryFacts {
  /** Undefined where it could not be read. */
  readonly current: FloorNow | undefined;
  /** Undefined where it could not be read, or the span has not begun. */
  readonly done: DoneOrders | undefined;
  /** Why one of the two could not be read, in a few words. */
  readonly failure: string | undefined;
  /** Records of the search that could not be read. */
  readonly skipped: number;
  readonly units: readonly Unit[];
  /** The moment that the state of the floor is of. */
  readonly moment: EpochMs;
  readonly facts: readonly Known<unknown>[];
  readonly background: readonly Known<unknown>[];
}

/** Asks what was done in a span and how the floor stands. What fails of the two costs itself only; throws the remote error where both fail. */
export async function floorSummaryFacts(
  plant: Plant,
  floor: FloorQuestions,
  { from, to, now }: Span & { readonly now: EpochMs },
): Promise<FloorSummaryFacts> {
  const past: Span = { from, to: Math.min(to, now) };
  const [sweep, found, knownUnits] = await Promise.all([
    orFailure(floor.sweep()),
    orFailure(floor.search(past)),
    optional(floor.units()),
  ]);
  if (sweep instanceof RemoteError && found instanceof RemoteError) throw sweep;
  const units = knownUnits?.value.items ?? [];
  const facts = [sweep, found].flatMap((fact) => (fact instanceof RemoteError ? [] : [fact]));
  const moment = momentOf(facts, now);
  return {
    current: sweep instanceof RemoteError ? undefined : currentOf(sweep.value, plant, { units, now: moment }),
    done: found instanceof RemoteError ? undefined : doneOrders(found.value, past),
    failure: [sweep, found].find((fact) => fact instanceof RemoteError)?.reason,
    skipped: found instanceof RemoteError ? 0 : found.value.skipped,
    units,
    moment,
    facts,
    background: present([knownUnits]),
  };
}

function currentOf(
  sweep: PlantSweep,
  plant: Plant,
  known: { readonly units: readonly Unit[]; readonly now: EpochMs },
): FloorNow {
  return {
    ...sweep,
    paused: pausedOrders(sweep.inProgress),
    late: lateOrders([...sweep.inProgress, ...sweep.queued], plant, known),
  };
}

async function orFailure<T>(question: Promise<T>): Promise<T | RemoteError> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof RemoteError) return error;
    throw error;
  }
}

/** Whether it is known that nothing was done, that nothing stands at a station, and that nothing is late. */
export function isStill({ current, done, skipped, facts, background }: FloorSummaryFacts): boolean {
  const isStale = [...facts, ...background].some(({ outage }) => outage !== undefined);
  if (current === undefined || done === undefined || isStale) return false;
  const isWhole = current.skipped + skipped + current.unread.length + done.undated === 0;
  return isWhole && done.orders.length + current.inProgress.length + current.late.late.length === 0;
}
