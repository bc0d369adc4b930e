import { readCommandLine, USAGE } from './command-line.ts';
import { FLOOR_USAGE, readFloorCommandLine } from './floor/floor-command-line.ts';
import { startFloorSimulator } from './floor/floor-simulator.ts';
import { startSimulator } from './simulator.ts';

/** What was asked for: usage to print, or something to start, which then says what to print. */
type Wanted =
  | { readonly usage: string }
  | { readonly start: () => Promise<{ readonly words: string; close(): Promise<void> }> };

/** Starts what the command line asks for. Exit code 2: the command line makes no sense; 1: it cannot start. */
async function main(): Promise<void> {
  let wanted: Wanted;
  try {
    wanted = read(process.argv.slice(2));
  } catch (error) {
    return fail(error, 2);
  }
  if ('usage' in wanted) {
    process.stdout.write(wanted.usage);
    return;
  }
  try {
    const { words, close } = await wanted.start();
    process.stdout.write(words);
    // The first signal stops it; a second one, should it hang, ends the process as usual.
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => close());
  } catch (error) {
    fail(error, 1);
  }
}

function read(args: readonly string[]): Wanted {
  return args.includes('--floor') ? readFloor(args) : readFleet(args);
}

function readFleet(args: readonly string[]): Wanted {
  const line = readCommandLine(args);
  if (line === undefined) return { usage: USAGE };
  const { options, faults } = line;
  return {
    async start() {
      const simulator = await startSimulator(options);
      simulator.faults.set(faults);
      const words = describe(`Simulated Scout (${options.version ?? '5.1'})`, simulator, simulator.credentials.token);
      return { words, close: simulator.close };
    },
  };
}

function readFloor(args: readonly string[]): Wanted {
  const line = readFloorCommandLine(args, Date.now);
  if (line === undefined) return { usage: FLOOR_USAGE };
  const { options, faults } = line;
  return {
    async start() {
      const simulator = await startFloorSimulator(options);
      simulator.faults.set(faults);
      const { subscriptionKey } = simulator.credentials;
      return { words: describe('Simulated shop floor', simulator, subscriptionKey, 'key  '), close: simulator.close };
    },
  };
}

interface Listening {
  readonly url: string;
  readonly fingerprint: string;
  readonly credentials: { readonly username: string; readonly password: string };
  readonly clock: { readonly frozen: boolean; now(): number };
}

function describe(name: string, listening: Listening, secret: string, secretName = 'token'): string {
  const { url, fingerprint, credentials, clock } = listening;
  const frozen = clock.frozen ? ', frozen' : '';
  return (
    `${name} at ${url}\n` +
    `  certificate ${fingerprint} (SHA-256)\n` +
    `  account     ${credentials.username} / ${credentials.password}\n` +
    `  ${secretName}       ${secret}\n` +
    `  clock       ${new Date(clock.now()).toISOString()}${frozen}\n`
  );
}

function fail(error: unknown, exitCode: number): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`simulator: ${message.split('\n', 1)[0]}\n`);
  process.exitCode = exitCode;
}

await main();
