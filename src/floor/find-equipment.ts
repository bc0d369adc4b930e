import { nameNotFound } from '../answers/name-not-found.ts';
import { findByName } from '../core/names.ts';

/** Something on the floor by names: a machine, and the station where it stands. */
interface Equipment {
  readonly machine?: string;
  readonly station?: string;
}

/** All the names there are. */
export interface EquipmentNames {
  readonly machines: readonly string[];
  readonly stations: readonly { readonly name: string; readonly workArea?: string }[];
}

interface Candidate {
  readonly name: string;
  readonly fits: (of: Equipment) => boolean;
}

/** Finds what a name means among machines, stations and work areas, and tells of each thing whether it is meant. Throws UserError with the nearest names where nothing bears it. */
export function findEquipment(
  wanted: string,
  { machines, stations }: EquipmentNames,
  commandName: string,
): (of: Equipment) => boolean {
  const areas = Map.groupBy(stations, ({ workArea = '' }) => workArea);
  areas.delete('');
  const candidates: readonly Candidate[] = [
    ...machines.map((name) => ({ name, fits: ({ machine }: Equipment) => machine === name })),
    ...[...areas].map(([name, own]) => ({
      name,
      fits: ({ station }: Equipment) => own.some((each) => each.name === station),
    })),
    ...stations.map(({ name }) => ({ name, fits: ({ station }: Equipment) => station === name })),
  ];
  const found = findByName(wanted, candidates, ({ name }) => name);
  if (found.kind === 'none') {
    const all = candidates.map(({ name }) => name);
    throw nameNotFound({ what: 'machine or station', wanted, nearest: found.nearest, all, commandName });
  }
  const meant = found.kind === 'one' ? [found.match] : found.matches;
  return (of) => meant.some(({ fits }) => fits(of));
}
