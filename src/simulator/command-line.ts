import { parseArgs } from 'node:util';
import type { ServerVersion } from './exchange.ts';
import type { Faults } from './faults.ts';
import { numberFlag, timeFlag } from './flags.ts';
import type { SimulatorOptions } from './simulator.ts';
import { readWorld } from './world.ts';

/** What a command line asks for. */
export interface CommandLine {
  readonly options: SimulatorOptions;
  readonly faults: Partial<Faults>;
}

const VERSIONS: readonly ServerVersion[] = ['3.3', '4.1', '5.1'];

/** How to write a command line. */
export const USAGE = `npm run simulator -- [flags]
  --world FILE         the world it begins with; without it a demo fleet
  --port NUMBER        default 8443; 0 takes a free one
  --host ADDRESS       default 127.0.0.1
  --version 3.3|4.1|5.1  which server it is, default 5.1
  --clock TIME         where its clock starts, such as 2026-10-21T14:20:00Z
  --freeze             its clock stands still until it is moved
  --latency MS         each answer comes so much later
  --error-rate SHARE   this share of requests, 0 to 1, is answered with 503
  --cut                connections end in the middle of an answer
  --html               the API answers with a web page
  --limit-login        log-ins are answered with 429
  --refuse-password    every password is refused
  --refuse-token       every token is refused
  --ignore-offset      lists other than runs ignore offset
  --down               connections are reset
  --wrong-certificate  shows another certificate than it announces
  --help
A shop floor instead of a fleet: npm run simulator -- --help --floor
`;

/** Reads the command line; undefined when it asks for help. Throws an Error of one line that names the wrong flag or the wrong value of the world file. */
export function readCommandLine(args: readonly string[]): CommandLine | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      world: { type: 'string' },
      port: { type: 'string', default: '8443' },
      host: { type: 'string', default: '127.0.0.1' },
      version: { type: 'string', default: '5.1' },
      clock: { type: 'string' },
      freeze: { type: 'boolean', default: false },
      latency: { type: 'string', default: '0' },
      'error-rate': { type: 'string', default: '0' },
      cut: { type: 'boolean', default: false },
      html: { type: 'boolean', default: false },
      'limit-login': { type: 'boolean', default: false },
      'refuse-password': { type: 'boolean', default: false },
      'refuse-token': { type: 'boolean', default: false },
      'ignore-offset': { type: 'boolean', default: false },
      down: { type: 'boolean', default: false },
      'wrong-certificate': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const version = VERSIONS.find((known) => known === values.version);
  if (version === undefined) throw new Error(`--version: expected 3.3, 4.1 or 5.1, not ${values.version}`);
  return {
    options: {
      version,
      port: numberFlag('port', values.port, 65_535),
      host: values.host,
      frozen: values.freeze,
      wrongCertificate: values['wrong-certificate'],
      ...(values.clock !== undefined && { clockAt: timeFlag(values.clock) }),
      ...(values.world !== undefined && { world: readWorld(values.world) }),
    },
    faults: {
      latencyMs: numberFlag('latency', values.latency, 600_000),
      errorRate: numberFlag('error-rate', values['error-rate'], 1),
      cut: values.cut,
      html: values.html,
      loginLimited: values['limit-login'],
      passwordRefused: values['refuse-password'],
      tokenRefused: values['refuse-token'],
      offsetIgnored: values['ignore-offset'],
      down: values.down,
    },
  };
}
