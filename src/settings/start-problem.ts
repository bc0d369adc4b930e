import { StoreAway, StoreError } from '../storage/store-error.ts';
import type { Config } from './config.ts';
import { SettingError } from './setting-error.ts';

/** Why the bot cannot start with settings that are right, each by itself. */
export function notEnough({ sites, slack, teams, warnings }: Config): SettingError | undefined {
  if (slack !== undefined || teams !== undefined) return undefined;
  const [typo] = warnings;
  if (sites.length > 0)
    return new SettingError(
      'SLACK_BOT_TOKEN is missing: set it to the bot token of your Slack app, xoxb-…, or TEAMS_APP_ID for Microsoft Teams.',
    );
  return typo === undefined ? undefined : new SettingError(`${typo} Nothing else is set, so this would be the demo.`);
}

/** What is wrong with the settings in one line, where that is why the program cannot start; undefined for any other error. */
export function startProblem(error: unknown): string | undefined {
  if (error instanceof SettingError) {
    const others = error.all.length - 1;
    return others === 0 ? error.message : `${error.message} (${others} more: npm run --silent check-config)`;
  }
  if (error instanceof StoreError || error instanceof StoreAway) return error.message;
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown };
  if (code === 'EADDRINUSE') return `Port ${port} is taken: set PORT to another one.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user: set PORT to another one.`;
  return undefined;
}
