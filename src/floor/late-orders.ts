import type { Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import type { EpochMs } from '../core/reply.ts';
import { isLate } from './late.ts';
import type { Plant } from './plant.ts';
import { shiftAt } from './shifts.ts';

/** The orders that are late by the rule of the plant, in the order given, and of how many the rule can tell nothing. */
export function lateOrders(
  orders: readonly WorkOrder[],
  plant: Plant,
  { units, now }: { readonly units: readonly Unit[]; readonly now: EpochMs },
): { readonly late: readonly WorkOrder[]; readonly untold: number } {
  const shiftEnd = shiftAt(plant, now).to;
  const unitById = new Map(units.map((unit) => [unit.id, unit]));
  const late: WorkOrder[] = [];
  let untold = 0;
  for (const order of orders) {
    const built = order.units.map(({ id }) => unitById.get(id)).filter((unit) => unit !== undefined);
    const verdict = isLate(order, plant.late, { now, shiftEnd, units: built });
    if (verdict === undefined) untold++;
    else if (verdict) late.push(order);
  }
  return { late, untold };
}
