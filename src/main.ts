import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { start } from './app.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { startProblem } from './start-problem.ts';

const CLOSING_MS = 20_000;

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const app = await start(config, createLog(config.logLevel));
  const stop = async (): Promise<void> => {
    // Whoever stops a program does not wait for ever; what is not finished then is taken over after its lease.
    await Promise.race([app.close(), sleep(CLOSING_MS)]);
    // A library's timer must not keep a closed program alive.
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  process.stdout.write(app.greeting);
} catch (error) {
  const line = startProblem(error);
  if (line === undefined) throw error;
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
