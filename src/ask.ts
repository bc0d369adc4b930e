import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { isZone } from './clients/zone.ts';
import type { Message } from './core/message.ts';
import { writeReply } from './core/plain-text.ts';
import type { EpochMs, Reply } from './core/reply.ts';
import { withoutPeople } from './floor/without-people.ts';
import { createSiteNames } from './known-names.ts';
import { SURE, type Understanding } from './language/understand.ts';
import { createLog } from './log.ts';
import { createSentenceReader } from './sentence-reader.ts';
import { PASSING } from './sentences.ts';
import { type Config, readConfig } from './settings/config.ts';
import { SettingError } from './settings/setting-error.ts';
import { fixedSite } from './sites/default-sites.ts';
import { findSite, siteNames } from './sites/site.ts';
import { createSource, type Source } from './source.ts';
import { createSourceBot } from './source-bot.ts';
import type { SiteChoice } from './storage/store.ts';

const USAGE = `Usage: npm run --silent ask -- [--json] [--now TIME] [--zone ZONE] [--world FILE] [--site NAME] "QUESTION"
       npm run --silent ask -- --understand [--thread] [--now TIME] [--zone ZONE] [--world FILE] "QUESTION" | -

  --json        print { command, arguments, reply, text } as JSON
  --understand  print what the question is taken for as JSON: { intent, slots, command, confidence, alternatives };
                with - in the place of the question, one a line from standard input
  --thread      the lines are one conversation
  --now TIME    the moment to answer at, like 2026-10-21T14:20:00Z (demo only)
  --zone ZONE   the reader's zone, like Europe/Berlin
  --world FILE  the world of the simulated Scout (demo only)
  --site NAME   the site that is meant where the question names none
`;

interface Options {
  readonly question: string;
  readonly json: boolean;
  readonly understand: boolean;
  readonly thread: boolean;
  readonly now: EpochMs | undefined;
  readonly zone: string | undefined;
  readonly world: string | undefined;
  readonly site: string | undefined;
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
  return {
    question: positionals.join(' '),
    json: values.json ?? false,
    understand: values.understand ?? false,
    thread: values.thread ?? false,
    now,
    zone: values.zone,
    world: values.world,
    site: values.site,
  };
}

function parseCommandLine(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        understand: { type: 'boolean' },
        thread: { type: 'boolean' },
        now: { type: 'string' },
        zone: { type: 'string' },
        world: { type: 'string' },
        site: { type: 'string' },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function openSource(config: Config, options: Options): Promise<Source> {
  const log = createLog('silent');
  if (config.sites.length === 0) {
    const { createDemoSource } = await import('./demo.ts');
    return createDemoSource({
      log,
      ...(options.world !== undefined && { worldFile: options.world }),
      ...(options.now !== undefined && { frozenAt: options.now }),
    });
  }
  if (options.world !== undefined || options.now !== undefined) {
    throw new UsageError('--world and --now are for the demo; SCOUT_URL or FLOOR_URL is set.');
  }
  return createSource(config.sites, log);
}

function messageOf(question: string, zone: string): Message {
  return {
    id: 'terminal',
    text: question,
    sender: { id: 'terminal', zone: async () => zone, name: async () => 'you' },
    conversation: { platform: 'terminal', team: 'terminal', channel: 'terminal', kind: 'direct' },
  };
}

/** The site that `--site` names. Throws UsageError where there is none. */
function chosenSite({ sites, now }: Source, { site }: Options): SiteChoice | undefined {
  if (site === undefined) return undefined;
  const found = findSite(site, sites);
  if (found === undefined) throw new UsageError(`--site has to be one of ${siteNames(sites, 20)}.`);
  return { site: found.name, by: { id: 'terminal', name: 'you' }, at: now() };
}

/** Pictures are for eyes: JSON tells their size instead of their bytes. */
function printable(reply: Reply): unknown {
  return {
    ...reply,
    blocks: reply.blocks.map((block) => (block.kind === 'image' ? { ...block, bytes: block.bytes.length } : block)),
  };
}

/** What each question means, a line of JSON each from standard input, or one question's. */
async function printUnderstandings(source: Source, { question, thread }: Options, zone: string): Promise<number> {
  const { now } = source;
  const read = createSentenceReader();
  const names = await createSiteNames(source.sites)();
  let previous: Understanding | undefined;
  const json = (sentence: string, indent?: number): string => {
    const understanding = read(sentence, { now: now(), zone, names, ...(thread && previous && { previous }) });
    if (understanding.confidence >= SURE && !PASSING.includes(understanding.intent)) previous = understanding;
    const { intent, slots, command = null, confidence, alternatives } = understanding;
    return `${JSON.stringify({ intent, slots, command, confidence, alternatives }, undefined, indent)}\n`;
  };
  if (question !== '-') {
    process.stdout.write(json(question, 2));
    return 0;
  }
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') process.stdout.write(json(line));
  }
  return 0;
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
  const opened = await openSource(config, options);
  const source = config.access.namesPeople ? opened : { ...opened, sites: opened.sites.map(withoutPeople) };
  try {
    if (options.understand) return await printUnderstandings(source, options, config.zone);
    const defaults = fixedSite(chosenSite(source, options));
    const bot = await createSourceBot(source, createLog('silent'), { defaults });
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
