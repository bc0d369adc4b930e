import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { FleetClient } from '../../src/clients/fleet/fleet-client.ts';
import { createScoutClient } from '../../src/clients/fleet/scout-client.ts';
import { createDialect } from '../../src/clients/floor/dialect.ts';
import type { FloorClient } from '../../src/clients/floor/floor-client.ts';
import { createScoutSystemsClient } from '../../src/clients/floor/scout-systems-client.ts';
import { createCommands } from '../../src/commands/index.ts';
import { type Bot, createBot } from '../../src/core/bot.ts';
import type { EpochMs } from '../../src/core/reply.ts';
import type { Scouts } from '../../src/floor/scouts.ts';
import { createLanguage } from '../../src/sentences.ts';
import type { DialectName } from '../../src/simulator/floor/dialects.ts';
import type { FloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { noLog } from '../fixtures/ask.ts';
import { DIALECT_SETTINGS } from '../fixtures/dialect-settings.ts';
import { noTools } from '../fixtures/no-tools.ts';
import type { CallCount, FloorTask } from './floor-simulators.ts';
import { WORLD_AT } from './floor-worlds.ts';

/** A process with simulators, clients of them, and a bot over the clients; one clock for all, which stands until it is moved. */
export interface FloorBench {
  now(): EpochMs;
  /** Moves the bot's clock; the plant's only with `movePlant`. */
  moveClock(ms: number): void;
  movePlant(ms: number): Promise<void>;
  openFloor(dialect?: DialectName): Promise<FloorClient>;
  openFleet(robots: number): Promise<FleetClient>;
  createBot(scouts: { readonly fleet?: FleetClient; readonly floor: FloorClient }): Bot;
  /** The calls to the plant that was opened last, since they were last counted. */
  count(): Promise<CallCount>;
  close(): Promise<void>;
}

/** Starts the process. */
export function startFloorBench(): FloorBench {
  const child = fork(new URL('./floor-simulators.ts', import.meta.url), { execArgv: [] });
  const clients: { close(): Promise<void> }[] = [];
  let at: EpochMs = WORLD_AT;
  const now = (): EpochMs => at;
  const common = { now, random: Math.random, log: noLog };
  return {
    now,
    moveClock(ms) {
      at += ms;
    },
    async movePlant(ms) {
      at += ms;
      await tell(child, { moveByMs: ms });
    },
    async openFloor(dialect = 'default') {
      const { url, credentials, fingerprint } = await tell<FloorSimulator>(child, { start: 'plant', dialect });
      const floor = createScoutSystemsClient({
        site: { name: 'plant 1', url },
        account: { username: credentials.username, password: credentials.password },
        dialect: createDialect(DIALECT_SETTINGS[dialect]),
        tls: { fingerprint },
        ...common,
      });
      clients.push(floor);
      return floor;
    },
    async openFleet(robots) {
      const { url, credentials, fingerprint } = await tell<Simulator>(child, { start: 'fleet', robots });
      const { username, password } = credentials;
      const fleet = createScoutClient({
        site: { name: 'north', url, zone: 'UTC' },
        credentials: { kind: 'password', username, password },
        tls: { fingerprint },
        ...common,
      });
      clients.push(fleet);
      return fleet;
    },
    createBot: ({ floor, ...others }) => createBenchBot({ ...others, plant: plantOf(floor) }, now),
    count: () => tell<CallCount>(child, { count: true }),
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      child.kill();
    },
  };
}

async function tell<T>(child: ChildProcess, task: FloorTask): Promise<T> {
  const answer = once(child, 'message');
  child.send(task);
  return (await answer)[0] as T;
}

const plantOf = (floor: FloorClient): NonNullable<Scouts['plant']> => ({
  floor,
  zone: 'UTC',
  shifts: ['06:00', '14:00', '22:00'],
  late: { kind: 'dueDate' },
  people: { namesIn: 'everywhere', hours: false },
});

function createBenchBot(scouts: Scouts, now: () => EpochMs): Bot {
  const commands = createCommands(scouts, { version: '1.0.0', startedAt: WORLD_AT }, noTools);
  return createBot({
    commands,
    language: createLanguage(scouts, commands),
    now,
    createReference: () => 'bench',
    log: noLog,
  });
}
