import { listNames } from '../answers/quantities.ts';
import type { Station } from '../clients/floor/floor-client.ts';
import { findByName } from '../core/names.ts';

/** Stations that words mean, and how they are said. */
export interface FoundPlaces {
  readonly label: string;
  readonly stations: readonly Station[];
}

/** Finds the stations and work areas that a name means; undefined where there are none. */
export function findPlaces(wanted: string, stations: readonly Station[]): FoundPlaces | undefined {
  const areas = Map.groupBy(stations, ({ workArea = '' }) => workArea);
  areas.delete('');
  const candidates: readonly FoundPlaces[] = [
    ...[...areas].map(([label, own]) => ({ label, stations: own })),
    ...stations.map((station) => ({ label: station.name, stations: [station] })),
  ];
  const found = findByName(wanted, candidates, ({ label }) => label);
  if (found.kind === 'none') return undefined;
  const meant = found.kind === 'one' ? [found.match] : found.matches;
  return {
    label: listNames(meant.map(({ label }) => label)),
    stations: [...new Set(meant.flatMap((each) => each.stations))],
  };
}
