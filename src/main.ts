import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

// Kept between starts; what follows is loaded after this line on purpose.
enableCompileCache();
const { readConfig, startProblem } = await import('./config.ts');
const { createLog } = await import('./log.ts');
const { start } = await import('./app.ts');

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const app = await start(config, log);
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
