import { existsSync } from 'node:fs';
import { openConfiguredStore } from './configured-store.ts';
import { readConfig } from './settings/config.ts';
import { startProblem } from './settings/start-problem.ts';
import { importStore } from './storage/transfer.ts';

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const store = await openConfiguredStore(readConfig(process.env));
  const count = await importStore(store, process.stdin).finally(() => store.close());
  process.stderr.write(`${count} rows were imported.\n`);
} catch (error) {
  const line = startProblem(error);
  if (line === undefined) throw error;
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
