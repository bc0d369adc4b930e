import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Assistant } from './assistant.ts';
import { createCommands } from './commands/index.ts';
import type { AssistantSettings, Config } from './config.ts';
import { openConfiguredStore } from './configured-store.ts';
import { type Bot, createBot, type Log } from './core/bot.ts';
import type { PlatformAdapter } from './core/platform-adapter.ts';
import type { Chart, Image } from './core/reply.ts';
import { createLanguage } from './sentences.ts';
import { type ListeningServer, listen, type Route } from './server.ts';
import { SettingError } from './setting-error.ts';
import type { SlackSettings } from './slack-settings.ts';
import { createSource, type Source } from './source.ts';
import type { Store } from './storage/store.ts';
import type { SubscriptionTools } from './subscriptions/subscription-tools.ts';
import type { TeamsSettings } from './teams-settings.ts';
import { createUnasked } from './unasked.ts';

/** A running bot. */
export interface App {
  /** The HTTP port; undefined where every platform is reached by an outgoing connection. */
  readonly port: number | undefined;
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
  const { scout, floor, slack, teams } = config;
  const isAsked = scout !== undefined || floor !== undefined;
  if (slack === undefined && teams === undefined && !isAsked) {
    const [typo] = config.warnings;
    if (typo !== undefined) throw new SettingError(`${typo} Nothing else is set, so this would be the demo.`);
    return startDemo(config, log);
  }
  if (slack === undefined && teams === undefined) {
    throw new SettingError(
      'SLACK_BOT_TOKEN is missing: set it to the bot token of your Slack app, xoxb-…, or TEAMS_APP_ID for Microsoft Teams.',
    );
  }
  for (const warning of config.warnings) log.warn({ warning }, 'a variable looks like a setting');
  const store = await openConfiguredStore(config);
  const source = await createSource(config, log, store);
  const surroundings: Surroundings = {
    zone: config.zone,
    remember: (keys) => store.meet(keys, Date.now()),
    drawChart: chartDrawing(),
    log,
  };
  const places: Place[] = [];
  const homeCommand = scout === undefined ? 'orders' : 'robots';
  if (slack) places.push({ prefix: '/slack/', adapter: await slackAdapter({ ...slack, homeCommand }, surroundings) });
  if (teams) places.push({ prefix: '/teams/', adapter: await teamsAdapter(teams, surroundings) });
  const assistant = config.assistant && (await createConfiguredAssistant(config.assistant, log));
  const app = await open({ source, store, places, config, log, ...(assistant && { assistant }) });
  const doors = [
    slack?.mode.kind === 'socket' && 'in Slack, in Socket Mode',
    slack?.mode.kind === 'http' && `in Slack, on port ${app.port}, path /slack/events`,
    teams && `in Teams, on port ${app.port}, path /teams/messages`,
  ].filter((door) => typeof door === 'string');
  const sites = [source.fleet, source.plant?.floor].flatMap((each) =>
    each ? [`${each.site.url} (${each.site.name})`] : [],
  );
  return { ...app, greeting: doors.map((door) => `Scout bot: ${sites.join(' and ')} ${door}\n`).join('') };
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
    config: { ...config, host: '127.0.0.1', summaries: { ...config.summaries, maxLateMs: DEMO_MAX_LATE_MS } },
    log,
    // The clock of the simulation can be moved.
    lookEveryMs: 1_000,
    lateBecause: 'the clock was moved',
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
}

/** The bot over a source of facts. */
export async function createSourceBot(source: Source, log: Log, parts: BotParts = {}): Promise<Bot> {
  const { tools, assistant } = parts;
  const commands = createCommands(source, { version: await readVersion(), startedAt: source.now() }, tools);
  const language = createLanguage(source, commands, assistant);
  return createBot({ commands, language, now: source.now, createReference: () => randomBytes(4).toString('hex'), log });
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
  readonly log: Log;
}

async function slackAdapter(
  settings: SlackSettings & { readonly homeCommand: string },
  surroundings: Surroundings,
): Promise<PlatformAdapter> {
  // Bolt is the largest part of the program: loaded only where Slack is configured.
  const { createSlackAdapter } = await import('./platforms/slack/adapter.ts');
  return createSlackAdapter({
    ...settings,
    ...surroundings,
    now: Date.now,
    random: Math.random,
  });
}

async function teamsAdapter(settings: TeamsSettings, surroundings: Surroundings): Promise<PlatformAdapter> {
  if (settings.credentials.kind === 'anonymous')
    surroundings.log.warn({}, 'TEAMS_ANONYMOUS: everything on this machine may ask the bot');
  // The SDK takes half a second to load: only where Teams is configured.
  const { createTeamsAdapter } = await import('./platforms/teams/adapter.ts');
  const chance = { pictureKey: randomBytes(32), random: Math.random };
  return createTeamsAdapter({ ...settings, ...surroundings, ...chance, greetingCommand: 'help', now: Date.now });
}

async function createConfiguredAssistant(settings: AssistantSettings, log: Log): Promise<Assistant> {
  // Loaded only where it is configured.
  const { createAssistant } = await import('./assistant.ts');
  return createAssistant({ ...settings, now: Date.now, log });
}

interface Parts {
  readonly source: Source;
  readonly store: Store;
  readonly places: readonly Place[];
  readonly config: Config;
  readonly log: Log;
  readonly assistant?: Assistant;
  readonly lookEveryMs?: number;
  readonly lateBecause?: string;
}

async function open({ source, store, places, config, assistant, ...others }: Parts): Promise<Omit<App, 'greeting'>> {
  const { now } = source;
  const adapters = places.map(({ adapter }) => adapter);
  const unasked = createUnasked({ ...others, store, scouts: source, adapters, settings: config.summaries, now });
  const bot = unasked.listening(await createSourceBot(source, others.log, { tools: unasked.tools, assistant }));
  const routes: Route[] = [];
  let server: ListeningServer | undefined;
  const close = async (): Promise<void> => {
    // Not waited for yet: the server waits for open requests, and an adapter may hold some open until it is closed.
    const served = server?.close();
    // What is being sent needs its adapter until it is out.
    await unasked.close();
    await Promise.all([served, ...adapters.map((adapter) => adapter.close())]);
    // What the source still has to keep needs the store.
    await Promise.all([source.close(), assistant?.close()]);
    await store.close();
  };
  try {
    for (const { prefix, adapter } of places) {
      const listener = await adapter.connect(bot);
      if (listener) routes.push({ prefix, listener });
    }
    if (routes.length > 0) server = await listen(routes, config);
  } catch (error) {
    await close();
    throw error;
  }
  unasked.start();
  return { port: server?.port, close };
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
