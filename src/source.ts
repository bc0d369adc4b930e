import type { FleetClient } from './clients/fleet/fleet-client.ts';
import { createScoutClient } from './clients/fleet/scout-client.ts';
import type { ScoutSettings } from './config.ts';
import type { Log } from './core/bot.ts';
import type { EpochMs } from './core/reply.ts';

/** Where the bot gets its facts and its clock from. */
export interface Source {
  readonly fleet: FleetClient;
  readonly now: () => EpochMs;
  close(): Promise<void>;
}

/** The Scout that the settings name. */
export function createSource(settings: ScoutSettings, log: Log): Source {
  const { name, url, zone, credentials, tls, ttlSeconds, maxItems, cacheBytes, actionCount, ...timing } = settings;
  const fleet = createScoutClient({
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
  return { fleet, now: Date.now, close: () => fleet.close() };
}
