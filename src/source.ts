import type { FleetClient } from './clients/fleet/fleet-client.ts';
import { createScoutClient } from './clients/fleet/scout-client.ts';
import type { CallLedger } from './clients/floor/call-count.ts';
import type { Log } from './core/bot.ts';
import type { EpochMs } from './core/reply.ts';
import type { Plant } from './floor/plant.ts';
import type { Scouts } from './floor/scouts.ts';
import type { FloorSettings } from './floor-settings.ts';
import type { ScoutSettings } from './scout-settings.ts';
import type { Store } from './storage/store.ts';

/** Where the bot gets its facts and its clock from. */
export interface Source extends Scouts {
  readonly now: () => EpochMs;
  close(): Promise<void>;
}

/** The Scouts that the settings name: of robots, of a shop floor, or both. With a store the floor's calls of a week are counted over restarts and processes. */
export async function createSource(
  { scout, floor }: { readonly scout?: ScoutSettings; readonly floor?: FloorSettings },
  log: Log,
  store?: Pick<Store, 'addCalls'>,
): Promise<Source> {
  const fleet = scout && createFleet(scout, log);
  const plant = floor && (await createPlant(floor, log, store));
  return {
    ...(fleet && { fleet }),
    ...(plant && { plant }),
    ...(floor?.siteMap && { siteMap: floor.siteMap }),
    now: Date.now,
    async close() {
      await Promise.all([fleet?.close(), plant?.floor.close()]);
    },
  };
}

function createFleet(settings: ScoutSettings, log: Log): FleetClient {
  const { name, url, zone, credentials, tls, ttlSeconds, maxItems, cacheBytes, actionCount, ...timing } = settings;
  return createScoutClient({
    site: { name, url, zone },
    credentials,
    tls,
    timing,
    ttlSeconds,
    bounds: { maxItems, cacheBytes },
    actionCount,
    now: Date.now,
    random: Math.random,
    log,
  });
}

async function createPlant(
  { zone, shifts, late, people, siteMap: _, ...settings }: FloorSettings,
  log: Log,
  store: Pick<Store, 'addCalls'> | undefined,
): Promise<Plant> {
  // Loaded only where a shop floor is configured.
  const { createScoutSystemsClient } = await import('./clients/floor/scout-systems-client.ts');
  const floor = createScoutSystemsClient({
    ...settings,
    ...(store && { ledger: ledgerOf(settings.site.url, store) }),
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
