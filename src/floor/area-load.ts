import type { Station, Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import { averageBuildSeconds } from './build-time.ts';

/** What waits for the stations of a work area. */
export interface AreaLoad {
  readonly area: string;
  readonly stations: number;
  /** Orders that nobody has begun. */
  readonly queued: number;
  /** An estimate: units still to build × average build time of their product. */
  readonly seconds: number;
  /** Orders for which there is no estimate. */
  readonly unmeasured: number;
}

/** The load of every work area, the most loaded first, and what it does not hold. */
export interface FloorLoad {
  readonly areas: readonly AreaLoad[];
  /** How many orders have no estimate, by why. */
  readonly unmeasured: ReadonlyMap<string, number>;
  /** Orders of which the queue tells no station. */
  readonly unplaced: number;
}

const NO_AREA = 'area not reported';

/** The work area of a station, or that it is not reported. */
export const areaOf = ({ workArea = NO_AREA }: Station): string => workArea;

/** How much work waits in each work area. An order that waits in several counts in each, but its hours in none: which part is whose is not known. */
export function floorLoad(
  stations: readonly Station[],
  queued: readonly WorkOrder[],
  units: readonly Unit[],
): FloorLoad {
  const areaById = new Map(stations.map((station) => [station.id, areaOf(station)]));
  const waiting = queued.map((order) => {
    const areas = new Set(order.stations.map(({ id }) => areaById.get(id)).filter((area) => area !== undefined));
    return { areas, work: areas.size > 1 ? 'in several work areas' : workOf(order, units) };
  });
  const areas = [...new Set(areaById.values())].map((area) => {
    const own = waiting.filter((each) => each.areas.has(area));
    const seconds = own.map(({ work }) => work).filter((work) => typeof work === 'number');
    return {
      area,
      stations: stations.filter((station) => areaOf(station) === area).length,
      queued: own.length,
      seconds: seconds.reduce((sum, each) => sum + each, 0),
      unmeasured: own.length - seconds.length,
    };
  });
  const unmeasured = new Map<string, number>();
  for (const { work } of waiting) if (typeof work === 'string') unmeasured.set(work, (unmeasured.get(work) ?? 0) + 1);
  return {
    areas: areas.toSorted((a, b) => b.seconds - a.seconds || b.queued - a.queued),
    unmeasured,
    unplaced: waiting.filter((each) => each.areas.size === 0).length,
  };
}

/** Seconds of work, or what is missing to tell them. */
function workOf(order: WorkOrder, units: readonly Unit[]): number | string {
  if (order.units.length > 1) return 'of several products';
  if (order.quantity === undefined) return 'with no quantity';
  const each = averageBuildSeconds(order, units);
  return each === undefined
    ? 'with no average build time'
    : Math.max(0, order.quantity - (order.completed ?? 0)) * each;
}
