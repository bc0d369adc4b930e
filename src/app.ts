import { randomUUID } from 'node:crypto';
import { createAccess } from './access/access.ts';
import type { Assistant } from './assistant.ts';
import { configuredAdapters } from './configured-adapters.ts';
import { openConfiguredStore } from './configured-store.ts';
import type { Log } from './core/bot.ts';
import { type OpenBot, openBot } from './open-bot.ts';
import type { AssistantSettings, Config } from './settings/config.ts';
import { notEnough } from './settings/start-problem.ts';
import { type Site, siteNames } from './sites/site.ts';
import { createSource } from './source.ts';
import { readVersion } from './version.ts';
import type { Watch } from './watching/watch.ts';
import { openWatching } from './watching.ts';

/** A running bot, and what to tell whoever started it. */
export interface App extends OpenBot {
  readonly greeting: string;
}

/** Starts what the settings ask for: the bot in Slack, in Teams or in both over a Scout, or without settings the demo. Throws SettingError where something is missing. */
export async function start(config: Config, log: Log): Promise<App> {
  const lacking = notEnough(config);
  if (lacking) throw lacking;
  if (config.slack === undefined && config.teams === undefined) {
    const { startDemo } = await import('./start-demo.ts');
    return startDemo(config, log);
  }
  for (const warning of config.warnings) log.warn({ warning }, 'a variable looks like a setting');
  const watching = await openWatching({ ...config.watching, version: await readVersion(), log });
  const { watch } = watching;
  const store = await openConfiguredStore(config);
  const source = await createSource(config.sites, log, store, watch.source);
  const rules = { ...config.access, places: { ...config.access.places, tenants: config.teams?.allowedTenants ?? [] } };
  const access = createAccess({ ...rules, store, createId: randomUUID, now: source.now, log });
  const places = await configuredAdapters({ config, store, access, watch, log });
  const assistant = config.assistant && (await createConfiguredAssistant(config.assistant, watch, log));
  const opened = await openBot({
    source,
    store,
    access,
    places,
    config,
    watching,
    log,
    ...(assistant && { assistant }),
  });
  return { ...opened, greeting: greetingOf(config, opened.port, sitesText(source.sites)) };
}

function greetingOf({ slack, teams }: Config, port: number | undefined, asked: string): string {
  const doors = [
    slack?.mode.kind === 'socket' && 'in Slack, in Socket Mode',
    slack?.mode.kind === 'http' && `in Slack, on port ${port}, path /slack/events`,
    slack?.install && `in Slack, to be installed at ${slack.install.publicUrl}/slack/install`,
    teams && `in Teams, on port ${port}, path /teams/messages`,
  ].filter((door) => typeof door === 'string');
  return doors.map((door) => `Scout bot: ${asked} ${door}\n`).join('');
}

/** `https://scout.example (north) and https://api.example/v1 (plant 1)`; of several sites the names: `3 sites (north, south and hall 2)`. */
function sitesText(sites: readonly Site[]): string {
  if (sites.length > 1) return `${sites.length} sites (${siteNames(sites, 20)})`;
  return sites
    .flatMap(({ fleet, plant }) => [fleet?.site, plant?.floor.site])
    .flatMap((each) => (each ? [`${each.url} (${each.name})`] : []))
    .join(' and ');
}

async function createConfiguredAssistant(settings: AssistantSettings, watch: Watch, log: Log): Promise<Assistant> {
  // Loaded only where it is configured.
  const { createAssistant } = await import('./assistant.ts');
  return createAssistant({ ...settings, watch: watch.source({ kind: 'assistant', site: '' }), now: Date.now, log });
}
