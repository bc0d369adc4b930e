import { createCertificate } from './certificate.ts';
import { createClock, type SimulatorClock } from './clock.ts';
import { endpoints } from './endpoints.ts';
import type { EpochMs } from './entities.ts';
import type { ServerVersion } from './exchange.ts';
import { createFaults, type FaultSwitches } from './faults.ts';
import { createLife } from './life.ts';
import { listen } from './listen.ts';
import { createRandom } from './random.ts';
import { createRouter, isIn } from './router.ts';
import { createRunIndex } from './run-index.ts';
import { createDefaultWorld } from './seed/default-world.ts';
import { createListener, liveUntilNow, type RequestRecord } from './server.ts';
import { type Credentials, createSessions } from './sessions.ts';
import { createStore } from './store.ts';
import { createDeliveries } from './webhook-delivery.ts';
import type { World } from './world.ts';

/** So many requests are remembered. */
const MOST_REQUESTS = 10_000;
/** How often webhooks are told of what the clock has brought while nobody asks. */
const TICK_MS = 1000;

const CREDENTIALS: Credentials = {
  username: 'scout-bot',
  password: 'open-the-hub-door',
  token: '6f1d2c3b-4a59-4876-9c5d-e0f1a2b3c4d5',
};

/** A simulated Scout or Orbit that listens. */
export interface Simulator {
  /** https://HOST:PORT, without a slash at the end. */
  readonly url: string;
  /** SHA-256 of its certificate, as AA:BB:… */
  readonly fingerprint: string;
  /** PEM. */
  readonly certificate: string;
  readonly credentials: Credentials;
  readonly clock: SimulatorClock;
  readonly faults: FaultSwitches;
  /** The last 10,000 requests, oldest first, without those of the control routes. */
  readonly requests: readonly RequestRecord[];
  clearRequests(): void;
  /** Stops listening and breaks off what is under way. */
  close(): Promise<void>;
}

export interface SimulatorOptions {
  /** Without it the demo's world, made for the moment at which its clock starts. */
  readonly world?: World;
  /** 5.1 without it. */
  readonly version?: ServerVersion;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** 127.0.0.1 without it. */
  readonly host?: string;
  /** The real clock. */
  readonly now?: () => EpochMs;
  /** Where the world's clock starts; without it at the real time. */
  readonly clockAt?: EpochMs;
  /** The world's clock stands still until it is moved. */
  readonly frozen?: boolean;
  /** Announces one certificate and shows another. */
  readonly wrongCertificate?: boolean;
}

/** Starts a simulated Scout on HTTPS with a self-signed certificate made on the spot. Rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { version = '5.1', port = 0, host = '127.0.0.1', now: realNow = Date.now, frozen = false } = options;
  const startAt = options.clockAt ?? realNow();
  const announced = await createCertificate();
  const shown = options.wrongCertificate ? await createCertificate() : announced;
  const world = options.world ?? createDefaultWorld(startAt);
  const ending = new AbortController();
  const requests: RequestRecord[] = [];

  const store = createStore(world, startAt);
  const life = createLife(store, world, world.historyFrom ?? startAt);
  const clock = createClock({ now: realNow, startAt, frozen, onMove: () => liveUntilNow(scene, deliveries) });
  const sessions = createSessions(store.seed);
  const faults = createFaults(sessions);
  const scene = {
    version,
    store,
    life,
    index: createRunIndex(store.runs),
    sessions,
    credentials: CREDENTIALS,
    faults,
    clock,
  };
  const deliveries = createDeliveries({ store, clock, signal: ending.signal });
  const listener = createListener({
    scene,
    router: createRouter(endpoints.filter((route) => isIn(route, version))),
    deliveries,
    random: createRandom(`${store.seed}:faults`),
    record(request) {
      if (requests.push(request) > MOST_REQUESTS) requests.shift();
    },
    signal: ending.signal,
  });
  const listening = await listen({ ...shown, listener, port, host });
  const ticker = setInterval(() => {
    if (store.webhooks.size > 0) liveUntilNow(scene, deliveries);
  }, TICK_MS).unref();

  return {
    url: listening.url,
    fingerprint: announced.fingerprint,
    certificate: announced.certificate,
    credentials: CREDENTIALS,
    clock,
    faults,
    requests,
    clearRequests: () => {
      requests.length = 0;
    },
    close() {
      clearInterval(ticker);
      ending.abort();
      return listening.close();
    },
  };
}
