import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import type { Plant } from './plant.ts';
import type { SiteMap } from './site-map.ts';

/** The Scouts that the bot asks: of robots, of a shop floor, or both; and which stations stand by what the robots look at. */
export interface Scouts {
  readonly fleet?: FleetClient;
  readonly plant?: Plant;
  readonly siteMap?: SiteMap;
}
