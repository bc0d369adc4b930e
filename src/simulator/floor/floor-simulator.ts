import { createCertificate } from '../certificate.ts';
import { createClock, type SimulatorClock } from '../clock.ts';
import type { EpochMs } from '../entities.ts';
import { listen } from '../listen.ts';
import { createRandom } from '../random.ts';
import { createRouter } from '../router.ts';
import { createDefaultPlant } from './default-plant.ts';
import { type Dialect, type DialectName, dialects } from './dialects.ts';
import { floorEndpoints } from './floor-endpoints.ts';
import { createFloorFaults, type FloorFaultSwitches } from './floor-faults.ts';
import { createFloorListener, type FloorRequestRecord } from './floor-server.ts';
import type { FloorWorld } from './floor-world.ts';
import { furnishPlant } from './furnish-plant.ts';
import type { FloorCredentials } from './gateway.ts';
import { createQuota } from './quota.ts';
import { createTokens, type TokenOptions } from './tokens.ts';

/** So many requests are remembered. */
const MOST_REQUESTS = 10_000;
/** Where the API begins. */
const BASE = '/v1';
/** What the vendor's plans allow without more being paid. */
const WEEKLY_CALLS = 100_000;

const CREDENTIALS: FloorCredentials = {
  username: 'floor-bot',
  password: 'clock-in-at-six',
  subscriptionKey: 'b3c1a9d85e7f4c2690af1d2e3b4c5d6e',
};

/** A simulated shop floor that listens. */
export interface FloorSimulator {
  /** Where the API begins: https://HOST:PORT/v1, without a slash at the end. */
  readonly url: string;
  /** SHA-256 of its certificate, as AA:BB:… */
  readonly fingerprint: string;
  /** PEM. */
  readonly certificate: string;
  readonly credentials: FloorCredentials;
  readonly clock: SimulatorClock;
  readonly faults: FloorFaultSwitches;
  /** The last 10,000 requests, oldest first, without those of the control routes. */
  readonly requests: readonly FloorRequestRecord[];
  /** The most requests that were being answered at one time. */
  readonly mostAtOnce: number;
  clearRequests(): void;
  /** Stops listening and breaks off what is under way. */
  close(): Promise<void>;
}

export interface FloorSimulatorOptions {
  /** Without it the demo's plant, made for the moment at which its clock starts. */
  readonly world?: FloorWorld;
  /** How it speaks: one of the dialects by name, or one of one's own. */
  readonly dialect?: DialectName | Dialect;
  /** 100,000 without it. */
  readonly weeklyCalls?: number;
  /** How tokens last and are renewed; strictly 30 minutes without it. */
  readonly tokens?: Omit<TokenOptions, 'seed'>;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** 127.0.0.1 without it. */
  readonly host?: string;
  /** The real clock. */
  readonly now?: () => EpochMs;
  /** Where the plant's clock starts; without it at the real time. */
  readonly clockAt?: EpochMs;
  /** The plant's clock stands still until it is moved. */
  readonly frozen?: boolean;
  /** Announces one certificate and shows another. */
  readonly wrongCertificate?: boolean;
}

/** Starts a simulated Scout Systems API on HTTPS with a self-signed certificate made on the spot. Rejects when the port is taken. */
export async function startFloorSimulator(options: FloorSimulatorOptions = {}): Promise<FloorSimulator> {
  const { port = 0, host = '127.0.0.1', now: realNow = Date.now, frozen = false } = options;
  const startAt = options.clockAt ?? realNow();
  const announced = await createCertificate();
  const shown = options.wrongCertificate ? await createCertificate() : announced;
  const { dialect: spoken = 'default', weeklyCalls = WEEKLY_CALLS } = options;
  const dialect = typeof spoken === 'string' ? dialects[spoken] : spoken;
  const ending = new AbortController();
  const requests: FloorRequestRecord[] = [];
  let mostAtOnce = 0;

  const plant = furnishPlant(options.world ?? createDefaultPlant(startAt));
  const clock = createClock({ now: realNow, startAt, frozen, onMove: () => {} });
  const tokens = createTokens({ ...options.tokens, seed: plant.seed });
  const quota = createQuota(weeklyCalls);
  const faults = createFloorFaults({
    expire: tokens.revokeAll,
    leaveQuota: (calls) => quota.leave(calls, clock.now()),
  });
  const routes = floorEndpoints(dialect).map((route) => ({ ...route, path: BASE + route.path }));
  const listener = createFloorListener({
    scene: {
      plant,
      dialect,
      clock,
      faults,
      tokens,
      quota,
      credentials: CREDENTIALS,
      router: createRouter(routes),
      random: createRandom(`${plant.seed}:faults`),
    },
    record(request) {
      if (requests.push(request) > MOST_REQUESTS) requests.shift();
    },
    onArrival(atOnce) {
      mostAtOnce = Math.max(mostAtOnce, atOnce);
    },
    signal: ending.signal,
  });
  const listening = await listen({ ...shown, listener, port, host });

  return {
    url: listening.url + BASE,
    fingerprint: announced.fingerprint,
    certificate: announced.certificate,
    credentials: CREDENTIALS,
    clock,
    faults,
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    clearRequests() {
      requests.length = 0;
      mostAtOnce = 0;
    },
    close() {
      ending.abort();
      return listening.close();
    },
  };
}
