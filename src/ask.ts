import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createFleetBot } from './app.ts';
import { type Config, readConfig, SettingError } from './config.ts';
import type { Message } from './core/message.ts';
import { writeReply } from './core/plain-text.ts';
import type { EpochMs, Reply } from './core/reply.ts';
import { createLog } from './log.ts';
import { isZone } from './settings.ts';
import { createSource, type Source } from './source.ts';

const USAGE = `Usage: npm run --silent ask -- [--json] [--now TIME] [--zone ZONE] [--world FILE] "QUESTION"

  --json        print { command, arguments, reply, text } as JSON
  --now TIME    the moment to answer at, like 2026-10-21T14:20:00Z (demo only)
  --zone ZONE   the reader's zone, like Europe/Berlin
  --world FILE  the world of the simulated Scout (demo only)
`;

interface Options {
  readonly question: string;
  readonly json: boolean;
  readonly now: EpochMs | undefined;
  readonly zone: string | undefined;
  readonly world: string | undefined;
}

/** A command line that cannot be understood; the message says why. */
class UsageError extends Error {}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseCommandLine(args);
  if (positionals.length === 0) throw new UsageError('There is no question.');
  if (values.zone !== undefined && !isZone(values.zone))
    throw new UsageError('--zone has to be an IANA time zone such as Europe/Berlin.');
  const now = values.now === undefined ? undefined : Date.parse(values.now);
  if (Number.isNaN(now)) throw new UsageError('--now has to be a time like 2026-10-21T14:20:00Z.');
  return { question: positionals.join(' '), json: values.json ?? false, now, zone: values.zone, world: values.world };
}

function parseCommandLine(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        now: { type: 'string' },
        zone: { type: 'string' },
        world: { type: 'string' },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function openSource(config: Config, options: Options): Promise<Source> {
  const log = createLog('silent');
  if (config.scout === undefined) {
    const { createDemoSource } = await import('./demo.ts');
    return createDemoSource({
      log,
      ...(options.world !== undefined && { worldFile: options.world }),
      ...(options.now !== undefined && { frozenAt: options.now }),
    });
  }
  if (options.world !== undefined || options.now !== undefined) {
    throw new UsageError('--world and --now are for the demo; SCOUT_URL is set.');
  }
  return createSource(config.scout, log);
}

function messageOf(question: string, zone: string): Message {
  return {
    id: 'terminal',
    text: question,
    sender: { id: 'terminal', zone: async () => zone, name: async () => 'you' },
    conversation: { platform: 'terminal', team: 'terminal', channel: 'terminal', kind: 'direct' },
  };
}

/** Pictures are for eyes: JSON tells their size instead of their bytes. */
function printable(reply: Reply): unknown {
  return {
    ...reply,
    blocks: reply.blocks.map((block) => (block.kind === 'image' ? { ...block, bytes: block.bytes.length } : block)),
  };
}

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const options = readOptions(args);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig({ ...process.env, ...(options.zone !== undefined && { TIME_ZONE: options.zone }) });
  const source = await openSource(config, options);
  try {
    const bot = await createFleetBot(source, createLog('silent'));
    const answer = await bot.answer(messageOf(options.question, config.zone));
    const text = writeReply(answer.reply, config.zone, source.now());
    if (answer.failed) process.stderr.write(`${text}\n`);
    if (options.json) {
      const { command = null, arguments: given = {} } = answer;
      process.stdout.write(
        `${JSON.stringify({ command, arguments: given, reply: printable(answer.reply), text }, undefined, 2)}\n`,
      );
    } else if (!answer.failed) {
      process.stdout.write(`${text}\n`);
    }
    return answer.failed ? 1 : 0;
  } finally {
    await source.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${USAGE}`);
  else if (error instanceof SettingError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
