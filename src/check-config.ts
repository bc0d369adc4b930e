import { existsSync } from 'node:fs';
import { readConfig } from './settings/config.ts';
import { writeConfig } from './settings/config-report.ts';
import { SettingError } from './settings/setting-error.ts';
import { notEnough } from './settings/start-problem.ts';

try {
  const hasFile = existsSync('.env');
  if (hasFile) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const lacking = notEnough(config);
  if (lacking) throw lacking;
  const { SCOUT_CONFIG: file } = process.env;
  process.stdout.write(writeConfig(config, ['the environment', ...(hasFile ? ['.env'] : []), ...(file ? [file] : [])]));
} catch (error) {
  if (!(error instanceof SettingError)) throw error;
  const { all } = error;
  process.stderr.write(`${all.length === 1 ? 'One thing is' : `${all.length} things are`} wrong:\n\n`);
  for (const { message } of all) process.stderr.write(`  ${message}\n`);
  process.exitCode = 1;
}
