import type { NameIndex, ThingKind } from '../reading/name-index.ts';
import type { Slots } from '../rule.ts';

/** What a shop floor calls its stations and products. */
export type PlantNames = Pick<NameIndex, 'thing'>;

/** Slots that name something of a shop floor. */
const NAMED: Readonly<Record<string, ThingKind>> = {
  station: 'station',
  near_station: 'station',
  product: 'product',
  unit: 'product',
};

/** Slots with the names that the shop floor itself uses: "asembly 2" is its "Assembly 2", "gearboxes" its "Gearbox G4". */
export function withPlantNames(slots: Slots, plant: PlantNames | undefined): Slots {
  if (plant === undefined) return slots;
  const named = Object.entries(slots).map(([slot, value]) => {
    const kind = NAMED[slot];
    const name = kind === undefined || typeof value !== 'string' ? undefined : plant.thing(kind, value);
    return [slot, name ?? value] as const;
  });
  return Object.fromEntries(named);
}
