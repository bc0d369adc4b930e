import { type CommandLine, readCommandLine, USAGE } from './command-line.ts';
import { startSimulator } from './simulator.ts';

/** Starts what the command line asks for. Exit code 2: the command line makes no sense; 1: it cannot start. */
async function main(): Promise<void> {
  let wanted: CommandLine | undefined;
  try {
    wanted = readCommandLine(process.argv.slice(2));
  } catch (error) {
    return fail(error, 2);
  }
  if (wanted === undefined) {
    process.stdout.write(USAGE);
    return;
  }
  try {
    await serve(wanted);
  } catch (error) {
    fail(error, 1);
  }
}

async function serve({ options, faults }: CommandLine): Promise<void> {
  const simulator = await startSimulator(options);
  simulator.faults.set(faults);
  const { username, password, token } = simulator.credentials;
  const frozen = simulator.clock.frozen ? ', frozen' : '';
  process.stdout.write(
    `Simulated Scout (${options.version ?? '5.1'}) at ${simulator.url}\n` +
      `  certificate ${simulator.fingerprint} (SHA-256)\n` +
      `  account     ${username} / ${password}\n` +
      `  token       ${token}\n` +
      `  clock       ${new Date(simulator.clock.now()).toISOString()}${frozen}\n`,
  );
  // The first signal stops it; a second one, should it hang, ends the process as usual.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => simulator.close());
}

function fail(error: unknown, exitCode: number): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`simulator: ${message.split('\n', 1)[0]}\n`);
  process.exitCode = exitCode;
}

await main();
