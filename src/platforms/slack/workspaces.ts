import type { RequestListener } from 'node:http';
import type { Logger } from '@slack/web-api';
import type { Origin } from './origin.ts';
import type { SlackApp } from './slack-app.ts';
import type { Workspace, WorkspaceOptions } from './workspace.ts';

/** The workspaces in which the bot lives. */
export interface Workspaces {
  /** The one that something came from or goes to; undefined where the bot is not installed there. Rejects where nobody can tell at this moment. */
  of(origin: Origin): Promise<Workspace | undefined>;
  /** Begins to listen, and what goes on until the signal is aborted. */
  start(app: SlackApp, signal: AbortSignal): void;
  /** Whether Slack does not accept the one token there is; left out where there are several. */
  isRefused?(): boolean;
  /** What answers browsers, by path. */
  readonly pages?: ReadonlyMap<string, RequestListener>;
}

/** What workspaces are built with. */
export interface WorkspacesOptions extends WorkspaceOptions {
  /** Slack's Web API; its own where left out. */
  readonly apiUrl: string | undefined;
  /** Keeps work that nobody waits for, so that closing can. */
  readonly keep: (work: Promise<void>) => void;
  readonly logger: Logger;
}
