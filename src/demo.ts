import { createScoutClient } from './clients/fleet/scout-client.ts';
import type { Log } from './core/bot.ts';
import type { EpochMs } from './core/reply.ts';
import { type Simulator, startSimulator } from './simulator/simulator.ts';
import { readWorld } from './simulator/world.ts';
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

/** Starts a simulated Scout and a client that asks it as it would ask a real one: over HTTPS, with a log-in and a pinned certificate. */
export async function createDemoSource({ log, worldFile, frozenAt }: DemoOptions): Promise<DemoSource> {
  const simulator = await startSimulator({
    ...(worldFile !== undefined && { world: readWorld(worldFile) }),
    ...(frozenAt !== undefined && { clockAt: frozenAt, frozen: true }),
  });
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
  return {
    fleet,
    now,
    controls: controlsOf(simulator),
    async close() {
      await fleet.close();
      await simulator.close();
    },
  };
}

/** The switches of the preview, by the words they are shown with. "Expire the session" is an event, so it is never seen to be on. */
function controlsOf({ clock, faults }: Simulator): DemoControls {
  const switches: Readonly<Record<string, (on: boolean) => Parameters<typeof faults.set>[0]>> = {
    'Scout down': (on) => ({ down: on }),
    'Scout slow': (on) => ({ latencyMs: on ? 4_000 : 0 }),
    'Expire the session': (on) => ({ sessionExpired: on }),
  };
  return {
    now: () => clock.now(),
    moveClock: (ms) => clock.moveBy(ms),
    faults() {
      const { down, latencyMs } = faults.get();
      return { 'Scout down': down, 'Scout slow': latencyMs > 0, 'Expire the session': false };
    },
    setFault: (name, on) => faults.set(switches[name]?.(on) ?? {}),
  };
}
