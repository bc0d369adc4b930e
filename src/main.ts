import { existsSync } from 'node:fs';
import { start } from './app.ts';
import { readConfig, startProblem } from './config.ts';
import { createLog } from './log.ts';

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const app = await start(config, createLog(config.logLevel));
  process.stdout.write(app.greeting);
  const stop = async (): Promise<void> => {
    await app.close();
    // A library's timer must not keep a closed program alive.
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
} catch (error) {
  const line = startProblem(error);
  if (line === undefined) throw error;
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
