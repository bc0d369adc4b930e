import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { createLog } from './log.ts';
import { createChecks } from './setup/checks.ts';
import { createClackPrompts } from './setup/clack-prompts.ts';
import { readEnvFile } from './setup/env-file.ts';
import { finishSetup } from './setup/finish-setup.ts';
import { Cancelled } from './setup/prompts.ts';
import { runSetup } from './setup/run-setup.ts';
import { saveFile } from './setup/save-file.ts';

const FILE = '.env';
const NO_TERMINAL = `This asks questions, and here is no terminal to answer them in. Write ${FILE} by hand instead (docs/settings.md), and look at it with "npm run --silent check-config".\n`;

const Manifest = v.object({ oauth_config: v.object({ scopes: v.object({ bot: v.array(v.string()) }) }) });

if (process.stdin.isTTY && process.stdout.isTTY) {
  try {
    await setUp();
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    process.stderr.write('Nothing was written.\n');
    process.exitCode = 1;
  }
} else {
  process.stderr.write(NO_TERMINAL);
  process.exitCode = 1;
}

async function setUp(): Promise<void> {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const prompts = createClackPrompts(process.stdin, process.stdout);
  const checks = createChecks({
    scopes: manifestScopes(),
    now: Date.now,
    random: Math.random,
    log: createLog('silent'),
  });
  const createKey = (): string => randomBytes(32).toString('base64');
  const changes = await runSetup({ prompts, checks, known: readEnvFile(text), createKey });
  await finishSetup({ prompts, text, changes, outside: process.env, save: (changed) => saveFile(FILE, changed) });
}

/** What the bot needs in Slack, as its manifest tells Slack. */
function manifestScopes(): readonly string[] {
  const manifest = readFileSync(new URL('../manifests/slack.yaml', import.meta.url), 'utf8');
  return v.parse(Manifest, parse(manifest)).oauth_config.scopes.bot;
}
