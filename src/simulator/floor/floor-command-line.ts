import { parseArgs } from 'node:util';
import { numberFlag, timeFlag } from '../flags.ts';
import { type DialectName, dialects } from './dialects.ts';
import type { FloorFaults } from './floor-faults.ts';
import type { FloorSimulatorOptions } from './floor-simulator.ts';
import { type FloorWorld, readFloorWorld } from './floor-world.ts';
import { createLargePlant } from './plant-generator.ts';

/** What a command line asks for. */
export interface FloorCommandLine {
  readonly options: FloorSimulatorOptions;
  readonly faults: Partial<FloorFaults>;
}

/** How to write a command line. */
export const FLOOR_USAGE = `npm run simulator -- --floor [flags]
  --world FILE         the plant it begins with; without it a demo plant
  --stations NUMBER    a made-up plant of that size instead
  --orders NUMBER      work orders of that plant, default 25 a station
  --dialect NAME       how it speaks: default, station-scoped or pascal
  --port NUMBER        default 8444; 0 takes a free one
  --host ADDRESS       default 127.0.0.1
  --clock TIME         where its clock starts, such as 2026-10-21T14:20:00Z
  --freeze             its clock stands still until it is moved
  --token-minutes N    how long a token lasts, default 30
  --quota NUMBER       calls a week, default 100000
  --require-key        every call needs the subscription key
  --latency MS         each answer comes so much later
  --error-rate SHARE   this share of requests, 0 to 1, is answered with 500
  --limit-every NUMBER every so-many-th call is answered with 429
  --cut                connections end in the middle of an answer
  --html               the API answers with a web page
  --refuse-password    every password is refused
  --refuse-token       every token is refused
  --refuse-renewal     every renewal is refused
  --down               connections are reset
  --wrong-certificate  shows another certificate than it announces
  --help
`;

const FLAGS = {
  floor: { type: 'boolean' },
  world: { type: 'string' },
  stations: { type: 'string' },
  orders: { type: 'string' },
  dialect: { type: 'string', default: 'default' },
  port: { type: 'string', default: '8444' },
  host: { type: 'string', default: '127.0.0.1' },
  clock: { type: 'string' },
  freeze: { type: 'boolean', default: false },
  'token-minutes': { type: 'string', default: '30' },
  quota: { type: 'string', default: '100000' },
  'require-key': { type: 'boolean', default: false },
  latency: { type: 'string', default: '0' },
  'error-rate': { type: 'string', default: '0' },
  'limit-every': { type: 'string', default: '0' },
  cut: { type: 'boolean', default: false },
  html: { type: 'boolean', default: false },
  'refuse-password': { type: 'boolean', default: false },
  'refuse-token': { type: 'boolean', default: false },
  'refuse-renewal': { type: 'boolean', default: false },
  down: { type: 'boolean', default: false },
  'wrong-certificate': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line; undefined when it asks for help. Throws an Error of one line that names the wrong flag or the wrong value of the world file. */
export function readFloorCommandLine(args: readonly string[], now: () => number): FloorCommandLine | undefined {
  const { values } = parseArgs({ args: [...args], options: FLAGS });
  if (values.help) return undefined;
  const clockAt = values.clock === undefined ? now() : timeFlag(values.clock);
  const world = worldOf(values, clockAt);
  return {
    options: {
      ...(world !== undefined && { world }),
      clockAt,
      dialect: dialectOf(values.dialect),
      port: numberFlag('port', values.port, 65_535),
      host: values.host,
      frozen: values.freeze,
      tokens: { minutes: numberFlag('token-minutes', values['token-minutes'], 10_000) },
      weeklyCalls: numberFlag('quota', values.quota, 1_000_000_000),
      wrongCertificate: values['wrong-certificate'],
    },
    faults: {
      keyRequired: values['require-key'],
      latencyMs: numberFlag('latency', values.latency, 600_000),
      errorRate: numberFlag('error-rate', values['error-rate'], 1),
      limitEvery: numberFlag('limit-every', values['limit-every'], 1_000_000),
      cut: values.cut,
      html: values.html,
      passwordRefused: values['refuse-password'],
      tokenRefused: values['refuse-token'],
      renewRefused: values['refuse-renewal'],
      down: values.down,
    },
  };
}

interface WorldFlags {
  readonly world?: string | undefined;
  readonly stations?: string | undefined;
  readonly orders?: string | undefined;
}

function worldOf({ world, stations, orders }: WorldFlags, clockAt: number): FloorWorld | undefined {
  if (stations === undefined) {
    if (orders !== undefined) throw new Error('--orders: only with --stations');
    return world === undefined ? undefined : readFloorWorld(world);
  }
  if (world !== undefined) throw new Error('--stations: not with --world');
  const stationCount = numberFlag('stations', stations, 2000);
  const orderCount = orders === undefined ? 25 * stationCount : numberFlag('orders', orders, 100_000);
  return createLargePlant(clockAt, { stations: stationCount, orders: orderCount });
}

function dialectOf(text: string): DialectName {
  const name = (Object.keys(dialects) as DialectName[]).find((known) => known === text);
  if (name === undefined) throw new Error(`--dialect: expected default, station-scoped or pascal, not ${text}`);
  return name;
}
