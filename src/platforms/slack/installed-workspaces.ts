import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { EpochMs } from '../../core/reply.ts';
import { within } from '../../core/within.ts';
import type { Installations, Installed } from './installations.ts';
import { once } from './once.ts';
import type { Origin } from './origin.ts';
import type { Wait } from './pace.ts';
import type { TokenRenewal } from './slack-api.ts';
import type { Workspace } from './workspace.ts';
import type { Workspaces } from './workspaces.ts';

/** What a workspace is built of. */
export interface WorkspaceAccess {
  readonly installed: Installed;
  /** The workspace, where the installation is that of an organisation. */
  readonly teamId: string | undefined;
  readonly renew: TokenRenewal;
}

export interface InstalledWorkspacesOptions {
  readonly installations: Installations;
  readonly createWorkspace: (access: WorkspaceAccess) => Workspace;
  /** Keeps work that nobody waits for. */
  readonly keep: (work: Promise<void>) => void;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  readonly log: Log;
}

/** The workspaces that have installed the bot. */
export interface InstalledWorkspaces extends Pick<Workspaces, 'of'> {
  /** Goes over to an installation that was made just now. */
  installed(installed: Installed): void;
  /** Deletes the installation of a workspace or organisation, unless it was made after that moment. */
  uninstalled(id: string, at: EpochMs): Promise<void>;
}

interface Known {
  /** The workspace's or organisation's id under which the installation is kept. */
  readonly id: string;
  readonly workspace: Workspace;
}

/** A store that takes longer is taken for one that does not answer. */
const LOOKING_MS = 5_000;
/** So long a workspace is left in peace whose token may be good again: `invalid_auth` is also what Slack says to an address that it does not let in. */
const REST_MS = 600_000;
/** By which Slack says that a token is gone for good. */
const GONE: ReadonlySet<string> = new Set(['account_inactive', 'token_revoked']);

/** Builds the workspaces over the installations. Each is looked up once and then known, until its installation ends or another takes its place. */
export function createInstalledWorkspaces(options: InstalledWorkspacesOptions): InstalledWorkspaces {
  const { installations, createWorkspace, keep, now, wait, log } = options;
  /** By workspace. */
  const known = new Map<string, Known>();
  const looking = new Map<string, Promise<Workspace | undefined>>();
  const renewing = new Map<string, Promise<string | undefined>>();
  /** Installations whose token is not tried for a while. */
  const resting = new Map<string, { readonly token: string; readonly until: EpochMs }>();

  const inTime = <T>(work: Promise<T>): Promise<T> => within(LOOKING_MS, work, tooLate, wait);

  function drop(id: string): void {
    known.delete(id);
    for (const [team, { id: by }] of known) if (by === id) known.delete(team);
  }

  async function lookUp(origin: Origin): Promise<Workspace | undefined> {
    const { team } = origin;
    const installed = await inTime(installations.find(origin));
    if (installed === undefined) return undefined;
    const { id, token } = installed;
    const rest = resting.get(id);
    if (rest?.token === token && rest.until > now()) throw new Error('Slack refuses the token of this workspace');
    const isMember = id !== team;
    const workspace = createWorkspace({
      installed,
      teamId: isMember ? team : undefined,
      renew: (refused, code) => once(renewing, `${id} ${refused}`, () => renew(id, refused, code)),
    });
    known.set(team, { id, workspace });
    if (isMember) keep(noteMember(team, id));
    return workspace;
  }

  /** What is said later in a workspace names the workspace alone. */
  async function noteMember(team: string, organisation: string): Promise<void> {
    try {
      await installations.saveMember(team, organisation);
    } catch (error) {
      known.delete(team);
      log.error(
        { team, organisation, error: messageOf(error) },
        'could not note to which organisation a workspace belongs',
      );
    }
  }

  async function renew(id: string, refused: string, code: string): Promise<string | undefined> {
    drop(id);
    try {
      const kept = await inTime(installations.get(id));
      // The app was installed again meanwhile, by way of another process.
      if (kept !== undefined && kept.token !== refused) return kept.token;
      if (GONE.has(code)) await inTime(installations.delete(id));
    } catch (error) {
      log.error({ team: id, error: messageOf(error) }, 'could not look for another token of a workspace');
    }
    resting.set(id, { token: refused, until: now() + REST_MS });
    log.error({ team: id, code }, 'Slack takes the token of a workspace no more: nothing is tried there');
    return undefined;
  }

  return {
    async of(origin) {
      const { team, enterprise, isOrgWide } = origin;
      const found = known.get(team);
      if (found !== undefined && (!isOrgWide || found.id === enterprise)) return found.workspace;
      return once(looking, JSON.stringify([team, enterprise, isOrgWide]), () => lookUp(origin));
    },
    installed({ id, name }) {
      drop(id);
      resting.delete(id);
      log.info({ team: id, name }, 'installed in Slack');
    },
    async uninstalled(id, at) {
      // What cannot be read is deleted too.
      const kept = await installations.get(id).catch(() => undefined);
      if (kept !== undefined && kept.installedAt > at)
        return log.info({ team: id }, 'left an installation that is newer than the notice of its end');
      await installations.delete(id);
      drop(id);
      log.info({ team: id }, 'uninstalled from Slack: its installation is deleted');
    },
  };
}

function tooLate(): never {
  throw new Error('the store does not answer');
}
