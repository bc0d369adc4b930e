import { listNames } from '../answers/quantities.ts';
import type { Station } from '../clients/floor/floor-client.ts';
import { simplify } from '../core/names.ts';
import type { Text } from '../core/reply.ts';
import type { SiteMap } from './site-map.ts';

/** What a robot looked at, as far as it is told. */
interface Seen {
  readonly asset?: string;
  readonly action?: string;
  readonly mission?: string;
}

/** The stations that stand by something, and by which entry of the map: `asset Motor M-4`, `mission Thermal Sweep B`. */
export interface Place {
  readonly by: string;
  readonly stations: readonly Station[];
}

/** A map laid over the stations that a floor has. */
export interface SitePlaces {
  /** By its asset, or an action of that name, else by its mission; undefined where the map names none of them. */
  of(seen: Seen): Place | undefined;
  /** The ids of the stations that the map names. */
  readonly stationIds: ReadonlySet<number>;
  /** What the map calls a station and the floor does not have. */
  readonly unknown: readonly string[];
}

interface Entry {
  readonly simple: string;
  readonly place: Place;
}

/** Lays a map over the stations of a floor; names are compared without case, accents and punctuation. */
export function sitePlaces(map: SiteMap, stations: readonly Station[]): SitePlaces {
  const bearing = (name: string) => stations.filter((station) => simplify(station.name) === simplify(name));
  const entriesOf = (kind: keyof SiteMap, word: string): readonly Entry[] =>
    Object.entries(map[kind]).map(([name, names]) => ({
      simple: simplify(name),
      place: { by: `${word} ${name}`, stations: [...new Set(names.flatMap(bearing))] },
    }));
  const [assets, missions] = [entriesOf('assets', 'asset'), entriesOf('missions', 'mission')];
  const named = [...Object.values(map.assets), ...Object.values(map.missions)].flat();
  return {
    of: ({ asset, action, mission }) => find(assets, asset) ?? find(assets, action) ?? find(missions, mission),
    stationIds: new Set([...assets, ...missions].flatMap(({ place }) => place.stations.map(({ id }) => id))),
    unknown: [...Map.groupBy(named, simplify).values()].flatMap(([name = '']) =>
      bearing(name).length === 0 ? [name] : [],
    ),
  };
}

const find = (entries: readonly Entry[], name: string | undefined): Place | undefined =>
  name === undefined ? undefined : entries.find(({ simple }) => simple === simplify(name))?.place;

/** That the map names stations which the floor does not have. */
export function unknownRemark({ unknown }: SitePlaces, site: string): readonly Text[] {
  return unknown.length === 0 ? [] : [[`stations of the map that ${site} does not have: ${listNames(unknown, 6)}`]];
}
