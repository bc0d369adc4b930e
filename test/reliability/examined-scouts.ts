import type { LookupFunction } from 'node:net';
import { createScoutClient } from '../../src/clients/fleet/scout-client.ts';
import { createDialect } from '../../src/clients/floor/dialect.ts';
import { createScoutSystemsClient } from '../../src/clients/floor/scout-systems-client.ts';
import type { SourceHealth } from '../../src/clients/known.ts';
import type { TlsOptions } from '../../src/clients/tls.ts';
import { createCommands } from '../../src/commands/index.ts';
import { type Bot, createBot } from '../../src/core/bot.ts';
import { writeReply } from '../../src/core/plain-text.ts';
import type { Scouts } from '../../src/floor/scouts.ts';
import { createLanguage } from '../../src/sentences.ts';
import { startFloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { parseWorld } from '../../src/simulator/world.ts';
import { createRecordedLog, type RecordedLog } from '../clients/recorded-log.ts';
import { messageOf } from '../fixtures/ask.ts';
import { noTools } from '../fixtures/no-tools.ts';
import { sampleWorld } from '../simulator/sample-world.ts';
import { type Door, openDoor } from './door.ts';

/** 21 Oct 2026, 14:20 UTC: the start of every test. */
const START = Date.parse('2026-10-21T14:20:00Z');

/** What may be other than usual in a client. */
export interface ExaminedOptions {
  /** How long a request may take; the usual 10 s where left out. */
  readonly deadlineMs?: number;
  readonly connectTimeoutMs?: number;
  readonly tls?: (door: Door) => TlsOptions;
  /** The host and port by which the client knows its server, where they are not those of the door. */
  readonly host?: string;
  readonly port?: number;
  readonly lookup?: LookupFunction;
}

/** A Scout behind a door, and a bot that asks it. */
export interface ExaminedScout {
  readonly door: Door;
  readonly log: RecordedLog;
  /** Asks a question of the bot, the plainest one where none is said; the first line of the answer, times in UTC. */
  ask(line?: string): Promise<string>;
  /** A question for which several things are asked of the Scout. */
  readonly several: string;
  /** The whole answer. */
  read(line?: string): Promise<string>;
  /** Asks the client itself: what everybody asks for, or one of many things that nobody else asks for. */
  fetch(one?: number): Promise<unknown>;
  /** What the clock of the bot's machine shows. */
  now(): number;
  health(): SourceHealth;
  /** Moves the clock of the bot's machine, and that of the Scout where it is said. */
  pass(ms: number, scoutToo?: 'scout too'): void;
  /** Whether a path belongs to the log-in. */
  isLogIn(path: string): boolean;
  /** Requests since the last time that this was asked. */
  counts(): { readonly logIns: number; readonly questions: number };
  /** All sessions end on the Scout's side. */
  expire(): void;
  refuseLogIn(isRefused: boolean): void;
  close(): Promise<void>;
}

/** Both Scouts; they are called by the same name, so that what is said of them can be compared. */
export const SCOUTS: readonly (readonly [name: string, open: (options?: ExaminedOptions) => Promise<ExaminedScout>])[] =
  [
    ['a Scout of robots', openRobots],
    ['a Scout of a shop floor', openFloor],
  ];

interface Opened {
  readonly connect: (shared: Shared) => Connected;
  readonly simulator: {
    readonly url: string;
    readonly clock: { moveBy(ms: number): void };
    readonly faults: { set(changes: { readonly sessionExpired?: true; readonly passwordRefused?: boolean }): void };
    close(): Promise<void>;
  };
  readonly plainest: string;
  readonly several: string;
  /** The path by which one gets in, and those that belong to it. */
  readonly logIn: string;
  readonly besideLogIn: readonly string[];
}

interface Connected {
  readonly scouts: Scouts;
  readonly client: { health(): SourceHealth; close(): Promise<void> };
  readonly fetch: ExaminedScout['fetch'];
  /** What else the plainest question asks for, and does not wait for where one thing fails. */
  readonly beside: readonly (() => Promise<unknown>)[];
}

/** What both clients are made with. */
interface Shared {
  readonly url: string;
  readonly tls: TlsOptions;
  readonly lookup?: LookupFunction;
  readonly timing: { readonly deadlineMs?: number; readonly connectTimeoutMs?: number };
  readonly now: () => number;
  readonly random: () => number;
  readonly log: RecordedLog;
}

async function openRobots(options: ExaminedOptions = {}): Promise<ExaminedScout> {
  const world = parseWorld(JSON.stringify(sampleWorld));
  const simulator = await startSimulator({ world, clockAt: START, frozen: true });
  const { username, password } = simulator.credentials;
  return examine(options, {
    simulator,
    plainest: 'runs',
    several: 'missions',
    logIn: '/api/v0/login',
    besideLogIn: ['/', '/login'],
    connect({ url, ...shared }) {
      const fleet = createScoutClient({
        ...shared,
        site: { name: 'north', url, zone: 'UTC' },
        credentials: { kind: 'password', username, password },
      });
      const fetch = (one?: number) => (one === undefined ? fleet.robots() : fleet.run(`run-${one}`));
      return { scouts: { fleet }, client: fleet, fetch, beside: [] };
    },
  });
}

async function openFloor(options: ExaminedOptions = {}): Promise<ExaminedScout> {
  const simulator = await startFloorSimulator({ clockAt: START, frozen: true });
  const { username, password } = simulator.credentials;
  return examine(options, {
    simulator,
    plainest: 'maintenance',
    several: 'maintenance',
    logIn: '/v1/token',
    besideLogIn: ['/v1/token/renew'],
    connect({ url, ...shared }) {
      const floor = createScoutSystemsClient({
        ...shared,
        site: { name: 'north', url: `${url}/v1` },
        account: { username, password },
        dialect: createDialect(),
      });
      const plant = {
        floor,
        zone: 'UTC',
        shifts: ['06:00'],
        late: { kind: 'dueDate' },
        people: { namesIn: 'everywhere', hours: false },
      } as const;
      const fetch = (one?: number) => (one === undefined ? floor.units() : floor.workOrder(one));
      return { scouts: { plant }, client: floor, fetch, beside: [floor.machines, floor.stations] };
    },
  });
}

async function examine(options: ExaminedOptions, opened: Opened): Promise<ExaminedScout> {
  const { simulator, plainest, several, logIn, besideLogIn } = opened;
  const door = await openDoor(new URL(simulator.url).origin);
  const log = createRecordedLog();
  let at = START;
  const now = () => at;
  const { deadlineMs, connectTimeoutMs, lookup, host = '127.0.0.1', port = door.port } = options;
  const { client, scouts, fetch, beside } = opened.connect({
    url: `https://${host}:${port}`,
    tls: options.tls?.(door) ?? { fingerprint: door.fingerprint },
    timing: {
      ...(deadlineMs !== undefined && { deadlineMs }),
      ...(connectTimeoutMs !== undefined && { connectTimeoutMs }),
    },
    ...(lookup && { lookup }),
    now,
    random: () => 0,
    log,
  });
  const bot = createScoutBot(scouts, now, log);
  const isLogIn = (path: string): boolean => [logIn, ...besideLogIn].includes(path.split('?')[0] ?? '');
  let counted = 0;

  async function read(line = plainest): Promise<string> {
    const { reply } = await bot.answer(messageOf(line));
    if (line === plainest) await Promise.allSettled(beside.map((ask) => ask()));
    return writeReply(reply, 'UTC', at);
  }

  return {
    door,
    log,
    several,
    read,
    ask: async (line) => (await read(line)).split('\n')[0] ?? '',
    fetch,
    now,
    health: () => client.health(),
    pass(ms, scoutToo) {
      at += ms;
      if (scoutToo) simulator.clock.moveBy(ms);
    },
    isLogIn,
    counts() {
      const since = door.asked.slice(counted);
      counted = door.asked.length;
      const logIns = since.filter((path) => path === logIn).length;
      return { logIns, questions: since.filter((path) => !isLogIn(path)).length };
    },
    expire: () => simulator.faults.set({ sessionExpired: true }),
    refuseLogIn: (isRefused) => simulator.faults.set({ passwordRefused: isRefused }),
    async close() {
      await client.close();
      await Promise.all([door.close(), simulator.close()]);
    },
  };
}

function createScoutBot(scouts: Scouts, now: () => number, log: RecordedLog): Bot {
  const commands = createCommands(scouts, { version: '1', startedAt: START }, noTools);
  const language = createLanguage(scouts, commands);
  return createBot({ commands, language, now, createReference: () => 'ref1', log });
}
