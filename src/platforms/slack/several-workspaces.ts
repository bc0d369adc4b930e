import { createInstallDoor, type InstallOptions } from './install-door.ts';
import { createInstallations, type InstallationStore, type InstallationsOptions } from './installations.ts';
import { createInstalledWorkspaces } from './installed-workspaces.ts';
import { createSlackApi } from './slack-api.ts';
import { addUninstallListeners } from './uninstalls.ts';
import { createWorkspace } from './workspace.ts';
import type { Workspaces, WorkspacesOptions } from './workspaces.ts';

/** Where installs come from, and where they are kept. */
export interface InstallSource extends Pick<InstallationsOptions, 'contact' | 'noteInstall'> {
  readonly install: InstallOptions;
  readonly installations: InstallationStore;
  /** Workspaces that may install the bot, by their ids; all where left out. Organisations may always. */
  readonly allowed?: readonly string[] | undefined;
  /** Whether any of these keys was met before, by any process; all of them are from now on. */
  readonly remember: (keys: readonly string[]) => Promise<boolean>;
}

/** Builds the workspaces that install the bot: they come and go while it runs. */
export function createSeveralWorkspaces(source: InstallSource, options: WorkspacesOptions): Workspaces {
  const { install, remember, allowed, contact, noteInstall } = source;
  const installations = createInstallations(source.installations, { allowed, contact, noteInstall, now: options.now });
  const { of, installed, uninstalled } = createInstalledWorkspaces({
    ...options,
    installations,
    createWorkspace({ installed: { token, botUser }, teamId, renew }) {
      const api = createSlackApi({ ...options, token, teamId, renew });
      return createWorkspace({ api, botUser: () => botUser }, options);
    },
  });
  return {
    of,
    start: (app) => addUninstallListeners(app, { uninstalled, keep: options.keep }),
    pages: createInstallDoor({
      ...options,
      install,
      remember,
      save: async (installation) => installed(await installations.save(installation)),
    }),
  };
}
