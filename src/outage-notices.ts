import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './core/bot.ts';
import type { PlatformAdapter } from './core/platform-adapter.ts';
import type { EpochMs } from './core/reply.ts';
import { type OutageWatch, startOutageWatch } from './outages/outage-watch.ts';
import { watchedSources } from './outages/watched-source.ts';
import type { Site } from './sites/site.ts';
import type { Store } from './storage/store.ts';

export interface OutageNoticesOptions {
  readonly store: Store;
  readonly sites: readonly Site[];
  readonly adapters: readonly PlatformAdapter[];
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** Tells conversations that have subscribed to something of outages of their Scouts, until it is closed. */
export function startOutageNotices({ store, sites, adapters, now, log }: OutageNoticesOptions): OutageWatch {
  return startOutageWatch({
    store,
    sources: watchedSources(sites),
    adapterOf: ({ platform }) => adapters.find(({ name }) => name === platform),
    createId: randomUUID,
    owner: randomUUID(),
    now,
    wait: (ms, signal) => sleep(ms, undefined, { signal }),
    log,
  });
}
