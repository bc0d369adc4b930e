import type { FleetClient } from './clients/fleet/fleet-client.ts';
import { createScoutClient } from './clients/fleet/scout-client.ts';
import type { CallLedger } from './clients/floor/call-count.ts';
import type { Log } from './core/bot.ts';
import type { EpochMs } from './core/reply.ts';
import type { SourceWatch } from './core/watch.ts';
import type { Plant } from './floor/plant.ts';
import type { FloorSettings } from './settings/floor-settings.ts';
import type { ScoutSettings } from './settings/scout-settings.ts';
import type { SiteSettings } from './settings/site-settings.ts';
import type { Site } from './sites/site.ts';
import type { Store } from './storage/store.ts';

/** Where the bot gets its facts and its clock from. */
export interface Source {
  /** At least one. */
  readonly sites: readonly Site[];
  readonly now: () => EpochMs;
  close(): Promise<void>;
}

/** Hears of what each source is asked. */
type WatchSource = (source: { readonly kind: 'fleet' | 'floor'; readonly site: string }) => SourceWatch;

/** The sites that the settings name, each with the Scouts that it has. With a store the calls of a week to a floor are counted over restarts and processes. */
export async function createSource(
  settings: readonly SiteSettings[],
  log: Log,
  store?: Pick<Store, 'addCalls'>,
  watch?: WatchSource,
): Promise<Source> {
  const sites = await Promise.all(settings.map((each) => createSite(each, log, store, watch)));
  return {
    sites,
    now: Date.now,
    async close() {
      await Promise.all(sites.flatMap(({ fleet, plant }) => [fleet?.close(), plant?.floor.close()]));
    },
  };
}

async function createSite(
  { name, aliases, zone, scout, floor }: SiteSettings,
  log: Log,
  store: Pick<Store, 'addCalls'> | undefined,
  watch: WatchSource | undefined,
): Promise<Site> {
  return {
    name,
    aliases,
    zone,
    ...(scout && { fleet: createFleet(scout, log, watch) }),
    ...(floor && { plant: await createPlant(floor, log, store, watch) }),
    ...(floor?.siteMap && { siteMap: floor.siteMap }),
  };
}

function createFleet(settings: ScoutSettings, log: Log, watch: WatchSource | undefined): FleetClient {
  const { name, url, zone, credentials, tls, ttlSeconds, maxItems, cacheBytes, actionCount, ...timing } = settings;
  return createScoutClient({
    site: { name, url, zone },
    credentials,
    tls,
    timing,
    ttlSeconds,
    bounds: { maxItems, cacheBytes },
    actionCount,
    ...(watch && { watch: watch({ kind: 'fleet', site: name }) }),
    now: Date.now,
    random: Math.random,
    log,
  });
}

async function createPlant(
  { zone, shifts, late, people, siteMap: _, ...settings }: FloorSettings,
  log: Log,
  store: Pick<Store, 'addCalls'> | undefined,
  watch: WatchSource | undefined,
): Promise<Plant> {
  // Loaded only where a shop floor is configured.
  const { createScoutSystemsClient } = await import('./clients/floor/scout-systems-client.ts');
  const floor = createScoutSystemsClient({
    ...settings,
    ...(store && { ledger: ledgerOf(settings.site.url, store) }),
    ...(watch && { watch: watch({ kind: 'floor', site: settings.site.name }) }),
    now: Date.now,
    random: Math.random,
    log,
  });
  return { floor, zone, shifts, late, people };
}

/** Counts the calls to one address together, whatever the plant is called. */
function ledgerOf(url: string, store: Pick<Store, 'addCalls'>): CallLedger {
  const source = `floor ${new URL(url).href.replace(/\/$/, '')}`;
  return { add: (week, calls) => store.addCalls(source, week, calls) };
}
