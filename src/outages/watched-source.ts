import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import type { FloorClient } from '../clients/floor/floor-client.ts';
import type { SourceHealth } from '../clients/known.ts';

/** A Scout whose outages are told. */
export interface WatchedSource {
  /** Tells it from the others, also after a restart. */
  readonly key: string;
  /** As people call it: "Scout north". */
  readonly who: string;
  /** What it tells of, for a sentence: "the robots". */
  readonly about: string;
  /** The site whose subscriptions it concerns; all of them where there is one site. */
  readonly site?: string;
  /** After how long a silence it is asked, in milliseconds. */
  lookEveryMs(): number;
  /** Asks it once; rejects where it does not answer. */
  look(): Promise<void>;
  /** How it is doing, without asking it. */
  health(): SourceHealth;
}

/** The Scouts of one place, as far as they are watched. */
export interface WatchedSite {
  readonly name: string;
  readonly fleet?: Pick<FleetClient, 'site' | 'look' | 'health'>;
  readonly plant?: { readonly floor: Pick<FloorClient, 'site' | 'look' | 'health' | 'quota'> };
}

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
/** Of the calls that a floor allows, looks take no more than this part. */
const SHARE_OF_CALLS = 0.1;
/** While the rest of the calls is kept for people. */
const SPARING_MS = 10 * MINUTE;

/** All Scouts of all sites. */
export function watchedSources(sites: readonly WatchedSite[]): readonly WatchedSource[] {
  const sources = sites.flatMap((site) => [...fleetOf(site, sites.length), ...floorOf(site, sites.length)]);
  return sources.map((source) => {
    const isNamesake = sources.some(({ key, who }) => key !== source.key && who === source.who);
    return isNamesake ? { ...source, who: `${source.who} (${source.about.replace(/^the /, '')})` } : source;
  });
}

const siteOf = ({ name }: WatchedSite, count: number) => (count > 1 ? { site: name } : {});

function fleetOf(site: WatchedSite, count: number): readonly WatchedSource[] {
  const { fleet } = site;
  if (fleet === undefined) return [];
  return [
    {
      key: `robots ${fleet.site.name}`,
      who: `Scout ${fleet.site.name}`,
      about: 'the robots',
      ...siteOf(site, count),
      lookEveryMs: () => MINUTE,
      look: fleet.look,
      health: fleet.health,
    },
  ];
}

function floorOf(site: WatchedSite, count: number): readonly WatchedSource[] {
  const { floor } = site.plant ?? {};
  if (floor === undefined) return [];
  return [
    {
      key: `floor ${floor.site.name}`,
      who: `Scout ${floor.site.name}`,
      about: 'the shop floor',
      ...siteOf(site, count),
      lookEveryMs() {
        const { state, limit } = floor.quota();
        return Math.max(state === 'on-demand' ? SPARING_MS : MINUTE, WEEK / (limit * SHARE_OF_CALLS));
      },
      look: floor.look,
      health: floor.health,
    },
  ];
}
