import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { start } from './app.ts';
import { createLog } from './log.ts';
import { readConfig } from './settings/config.ts';
import { startProblem } from './settings/start-problem.ts';

const CLOSING_MS = 20_000;
/** What could not start needs no closing, and is told below. */
const NOTHING = (): void => {};

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const starting = start(config, createLog(config.logLevel));
  const stop = async (): Promise<void> => {
    // Whoever stops a program does not wait for ever; what is not finished then is taken over after its lease.
    await Promise.race([starting.then((app) => app.close(), NOTHING), sleep(CLOSING_MS)]);
    // A library's timer must not keep a closed program alive.
    process.exit();
  };
  // Heard from the first moment on: as the first process of a container it would not be stopped by a signal that nobody hears.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  const app = await starting;
  process.stdout.write(app.greeting);
} catch (error) {
  const line = startProblem(error);
  if (line === undefined) throw error;
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
