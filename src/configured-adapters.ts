import { randomBytes } from 'node:crypto';
import type { Access } from './access/access.ts';
import type { Log } from './core/bot.ts';
import type { PlatformAdapter } from './core/platform-adapter.ts';
import type { Chart, Image } from './core/reply.ts';
import type { PlatformWatch } from './core/watch.ts';
import { within } from './core/within.ts';
import type { InstallSource } from './platforms/slack/several-workspaces.ts';
import type { Config } from './settings/config.ts';
import type { SlackSettings } from './settings/slack-settings.ts';
import type { TeamsSettings } from './settings/teams-settings.ts';
import type { Store } from './storage/store.ts';
import type { Watch } from './watching/watch.ts';

/** A question waits no longer for a store that is away; then it counts as new. */
const REMEMBERING_MS = 2_000;

function notInTime(): never {
  throw new Error('the store did not say in time whether an event was met before');
}

/** A platform, and the beginning of the paths of its requests. */
export interface Place {
  readonly prefix: string;
  readonly adapter: PlatformAdapter;
}

interface Options {
  readonly config: Config;
  readonly store: Store;
  readonly access: Access;
  readonly watch: Watch;
  readonly log: Log;
}

/** The platforms that are configured. */
export async function configuredAdapters({ config, store, access, watch, log }: Options): Promise<readonly Place[]> {
  const { slack, teams, sites } = config;
  const { contact } = config.access;
  const surroundings = {
    zone: config.zone,
    remember: (keys: readonly string[]) => within(REMEMBERING_MS, store.meet(keys, Date.now()), notInTime),
    drawChart: chartDrawing(),
    log,
  };
  const places: Place[] = [];
  if (slack) {
    const homeCommand = sites.some(({ scout }) => scout !== undefined) ? 'robots' : 'orders';
    const inSlack = { ...surroundings, homeCommand, watch: watch.platform('slack') };
    const allowed = config.access.places.workspaces;
    const installs = { installations: store, allowed, contact, noteInstall: installNotes(access) };
    places.push({ prefix: '/slack/', adapter: await slackAdapter(slack, inSlack, installs) });
  }
  if (teams) {
    const inTeams = { ...surroundings, turnAway: access.turnAway, watch: watch.platform('teams') };
    places.push({ prefix: '/teams/', adapter: await teamsAdapter(teams, inTeams) });
  }
  return places;
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
  installs: Omit<InstallSource, 'install' | 'remember'>,
): Promise<PlatformAdapter> {
  // Bolt is the largest part of the program: loaded only where Slack is configured.
  const { createSlackAdapter } = await import('./platforms/slack/adapter.ts');
  const common = { ...surroundings, now: Date.now, random: Math.random };
  if (settings.install === undefined) return createSlackAdapter({ ...common, ...settings });
  return createSlackAdapter({ ...common, ...settings, ...installs });
}

/** Writes installs of the bot in Slack to the audit log: they have no channel, and Slack tells no more of people than an id. */
function installNotes({ note }: Pick<Access, 'note'>): InstallSource['noteInstall'] {
  return ({ team, user, ...event }) => {
    const sender = user === undefined ? SLACK : { id: user, name: async () => user };
    note({ ...event, message: { id: '', sender, conversation: { platform: 'slack', team, channel: '' } } });
  };
}

/** Who did what Slack tells without saying who it was. */
const SLACK = { id: 'slack', name: async () => 'Slack' };

async function teamsAdapter(
  settings: TeamsSettings,
  surroundings: Surroundings & Pick<Access, 'turnAway'>,
): Promise<PlatformAdapter> {
  if (settings.credentials.kind === 'anonymous')
    surroundings.log.warn({}, 'TEAMS_ANONYMOUS: everything on this machine may ask the bot');
  // The SDK takes half a second to load: only where Teams is configured.
  const { createTeamsAdapter } = await import('./platforms/teams/adapter.ts');
  const chance = { pictureKey: randomBytes(32), random: Math.random };
  return createTeamsAdapter({ ...settings, ...surroundings, ...chance, greetingCommand: 'help', now: Date.now });
}

/** Draws charts as pictures; what does it is loaded with the first. */
export function chartDrawing(): (chart: Chart) => Promise<Image> {
  let draw: Promise<(chart: Chart) => Promise<Image>> | undefined;
  return async (chart) => {
    draw ??= import('./charts/chart-picture.ts').then(({ createChartPictures }) => createChartPictures().draw);
    return (await draw)(chart);
  };
}
