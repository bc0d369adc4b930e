import { optional, present } from '../answers/optional.ts';
import type { AppliedHours, FloorClient } from '../clients/floor/floor-client.ts';
import type { Known } from '../clients/known.ts';
import type { EpochMs, Text } from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import { type DoneOrders, doneOrders } from './done-orders.ts';
import { hoursText } from './hours-text.ts';
import { pastOf } from './plant-time.ts';

/** Where a station's time went in a span, and what was done there. */
export interface StationHours {
  readonly span: TimeRange;
  readonly hours: Hours;
  /** Undefined where it could not be asked for. */
  readonly done: DoneOrders | undefined;
  readonly facts: readonly Known<unknown>[];
}

const PARTS = [
  'activeSeconds',
  'setupSeconds',
  'pausedSeconds',
  'breakSeconds',
  'inactiveSeconds',
  'totalSeconds',
] as const;

type Hours = Pick<AppliedHours, (typeof PARTS)[number]>;

/** Asks for the hours of a station in a span, which ends no later than now, and for the orders done there. Throws UserError for a span that is still to come. */
export async function stationHours(
  floor: Pick<FloorClient, 'stationHours' | 'search'>,
  stationId: number,
  span: TimeRange,
  now: EpochMs,
): Promise<StationHours> {
  const asked = pastOf(span, now);
  const [hours, found] = await Promise.all([floor.stationHours(stationId, asked), optional(floor.search(asked))]);
  const there = found?.value.items.filter(({ stations }) => stations.some(({ id }) => id === stationId));
  return {
    span,
    hours: addUp(hours.value.items),
    done: there && doneOrders({ items: there }, asked),
    facts: present([hours, found]),
  };
}

/** Hours come as one record, or as one for each part of the span. */
function addUp(records: readonly AppliedHours[]): Hours {
  return Object.fromEntries(
    PARTS.flatMap((part) => {
      const told = records.map((record) => record[part]).filter((seconds) => seconds !== undefined);
      return told.length === 0 ? [] : [[part, told.reduce((sum, seconds) => sum + seconds, 0)]];
    }),
  );
}

/** All the time of the split; the sum of its parts where the whole is not reported. */
function totalOf({ totalSeconds, ...parts }: Hours): number {
  return totalSeconds ?? Object.values(parts).reduce((sum, seconds) => sum + seconds, 0);
}

/** `5 h 20 min active of 14 h 20 min`, or that it is not reported. */
export function activeText(hours: Hours): string {
  if (hours.activeSeconds === undefined) return 'hours at work are not reported';
  return `${hoursText(hours.activeSeconds)} active of ${hoursText(totalOf(hours))}`;
}

const LABELS = [
  ['Active', 'activeSeconds'],
  ['Setup', 'setupSeconds'],
  ['Paused', 'pausedSeconds'],
  ['Breaks', 'breakSeconds'],
  ['Idle', 'inactiveSeconds'],
] as const;

/** The split of the hours, with the share of each part. */
export function hoursFields(hours: Hours): readonly { readonly label: string; readonly value: Text }[] {
  const total = totalOf(hours);
  return LABELS.map(([label, part]) => {
    const seconds = hours[part];
    if (seconds === undefined) return { label, value: ['not reported'] };
    if (seconds === 0) return { label, value: ['none'] };
    const share = total === 0 ? '' : ` (${Math.round((100 * seconds) / total)} %)`;
    return { label, value: [`${hoursText(seconds)}${share}`] };
  });
}
