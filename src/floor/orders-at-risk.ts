import { optional } from '../answers/optional.ts';
import { listNames } from '../answers/quantities.ts';
import type { AnswerSource } from '../answers/sourced-reply.ts';
import type { Text } from '../core/reply.ts';
import { stationsLeft, touchedStations } from './affected-orders.ts';
import { floorSource } from './floor-reply.ts';
import type { MappedPlant } from './scouts.ts';
import { sitePlaces, unknownRemark } from './site-places.ts';
import { sweepRemarks } from './sweep-remarks.ts';

/** Something that may be found at a place of the map. */
interface Found {
  readonly asset?: string;
  readonly action?: string;
  readonly mission?: string;
}

/** The orders in progress where something was found, for answers about robots. */
export interface OrdersAtRisk {
  /** `WO-1042 and WO-20511`, `none`, or that the map does not tell; not there while the floor cannot be asked. */
  readonly text?: (found: Found) => string;
  readonly source: AnswerSource;
  readonly remarks: readonly Text[];
}

/** Looks at the floor; where it fails, the orders are what is missing. */
export async function ordersAtRisk({ plant: { floor }, siteMap }: MappedPlant): Promise<OrdersAtRisk> {
  const sweep = await optional(floor.sweep());
  if (sweep === undefined)
    return {
      source: floorSource(floor, []),
      remarks: [[`orders at risk: Scout ${floor.site.name} could not be asked`]],
    };
  const { stations, inProgress } = sweep.value;
  const places = sitePlaces(siteMap, stations);
  return {
    text(found) {
      const place = places.of(found);
      if (place === undefined) return 'not in the map';
      const orders = inProgress.filter((order) => touchedStations([{ place }], stationsLeft(order)).length > 0);
      return listNames(orders.map(({ number }) => number)) || 'none';
    },
    source: floorSource(floor, [sweep]),
    remarks: [...unknownRemark(places, floor.site.name), ...sweepRemarks(sweep.value)],
  };
}
