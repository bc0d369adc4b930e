import { createIdentity } from './identity.ts';
import { createSlackApi } from './slack-api.ts';
import { createWorkspace } from './workspace.ts';
import type { Workspaces, WorkspacesOptions } from './workspaces.ts';

/** Builds the one workspace that a bot token is for: everything that comes is taken for it. */
export function createOneWorkspace(token: string, options: WorkspacesOptions): Workspaces {
  const api = createSlackApi({ ...options, token });
  const identity = createIdentity({ ...options, api });
  const workspace = createWorkspace({ api, botUser: identity.user }, options);
  return {
    of: async () => workspace,
    isRefused: identity.isRefused,
    start: (_, signal) => options.keep(identity.learn(signal)),
  };
}
