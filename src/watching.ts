import type { Log } from './core/bot.ts';
import { messageOf } from './core/errors.ts';
import type { PlatformAdapter } from './core/platform-adapter.ts';
import { within } from './core/within.ts';
import { type ListeningServer, listen, type Route } from './server.ts';
import { SettingError } from './settings/setting-error.ts';
import type { WatchingSettings } from './settings/watching-settings.ts';
import type { Site } from './sites/site.ts';
import type { Store } from './storage/store.ts';
import { createHealth } from './watching/health.ts';
import type { SourceStanding, Standing } from './watching/standing.ts';
import { createWatch, type Watch } from './watching/watch.ts';

export interface WatchingOptions extends WatchingSettings {
  readonly version: string;
  readonly log: Log;
}

/** What is watched. */
export interface Watched {
  readonly store: Pick<Store, 'nextDue' | 'countWaiting'>;
  readonly sites: readonly Site[];
  readonly adapters: readonly PlatformAdapter[];
}

/** Tells those who run the program how it is doing. */
export interface Watching {
  readonly watch: Watch;
  /** `/health` and `/ready`. */
  readonly routes: readonly Route[];
  /** Tells of these from now on. Resolves with the port of the metrics, where they are wanted; throws SettingError where it cannot be opened. */
  begin(watched: Watched): Promise<number | undefined>;
  /** Takes note that the program is ending. */
  closing(): void;
  close(): Promise<void>;
}

const COUNTING_MS = 2_000;

/** Opens what the settings ask for; what they do not ask for is not loaded. */
export async function openWatching(options: WatchingOptions): Promise<Watching> {
  const { version, metrics, tracesUrl, log } = options;
  const clock = (): number => performance.now();
  let watched: Watched | undefined;
  let server: ListeningServer | undefined;
  const standing = (): Standing => standingOf(watched);
  const waitingDeliveries = async () => countWaiting(watched);
  const prometheus = metrics && (await createMetrics({ version, observed: { standing, waitingDeliveries }, log }));
  const tracer = tracesUrl === undefined ? undefined : await createTracer({ url: tracesUrl, version, clock, log });
  const health = createHealth({ version, standing, reachStore: async () => watched?.store.nextDue(), clock });
  return {
    watch: createWatch({ meter: prometheus?.meter, tracer, clock }),
    routes: ['/health', '/ready'].map((prefix) => ({ prefix, listener: health.listener })),
    async begin(begun) {
      watched = begun;
      if (metrics && prometheus)
        server = await openMetrics(metrics, { prefix: '/metrics', listener: prometheus.listener });
      return server?.port;
    },
    closing: health.closing,
    async close() {
      await Promise.all([server?.close(), tracer?.close()]);
    },
  };
}

async function createMetrics(options: Parameters<typeof import('./watching/prometheus.ts').createPrometheus>[0]) {
  const { createPrometheus } = await import('./watching/prometheus.ts');
  return createPrometheus(options);
}

async function createTracer(options: Parameters<typeof import('./watching/open-telemetry.ts').createOpenTelemetry>[0]) {
  const { createOpenTelemetry } = await import('./watching/open-telemetry.ts');
  return createOpenTelemetry(options);
}

async function openMetrics(place: { readonly port: number; readonly host: string }, route: Route) {
  try {
    return await listen([route], place);
  } catch (cause) {
    throw new SettingError(`METRICS_PORT is not right: it cannot be opened (${messageOf(cause)}).`, { cause });
  }
}

/** A store that does not answer must not keep the metrics back. */
function countWaiting(watched: Watched | undefined): Promise<number> {
  if (watched === undefined) throw new Error('there is no store yet');
  return within(COUNTING_MS, watched.store.countWaiting(), () => {
    throw new Error('the store did not answer in time');
  });
}

function standingOf(watched: Watched | undefined): Standing {
  if (watched === undefined) return { sources: [], platforms: [] };
  const sources = watched.sites.flatMap(({ fleet, plant }): readonly (SourceStanding | undefined)[] => [
    fleet && { kind: 'fleet', site: fleet.site.name, ...fleet.health() },
    plant && { kind: 'floor', site: plant.floor.site.name, ...plant.floor.health(), quota: plant.floor.quota() },
  ]);
  return {
    sources: sources.filter((source) => source !== undefined),
    platforms: watched.adapters.flatMap(({ name, health }) => (health ? [{ name, ...health() }] : [])),
  };
}
