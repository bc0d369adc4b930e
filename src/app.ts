import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createAccess } from './access/access.ts';
import type { Assistant } from './assistant.ts';
import { createSiteCommands } from './commands/index.ts';
import type { AssistantSettings, Config } from './config.ts';
import { openConfiguredStore } from './configured-store.ts';
import { type Bot, type BotOptions, createBot, type Log } from './core/bot.ts';
import type { PlatformAdapter } from './core/platform-adapter.ts';
import type { Chart, Image } from './core/reply.ts';
import type { PlatformWatch } from './core/watch.ts';
import { within } from './core/within.ts';
import { withoutPeople } from './floor/without-people.ts';
import { startOutageNotices } from './outage-notices.ts';
import type { OutageWatch } from './outages/outage-watch.ts';
import { createSiteLanguage } from './sentences.ts';
import { type ListeningServer, listen, type Route } from './server.ts';
import { createDefaultSites, type DefaultSites, fixedSite } from './sites/default-sites.ts';
import { type Site, siteNames } from './sites/site.ts';
import type { SlackSettings } from './slack-settings.ts';
import { createSource, type Source } from './source.ts';
import { notEnough } from './start-problem.ts';
import type { Store } from './storage/store.ts';
import type { SubscriptionTools } from './subscriptions/subscription-tools.ts';
import type { TeamsSettings } from './teams-settings.ts';
import { createUnasked } from './unasked.ts';
import type { Watch } from './watching/watch.ts';
import { openWatching, type Watching } from './watching.ts';

/** A question waits no longer for a store that is away; then it counts as new. */
const REMEMBERING_MS = 2_000;

function notInTime(): never {
  throw new Error('the store did not say in time whether an event was met before');
}

/** A running bot. */
export interface App {
  /** The HTTP port; undefined where every platform is reached by an outgoing connection. */
  readonly port: number | undefined;
  /** The port of the metrics, where they are wanted. */
  readonly metricsPort: number | undefined;
  /** What to tell whoever started it. */
  readonly greeting: string;
  close(): Promise<void>;
}

/** What to try in the demo. */
const SUGGESTIONS = ['/scout robots', 'how did the last mission go?', 'which orders are late?', '/scout summary'];

const DEMO_MAX_LATE_MS = 48 * 3_600_000;

/** A platform, and the beginning of the paths of its requests. */
interface Place {
  readonly prefix: string;
  readonly adapter: PlatformAdapter;
}

/** Starts what the settings ask for: the bot in Slack, in Teams or in both over a Scout, or without settings the demo. Throws SettingError where something is missing. */
export async function start(config: Config, log: Log): Promise<App> {
  const { sites: configured, slack, teams } = config;
  const lacking = notEnough(config);
  if (lacking) throw lacking;
  if (slack === undefined && teams === undefined) return startDemo(config, log);
  for (const warning of config.warnings) log.warn({ warning }, 'a variable looks like a setting');
  const watching = await openWatching({ ...config.watching, version: await readVersion(), log });
  const { watch } = watching;
  const store = await openConfiguredStore(config);
  const source = await createSource(configured, log, store, watch.source);
  const surroundings = {
    zone: config.zone,
    remember: (keys: readonly string[]) => within(REMEMBERING_MS, store.meet(keys, Date.now()), notInTime),
    drawChart: chartDrawing(),
    log,
  };
  const places: Place[] = [];
  const homeCommand = configured.some(({ scout }) => scout !== undefined) ? 'robots' : 'orders';
  const installs = { installations: store, allowed: config.access.places.workspaces };
  if (slack) {
    const inSlack = { ...surroundings, homeCommand, watch: watch.platform('slack') };
    places.push({ prefix: '/slack/', adapter: await slackAdapter(slack, inSlack, installs) });
  }
  if (teams) {
    const inTeams = { ...surroundings, watch: watch.platform('teams') };
    places.push({ prefix: '/teams/', adapter: await teamsAdapter(teams, inTeams) });
  }
  const assistant = config.assistant && (await createConfiguredAssistant(config.assistant, watch, log));
  const app = await open({ source, store, places, config, watching, log, ...(assistant && { assistant }) });
  const doors = [
    slack?.mode.kind === 'socket' && 'in Slack, in Socket Mode',
    slack?.mode.kind === 'http' && `in Slack, on port ${app.port}, path /slack/events`,
    slack?.install && `in Slack, to be installed at ${slack.install.publicUrl}/slack/install`,
    teams && `in Teams, on port ${app.port}, path /teams/messages`,
  ].filter((door) => typeof door === 'string');
  const asked = sitesText(source.sites);
  return { ...app, greeting: doors.map((door) => `Scout bot: ${asked} ${door}\n`).join('') };
}

/** `https://scout.example (north) and https://api.example/v1 (plant 1)`; of several sites the names: `3 sites (north, south and hall 2)`. */
function sitesText(sites: readonly Site[]): string {
  if (sites.length > 1) return `${sites.length} sites (${siteNames(sites, 20)})`;
  return sites
    .flatMap(({ fleet, plant }) => [fleet?.site, plant?.floor.site])
    .flatMap((each) => (each ? [`${each.url} (${each.name})`] : []))
    .join(' and ');
}

async function startDemo(config: Config, log: Log): Promise<App> {
  const { createDemoSource } = await import('./demo.ts');
  const { createPreviewAdapter } = await import('./platforms/preview/adapter.ts');
  const { renderMessages } = await import('./platforms/slack/render.ts');
  const { renderCards } = await import('./platforms/teams/render.ts');
  const source = await createDemoSource({ log });
  const { now, controls } = source;
  const preview = createPreviewAdapter({
    renderSlack: renderMessages,
    renderTeams: (reply, pictureUrl) => renderCards(reply, { pictureUrl }),
    controls,
    suggestions: SUGGESTIONS,
    drawChart: chartDrawing(),
    now,
    log,
  });
  const app = await open({
    source,
    store: await openConfiguredStore({ store: { place: { kind: 'memory' }, secretKeys: [] } }, now),
    places: [{ prefix: '/', adapter: preview }],
    // The clock of the demo jumps by a day: what was planned meanwhile is to be seen.
    config: {
      ...config,
      host: '127.0.0.1',
      summaries: { ...config.summaries, maxLateMs: DEMO_MAX_LATE_MS },
      // Whoever tries it out may be quick.
      access: { ...config.access, rates: {} },
    },
    log,
    // The clock of the simulation can be moved.
    lookEveryMs: 1_000,
    lateBecause: 'the clock was moved',
    watching: await openWatching({ ...config.watching, version: await readVersion(), log }),
  });
  const lines = [
    'Demo: no SLACK_…, TEAMS_…, SCOUT_… or FLOOR_… settings, so these are a simulated Scout and shop floor, and a local preview.',
    '',
    `  http://localhost:${app.port}`,
    '',
    'To try there:',
    ...SUGGESTIONS.map((line) => `  ${line}`),
  ];
  return { ...app, greeting: `${lines.join('\n')}\n` };
}

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

/** Draws charts as pictures; what does it is loaded with the first. */
function chartDrawing(): (chart: Chart) => Promise<Image> {
  let draw: Promise<(chart: Chart) => Promise<Image>> | undefined;
  return async (chart) => {
    draw ??= import('./charts/chart-picture.ts').then(({ createChartPictures }) => createChartPictures().draw);
    return (await draw)(chart);
  };
}

/** What every platform gets. */
interface Surroundings {
  readonly zone: string;
  readonly remember: (keys: readonly string[]) => Promise<boolean>;
  readonly drawChart: (chart: Chart) => Promise<Image>;
  readonly watch: PlatformWatch;
  readonly log: Log;
}

async function slackAdapter(
  settings: SlackSettings,
  surroundings: Surroundings & { readonly homeCommand: string },
  installs: { readonly installations: Store; readonly allowed: readonly string[] | undefined },
): Promise<PlatformAdapter> {
  // Bolt is the largest part of the program: loaded only where Slack is configured.
  const { createSlackAdapter } = await import('./platforms/slack/adapter.ts');
  const common = { ...surroundings, now: Date.now, random: Math.random };
  if (settings.install === undefined) return createSlackAdapter({ ...common, ...settings });
  return createSlackAdapter({ ...common, ...settings, ...installs });
}

async function teamsAdapter(settings: TeamsSettings, surroundings: Surroundings): Promise<PlatformAdapter> {
  if (settings.credentials.kind === 'anonymous')
    surroundings.log.warn({}, 'TEAMS_ANONYMOUS: everything on this machine may ask the bot');
  // The SDK takes half a second to load: only where Teams is configured.
  const { createTeamsAdapter } = await import('./platforms/teams/adapter.ts');
  const chance = { pictureKey: randomBytes(32), random: Math.random };
  return createTeamsAdapter({ ...settings, ...surroundings, ...chance, greetingCommand: 'help', now: Date.now });
}

async function createConfiguredAssistant(settings: AssistantSettings, watch: Watch, log: Log): Promise<Assistant> {
  // Loaded only where it is configured.
  const { createAssistant } = await import('./assistant.ts');
  return createAssistant({ ...settings, watch: watch.source({ kind: 'assistant', site: '' }), now: Date.now, log });
}

interface Parts {
  readonly source: Source;
  readonly store: Store;
  readonly places: readonly Place[];
  readonly config: Config;
  readonly watching: Watching;
  readonly log: Log;
  readonly assistant?: Assistant;
  readonly lookEveryMs?: number;
  readonly lateBecause?: string;
}

async function open({ store, places, config, watching, assistant, ...others }: Parts): Promise<Omit<App, 'greeting'>> {
  const { log } = others;
  const { watch } = watching;
  const { namesPeople } = config.access;
  const sites = namesPeople ? others.source.sites : others.source.sites.map(withoutPeople);
  const source = { ...others.source, sites };
  const { now } = source;
  const { auditMs } = config.access;
  const access = createAccess({ ...config.access, store, createId: randomUUID, now, log });
  const adapters = places.map(({ adapter }) => access.keepToPlaces(adapter));
  const unasked = createUnasked({
    ...others,
    store,
    sites,
    adapters,
    settings: config.summaries,
    roles: access,
    auditMs,
    watch: watch.deliveries,
    now,
  });
  const defaults = createDefaultSites({ store, now, log });
  const parts = { tools: unasked.tools, assistant, permit: access.permit, defaults, watch };
  const bot = watch.bot(access.guard(unasked.listening(await createSourceBot(source, log, parts))));
  const routes: Route[] = [];
  let server: ListeningServer | undefined;
  let metricsPort: number | undefined;
  let outages: OutageWatch | undefined;
  const close = async (): Promise<void> => {
    watching.closing();
    // Not waited for yet: the server waits for open requests, and an adapter may hold some open until it is closed.
    const served = server?.close();
    // What is being sent needs its adapter until it is out.
    await Promise.all([unasked.close(), outages?.close()]);
    await Promise.all([served, ...adapters.map((adapter) => adapter.close())]);
    // What the source still has to keep needs the store.
    await Promise.all([source.close(), assistant?.close(), access.close(), watching.close()]);
    await store.close();
  };
  try {
    for (const { prefix, adapter } of places) {
      const listener = await adapter.connect(bot);
      if (listener) routes.push({ prefix, listener });
    }
    metricsPort = await watching.begin({ store, sites, adapters });
    if (routes.length > 0 || config.isPortSet) server = await listen([...routes, ...watching.routes], config);
  } catch (error) {
    await close();
    throw error;
  }
  unasked.start();
  if (config.summaries.outageNotices) outages = startOutageNotices({ store, sites, adapters, now, log });
  return { port: server?.port, metricsPort, close };
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
