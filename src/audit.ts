import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type AuditFormat, auditLines } from './access/audit-lines.ts';
import { openConfiguredStore } from './configured-store.ts';
import { messageOf } from './core/errors.ts';
import type { EpochMs } from './core/reply.ts';
import { readConfig } from './settings/config.ts';
import { startProblem } from './settings/start-problem.ts';

const USAGE = `Usage: npm run --silent audit -- [--since DATE] [--json | --csv]

  --since DATE  only from then on: 2026-10-21, or 2026-10-21T14:20:00Z; a date begins at midnight UTC
  --json        one JSON object a line
  --csv         for a spreadsheet
`;

interface Options {
  readonly since: EpochMs;
  readonly format: AuditFormat;
}

/** A command line that cannot be understood; the message says why. */
class UsageError extends Error {}

function readOptions(args: readonly string[]): Options {
  const { since, json, csv } = parseCommandLine(args);
  if (json && csv) throw new UsageError('--json and --csv exclude each other.');
  const at = since === undefined ? 0 : /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(since) ? Date.parse(since) : Number.NaN;
  if (Number.isNaN(at)) throw new UsageError('--since has to be a date like 2026-10-21.');
  return { since: at, format: json ? 'json' : csv ? 'csv' : 'text' };
}

function parseCommandLine(args: readonly string[]) {
  try {
    const options = { since: { type: 'string' }, json: { type: 'boolean' }, csv: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new UsageError(messageOf(cause), { cause });
  }
}

async function print({ since, format }: Options): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const store = await openConfiguredStore(readConfig(process.env));
  try {
    await pipeline(Readable.from(auditLines(store.auditSince(since), format)), process.stdout, { end: false });
  } catch (error) {
    // Whoever reads it has seen enough.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  } finally {
    await store.close();
  }
}

const args = process.argv.slice(2);
try {
  if (args.includes('--help') || args.includes('-h')) process.stdout.write(USAGE);
  else await print(readOptions(args));
} catch (error) {
  const line = error instanceof UsageError ? `${error.message}\n\n${USAGE}` : startProblem(error);
  if (line === undefined) throw error;
  process.stderr.write(line.endsWith('\n') ? line : `${line}\n`);
  process.exitCode = 1;
}
