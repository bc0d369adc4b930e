import { createScoutClient } from './clients/fleet/scout-client.ts';
import { createDialect } from './clients/floor/dialect.ts';
import { createScoutSystemsClient } from './clients/floor/scout-systems-client.ts';
import type { Log } from './core/bot.ts';
import type { EpochMs } from './core/reply.ts';
import type { Plant } from './floor/plant.ts';
import type { SiteMap } from './floor/site-map.ts';
import { type FloorSimulator, startFloorSimulator } from './simulator/floor/floor-simulator.ts';
import { type Simulator, startSimulator } from './simulator/simulator.ts';
import { readWorld } from './simulator/world.ts';
import { onlySite } from './sites/site.ts';
import type { Source } from './source.ts';

/** What the preview's control strip can do to the simulated Scout. */
export interface DemoControls {
  now(): EpochMs;
  moveClock(ms: number): void;
  faults(): Readonly<Record<string, boolean>>;
  setFault(name: string, on: boolean): void;
}

export interface DemoSource extends Source {
  readonly controls: DemoControls;
}

export interface DemoOptions {
  readonly log: Log;
  /** A world file instead of the built-in fleet. */
  readonly worldFile?: string;
  /** Stops the clock at this moment. */
  readonly frozenAt?: EpochMs;
}

/** Starts a simulated Scout of robots and one of a shop floor, and clients that ask them as they would ask real ones: over HTTPS, with a log-in and a pinned certificate. */
export async function createDemoSource({ log, worldFile, frozenAt }: DemoOptions): Promise<DemoSource> {
  const clock = frozenAt === undefined ? {} : { clockAt: frozenAt, frozen: true };
  const [simulator, floor] = await Promise.all([
    startSimulator({ ...(worldFile !== undefined && { world: readWorld(worldFile) }), ...clock }),
    startFloorSimulator(clock),
  ]);
  const now = (): EpochMs => simulator.clock.now();
  const { username, password } = simulator.credentials;
  const fleet = createScoutClient({
    site: { name: 'north (simulated)', url: simulator.url, zone: 'UTC' },
    credentials: { kind: 'password', username, password },
    tls: { fingerprint: simulator.fingerprint },
    now,
    random: Math.random,
    log,
  });
  const plant = demoPlant(floor, now, log);
  return {
    sites: [{ ...onlySite({ fleet, plant }), siteMap: SITE_MAP }],
    now,
    controls: controlsOf(simulator, floor),
    async close() {
      await Promise.all([fleet.close(), plant.floor.close()]);
      await Promise.all([simulator.close(), floor.close()]);
    },
  };
}

function demoPlant({ url, credentials, fingerprint }: FloorSimulator, now: () => EpochMs, log: Log): Plant {
  const { username, password, subscriptionKey } = credentials;
  return {
    floor: createScoutSystemsClient({
      site: { name: 'plant 1 (simulated)', url },
      account: { username, password },
      subscriptionKey,
      dialect: createDialect(),
      tls: { fingerprint },
      now,
      random: Math.random,
      log,
    }),
    zone: 'UTC',
    shifts: ['06:00', '14:00', '22:00'],
    late: { kind: 'dueDate' },
    people: { namesIn: 'everywhere', hours: false },
  };
}

/** What the robots of the demo look at, and the stations of its plant that stand there. */
const SITE_MAP: SiteMap = {
  assets: {
    'Motor M-4': ['Assembly 4'],
    'Valve V-17': ['Assembly 1', 'Assembly 2'],
    'Pump A': ['Kitting 2'],
    'Compressor 4': ['Sub Assembly 2'],
  },
  missions: {
    'Thermal Sweep B': ['Assembly 4', 'Assembly 5'],
    'Compressor Gauge Walk': ['Sub Assembly 1', 'Sub Assembly 2'],
  },
};

/** The switches of the preview, by the words they are shown with. "Expire the session" is an event, so it is never seen to be on. */
function controlsOf({ clock, faults }: Simulator, floor: FloorSimulator): DemoControls {
  const switches: Readonly<Record<string, (on: boolean) => Parameters<typeof faults.set>[0]>> = {
    'Scout down': (on) => ({ down: on }),
    'Scout slow': (on) => ({ latencyMs: on ? 4_000 : 0 }),
    'Expire the session': (on) => ({ sessionExpired: on }),
  };
  const FLOOR_DOWN = 'Floor down';
  return {
    now: () => clock.now(),
    moveClock(ms) {
      clock.moveBy(ms);
      floor.clock.moveBy(ms);
    },
    faults() {
      const { down, latencyMs } = faults.get();
      return {
        'Scout down': down,
        'Scout slow': latencyMs > 0,
        'Expire the session': false,
        [FLOOR_DOWN]: floor.faults.get().down,
      };
    },
    setFault(name, on) {
      if (name === FLOOR_DOWN) floor.faults.set({ down: on });
      else faults.set(switches[name]?.(on) ?? {});
    },
  };
}
