import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import type { Plant } from './plant.ts';
import type { SiteMap } from './site-map.ts';

/** The Scouts that the bot asks: of robots, of a shop floor, or both; and which stations stand by what the robots look at. */
export interface Scouts {
  readonly fleet?: FleetClient;
  readonly plant?: Plant;
  readonly siteMap?: SiteMap;
}

/** A shop floor of which it is known what the robots look at there. */
export type MappedPlant = Required<Pick<Scouts, 'plant' | 'siteMap'>>;

/** The shop floor with its map, where there are both. */
export function mappedPlant({ plant, siteMap }: Scouts): MappedPlant | undefined {
  return plant === undefined || siteMap === undefined ? undefined : { plant, siteMap };
}
