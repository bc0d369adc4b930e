import { count, distanceInTime, duration } from '../answers/quantities.ts';
import type { Unit, WorkOrder, WorkOrderStation } from '../clients/floor/floor-client.ts';
import { type EpochMs, type Text, time } from '../core/reply.ts';
import { averageBuildSeconds } from './build-time.ts';

/** What is left to do, and how that was reckoned: `12 left × 14 min ÷ 2 stations`. */
interface WorkLeft {
  readonly ms: number;
  readonly basis: string;
}

/**
 * When an order ends: as reported, else estimated from what is left, with the basis; how much work is left where nobody is at it, else
 * "not reported".
 */
export function endText(
  order: WorkOrder,
  { units, now }: { readonly units: readonly Unit[]; readonly now: EpochMs },
): Text {
  const { status, completedAt, predictedEnd } = order;
  if (status === 'cancelled') return ['cancelled'];
  if (status === 'completed')
    return completedAt === undefined ? ['done, when is not reported'] : ['done ', time(completedAt, 'date-time')];
  if (predictedEnd !== undefined) {
    const passed = predictedEnd < now ? `, ${distanceInTime(predictedEnd, now)}` : '';
    return [time(predictedEnd, 'date-time'), ` (predicted${passed})`];
  }
  const left = workLeft(order, units);
  if (left === undefined) return ['not reported'];
  if (left.ms <= 0) return ['not reported (all are counted, the order is not closed)'];
  if (status === 'active' || status === 'setup')
    return ['about ', time(now + left.ms, 'date-time'), ` (estimate: ${left.basis})`];
  return [`not reported (estimate: ${left.basis} = ${duration(left.ms)} of work)`];
}

function workLeft(order: WorkOrder, units: readonly Unit[]): WorkLeft | undefined {
  const seconds = averageBuildSeconds(order, units);
  if (seconds === undefined) return undefined;
  const each = `× ${duration(seconds * 1_000)}`;
  const whole = leftOf(order);
  if (whole !== undefined) {
    const working = order.stations.filter(({ status }) => status === 'active' || status === 'setup').length;
    const shared = working > 1 ? ` ÷ ${count(working, 'station')}` : '';
    return { ms: (whole * seconds * 1_000) / Math.max(1, working), basis: `${whole} left ${each}${shared}` };
  }
  const longest = longestOf(order.stations);
  if (longest === undefined) return undefined;
  const where = longest.name === undefined ? 'one station' : longest.name;
  return { ms: longest.left * seconds * 1_000, basis: `${longest.left} left at ${where} ${each}` };
}

/** The station with the most left to do: an order is done when its last station is. Nothing where one of them does not tell. */
function longestOf(stations: readonly WorkOrderStation[]) {
  const all = stations.flatMap((station) => {
    const left = leftOf(station);
    return left === undefined ? [] : [{ name: station.name, left }];
  });
  return all.length === stations.length ? all.toSorted((a, b) => b.left - a.left)[0] : undefined;
}

/** How many are left; nothing where it is not reported. An order that nobody has begun has all left. */
function leftOf({
  status,
  quantity,
  completed = status === 'queued' ? 0 : undefined,
}: WorkOrder | WorkOrderStation): number | undefined {
  return quantity === undefined || completed === undefined ? undefined : Math.max(0, quantity - completed);
}
