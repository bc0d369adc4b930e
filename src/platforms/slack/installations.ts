import type { Installation } from '@slack/oauth';
import * as v from 'valibot';
import { createRecentlySeen } from '../../core/recently-seen.ts';
import type { EpochMs } from '../../core/reply.ts';
import { once } from './once.ts';
import type { Origin } from './origin.ts';

/** Where installations are kept, their secrets sealed: the part of the bot's store that is needed here. */
export interface InstallationStore {
  saveInstallation(installation: {
    readonly platform: string;
    readonly team: string;
    readonly secret: string;
  }): Promise<void>;
  installation(platform: string, team: string): Promise<{ readonly secret: string } | undefined>;
  deleteInstallation(platform: string, team: string): Promise<void>;
}

const Own = v.object({
  kind: v.literal('installation'),
  token: v.string(),
  botUser: v.string(),
  name: v.string(),
  scopes: v.array(v.string()),
  installer: v.string(),
  installedAt: v.number(),
});
/** What is kept of a workspace that an organisation's installation serves, so that it is found by the workspace alone. */
const Member = v.object({ kind: v.literal('member'), organisation: v.string() });
const Kept = v.pipe(v.string(), v.parseJson(), v.variant('kind', [Own, Member]));

/** One installation of the bot, in a workspace or in all of an organisation. */
export interface Installed extends v.InferOutput<typeof Own> {
  /** The workspace's or organisation's id. */
  readonly id: string;
}

/** Why an installation that Slack has made is of no use to the bot, in words for whoever made it. */
export class UnfitInstallation extends Error {
  override readonly name = 'UnfitInstallation';
}

/** What became of the bot in a workspace or organisation, for the audit log. */
export interface InstallEvent {
  readonly kind: 'change' | 'refusal';
  readonly command: 'install' | 'uninstall';
  readonly team: string;
  /** The id of who did it; nothing where Slack does not tell. */
  readonly user: string | undefined;
  readonly reason?: string;
}

/** The installations of the bot. All methods reject where the store does. */
export interface Installations {
  /** Keeps one, in the place of the one before. Throws UnfitInstallation. */
  save(installation: Installation): Promise<Installed>;
  /** The one that serves a workspace: its own, or that of its organisation. */
  find(origin: Origin): Promise<Installed | undefined>;
  /** The one of this workspace or organisation. */
  get(id: string): Promise<Installed | undefined>;
  /** Deletes what is kept of a workspace or organisation. */
  delete(id: string): Promise<void>;
  /** Notes that an organisation's installation serves a workspace; one of the workspace's own stays. */
  saveMember(team: string, organisation: string): Promise<void>;
}

export interface InstallationsOptions {
  /** Workspaces that may install the bot, by their ids; all where left out. Organisations may always. */
  readonly allowed: readonly string[] | undefined;
  /** Whom people ask who may not install it, in words. */
  readonly contact: string;
  /** Hears of each install and its end, and once a minute for each workspace that one was refused. */
  readonly noteInstall: (event: InstallEvent) => void;
  readonly now: () => EpochMs;
}

const PLATFORM = 'slack';
const REFUSED_FOR_MS = 60_000;
const MOST_REFUSED = 1_000;

/** Builds the installations over a store. */
export function createInstallations(store: InstallationStore, options: InstallationsOptions): Installations {
  const { allowed, contact, noteInstall, now } = options;
  const refused = createRecentlySeen({ now, keepMs: REFUSED_FOR_MS, most: MOST_REFUSED });
  const ending = new Map<string, Promise<void>>();

  async function read(id: string): Promise<v.InferOutput<typeof Kept> | undefined> {
    const stored = await store.installation(PLATFORM, id);
    return stored && v.parse(Kept, stored.secret);
  }

  async function write(id: string, kept: v.InferOutput<typeof Kept>): Promise<void> {
    await store.saveInstallation({ platform: PLATFORM, team: id, secret: JSON.stringify(kept) });
  }

  async function get(id: string): Promise<Installed | undefined> {
    const kept = await read(id);
    return kept?.kind === 'installation' ? { id, ...kept } : undefined;
  }

  async function find({ team, enterprise, isOrgWide }: Origin): Promise<Installed | undefined> {
    const ids = isOrgWide ? [enterprise, team] : [team, enterprise];
    for (const id of new Set(ids)) {
      if (id === undefined || id === '') continue;
      const kept = await read(id);
      if (kept?.kind === 'installation') return { id, ...kept };
      const found = kept && (await get(kept.organisation));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function refuse({ team, user }: Installation): never {
    const id = team?.id ?? '';
    if (!refused.meet(id)) {
      noteInstall({ kind: 'refusal', command: 'install', team: id, user: user.id, reason: 'workspace not allowed' });
    }
    throw new UnfitInstallation(
      `This bot is not for the workspace ${id}. Remove the app there again. To change that, ask ${contact}.`,
    );
  }

  async function end(id: string): Promise<void> {
    const isThere = await store.installation(PLATFORM, id).then(
      (stored) => stored !== undefined,
      // What cannot be read is there.
      () => true,
    );
    await store.deleteInstallation(PLATFORM, id);
    if (isThere) noteInstall({ kind: 'change', command: 'uninstall', team: id, user: undefined });
  }

  return {
    async save(installation) {
      if (!isAllowed(installation, allowed)) refuse(installation);
      const installed = readInstallation(installation, now());
      const { id, ...kept } = installed;
      await write(id, kept);
      noteInstall({ kind: 'change', command: 'install', team: id, user: installed.installer });
      return installed;
    },
    find,
    get,
    // Slack tells of one end by two events at once.
    delete: (id) => once(ending, id, () => end(id)),
    async saveMember(team, organisation) {
      if ((await get(team)) === undefined) await write(team, { kind: 'member', organisation });
    },
  };
}

/** An organisation installs for workspaces that are not known here: whether those may ask is seen when they do. */
function isAllowed({ team, isEnterpriseInstall }: Installation, allowed: InstallationsOptions['allowed']): boolean {
  if (allowed === undefined || isEnterpriseInstall) return true;
  return team !== undefined && allowed.includes(team.id);
}

/** What the bot keeps of what Slack tells after an install: no token but the bot's own. */
function readInstallation({ team, enterprise, bot, user, isEnterpriseInstall }: Installation, now: EpochMs): Installed {
  const place = isEnterpriseInstall ? enterprise : team;
  if (place === undefined || bot === undefined)
    throw new UnfitInstallation('Slack gave no token for a bot: create the app from the manifest of this bot.');
  if (bot.refreshToken !== undefined)
    throw new UnfitInstallation(
      'The app has token rotation switched on, which this bot does not do: create the app anew from the manifest.',
    );
  return {
    id: place.id,
    kind: 'installation',
    token: bot.token,
    botUser: bot.userId,
    name: place.name ?? place.id,
    scopes: bot.scopes,
    installer: user.id,
    installedAt: now,
  };
}
