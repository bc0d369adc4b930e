import type { Access } from './access/access.ts';
import type { Assistant } from './assistant.ts';
import type { Place } from './configured-adapters.ts';
import type { Log } from './core/bot.ts';
import { withoutPeople } from './floor/without-people.ts';
import { startOutageNotices } from './outage-notices.ts';
import type { OutageWatch } from './outages/outage-watch.ts';
import { type ListeningServer, listen, type Route } from './server.ts';
import type { Config } from './settings/config.ts';
import { createDefaultSites } from './sites/default-sites.ts';
import type { Source } from './source.ts';
import { createSourceBot } from './source-bot.ts';
import type { Store } from './storage/store.ts';
import { createUnasked } from './unasked.ts';
import type { Watching } from './watching.ts';

/** A running bot. */
export interface OpenBot {
  /** The HTTP port; undefined where every platform is reached by an outgoing connection. */
  readonly port: number | undefined;
  /** The port of the metrics, where they are wanted. */
  readonly metricsPort: number | undefined;
  close(): Promise<void>;
}

interface Parts {
  readonly source: Source;
  readonly store: Store;
  readonly access: Access;
  readonly places: readonly Place[];
  readonly config: Config;
  readonly watching: Watching;
  readonly log: Log;
  readonly assistant?: Assistant;
  readonly lookEveryMs?: number;
  readonly lateBecause?: string;
}

/** Puts the parts together and lets people in. Rejects where a platform or a port cannot be had, with everything closed. */
export async function openBot({
  store,
  access,
  places,
  config,
  watching,
  assistant,
  ...others
}: Parts): Promise<OpenBot> {
  const { log } = others;
  const { watch } = watching;
  const { namesPeople } = config.access;
  const sites = namesPeople ? others.source.sites : others.source.sites.map(withoutPeople);
  const source = { ...others.source, sites };
  const { now } = source;
  const { auditMs } = config.access;
  const adapters = places.map(({ adapter }) => access.keepToPlaces(adapter));
  const unasked = createUnasked({
    ...others,
    store,
    sites,
    adapters,
    settings: config.summaries,
    roles: access,
    auditMs,
    watch: watch.deliveries,
    now,
  });
  const defaults = createDefaultSites({ store, now, log });
  const parts = { tools: unasked.tools, assistant, permit: access.permit, defaults, watch };
  const routes: Route[] = [];
  let server: ListeningServer | undefined;
  let metricsPort: number | undefined;
  let outages: OutageWatch | undefined;
  const close = async (): Promise<void> => {
    watching.closing();
    // Not waited for yet: the server waits for open requests, and an adapter may hold some open until it is closed.
    const served = server?.close();
    // What is being sent needs its adapter until it is out.
    await Promise.all([unasked.close(), outages?.close()]);
    await Promise.all([served, ...adapters.map((adapter) => adapter.close())]);
    // What the source still has to keep needs the store.
    await Promise.all([source.close(), assistant?.close(), access.close(), watching.close()]);
    await store.close();
  };
  try {
    const bot = watch.bot(access.guard(unasked.listening(await createSourceBot(source, log, parts))));
    for (const { prefix, adapter } of places) {
      const listener = await adapter.connect(bot);
      if (listener) routes.push({ prefix, listener });
    }
    metricsPort = await watching.begin({ store, sites, adapters });
    if (routes.length > 0 || config.isPortSet) server = await listen([...routes, ...watching.routes], config);
  } catch (error) {
    await close();
    throw error;
  }
  unasked.start();
  if (config.summaries.outageNotices) outages = startOutageNotices({ store, sites, adapters, now, log });
  return { port: server?.port, metricsPort, close };
}
