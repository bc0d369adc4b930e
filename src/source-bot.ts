import { randomBytes } from 'node:crypto';
import type { Assistant } from './assistant.ts';
import { createSiteCommands } from './commands/index.ts';
import { type Bot, type BotOptions, createBot, type Log } from './core/bot.ts';
import { createSiteLanguage } from './sentences.ts';
import { type DefaultSites, fixedSite } from './sites/default-sites.ts';
import type { Source } from './source.ts';
import type { SubscriptionTools } from './subscriptions/subscription-tools.ts';
import { readVersion } from './version.ts';
import type { Watch } from './watching/watch.ts';

/** What the bot can do beside answering from a source of facts. */
interface BotParts {
  /** Without them it knows no subscriptions. */
  readonly tools?: SubscriptionTools;
  readonly assistant?: Assistant | undefined;
  /** Who may change something; everybody where left out. */
  readonly permit?: NonNullable<BotOptions['permit']>;
  /** The site that a conversation means; all of them where left out. */
  readonly defaults?: DefaultSites;
  readonly watch?: Pick<Watch, 'commands'>;
}

/** The bot over a source of facts. */
export async function createSourceBot(source: Source, log: Log, parts: BotParts = {}): Promise<Bot> {
  const { tools, assistant, permit, defaults = fixedSite(undefined), watch } = parts;
  const { sites } = source;
  const facts = { version: await readVersion(), startedAt: source.now() };
  const created = createSiteCommands({ sites, bot: facts, defaults, tools, log });
  const commands = watch ? watch.commands(created) : created;
  const language = createSiteLanguage(sites, commands, { assistant });
  const createReference = (): string => randomBytes(4).toString('hex');
  return createBot({ commands, language, now: source.now, createReference, ...(permit && { permit }), log });
}
