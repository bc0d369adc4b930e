import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createCommands } from './commands/index.ts';
import { type Config, SettingError, type SlackSettings, type TeamsSettings } from './config.ts';
import { type Bot, createBot, type Log } from './core/bot.ts';
import type { PlatformAdapter } from './core/platform-adapter.ts';
import { createUnderstanding } from './language/understand.ts';
import { type ListeningServer, listen, type Route } from './server.ts';
import { createSource, type Source } from './source.ts';

/** A running bot. */
export interface App {
  /** The HTTP port; undefined where every platform is reached by an outgoing connection. */
  readonly port: number | undefined;
  /** What to tell whoever started it. */
  readonly greeting: string;
  close(): Promise<void>;
}

/** Three things to try in the demo. */
const SUGGESTIONS = ['/scout robots', 'how did the last mission go?', '/scout summary'];

/** A platform, and the beginning of the paths of its requests. */
interface Place {
  readonly prefix: string;
  readonly adapter: PlatformAdapter;
}

/** Starts what the settings ask for: the bot in Slack, in Teams or in both over a Scout, or without settings the demo. Throws SettingError where something is missing. */
export async function start(config: Config, log: Log): Promise<App> {
  const { scout, slack, teams } = config;
  if (slack === undefined && teams === undefined && scout === undefined) {
    const [typo] = config.warnings;
    if (typo !== undefined) throw new SettingError(`${typo} Nothing else is set, so this would be the demo.`);
    return startDemo(config, log);
  }
  if (scout === undefined || (slack === undefined && teams === undefined)) {
    throw new SettingError(
      'SLACK_BOT_TOKEN is missing: set it to the bot token of your Slack app, xoxb-…, or TEAMS_APP_ID for Microsoft Teams.',
    );
  }
  for (const warning of config.warnings) log.warn({ warning }, 'a variable looks like a setting');
  const source = createSource(scout, log);
  const places: Place[] = [];
  if (slack) places.push({ prefix: '/slack/', adapter: await slackAdapter(slack, config.zone, log) });
  if (teams) places.push({ prefix: '/teams/', adapter: await teamsAdapter(teams, config.zone, log) });
  const app = await open(source, places, config, log);
  const doors = [
    slack?.mode.kind === 'socket' && 'in Slack, in Socket Mode',
    slack?.mode.kind === 'http' && `in Slack, on port ${app.port}, path /slack/events`,
    teams && `in Teams, on port ${app.port}, path /teams/messages`,
  ].filter((door) => typeof door === 'string');
  const { url, name } = source.fleet.site;
  return { ...app, greeting: doors.map((door) => `Scout bot: ${url} (${name}) ${door}\n`).join('') };
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
    now,
    log,
  });
  const app = await open(source, [{ prefix: '/', adapter: preview }], { ...config, host: '127.0.0.1' }, log);
  const lines = [
    'Demo: no SLACK_…, TEAMS_… or SCOUT_… settings, so this is a simulated Scout and a local preview.',
    '',
    `  http://localhost:${app.port}`,
    '',
    'Three things to try there:',
    ...SUGGESTIONS.map((line) => `  ${line}`),
  ];
  return { ...app, greeting: `${lines.join('\n')}\n` };
}

/** The bot over a source of facts. */
export async function createFleetBot({ fleet, now }: Source, log: Log): Promise<Bot> {
  const commands = createCommands(fleet, { version: await readVersion(), startedAt: now() });
  const understand = createUnderstanding(commands);
  return createBot({ commands, understand, now, createReference: () => randomBytes(4).toString('hex'), log });
}

async function slackAdapter(settings: SlackSettings, zone: string, log: Log): Promise<PlatformAdapter> {
  // Bolt is the largest part of the program: loaded only where Slack is configured.
  const { createSlackAdapter } = await import('./platforms/slack/adapter.ts');
  return createSlackAdapter({ ...settings, zone, homeCommand: 'robots', now: Date.now, random: Math.random, log });
}

async function teamsAdapter(settings: TeamsSettings, zone: string, log: Log): Promise<PlatformAdapter> {
  if (settings.credentials.kind === 'anonymous')
    log.warn({}, 'TEAMS_ANONYMOUS: everything on this machine may ask the bot');
  // The SDK takes half a second to load: only where Teams is configured.
  const { createTeamsAdapter } = await import('./platforms/teams/adapter.ts');
  const chance = { pictureKey: randomBytes(32), random: Math.random };
  return createTeamsAdapter({ ...settings, ...chance, zone, greetingCommand: 'help', now: Date.now, log });
}

async function open(
  source: Source,
  places: readonly Place[],
  address: { readonly port: number; readonly host: string },
  log: Log,
): Promise<Omit<App, 'greeting'>> {
  const bot = await createFleetBot(source, log);
  const routes: Route[] = [];
  let server: ListeningServer | undefined;
  const close = async (): Promise<void> => {
    // Together: the server waits for open requests, and an adapter may hold some open until it is closed.
    await Promise.all([server?.close(), ...places.map(({ adapter }) => adapter.close())]);
    await source.close();
  };
  try {
    for (const { prefix, adapter } of places) {
      const listener = await adapter.connect(bot);
      if (listener) routes.push({ prefix, listener });
    }
    if (routes.length > 0) server = await listen(routes, address);
  } catch (error) {
    await close();
    throw error;
  }
  return { port: server?.port, close };
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
