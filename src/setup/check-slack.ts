import { WebClient } from '@slack/web-api';
import * as v from 'valibot';
import { listNames } from '../answers/quantities.ts';
import type { Log } from '../core/bot.ts';
import { messageOf } from '../core/errors.ts';
import { errorCode, webClientOptions } from '../platforms/slack/slack-api.ts';
import { createSlackLogger } from '../platforms/slack/slack-logger.ts';
import type { Checked } from './checks.ts';

export interface SlackCheckOptions {
  /** Slack's Web API; its own where left out. */
  readonly apiUrl: string | undefined;
  readonly log: Log;
}

// The library takes the scopes from the header x-oauth-scopes (docs.slack.dev, "Installing with OAuth").
const AuthTest = v.object({
  team: v.optional(v.string()),
  user: v.optional(v.string()),
  response_metadata: v.optional(v.object({ scopes: v.optional(v.array(v.string())) })),
});

/** Whether Slack takes a bot token, and whether it may do what the bot does. Never rejects. */
export async function checkBotToken(
  token: string,
  { scopes, ...options }: SlackCheckOptions & { readonly scopes: readonly string[] },
): Promise<Checked> {
  return tried('bot token', async () => {
    const answer = v.parse(AuthTest, await clientOf(token, options).auth.test());
    const found = `The bot is ${answer.user ?? 'known'} in the workspace ${answer.team ?? '(Slack does not tell which)'}.`;
    const has = answer.response_metadata?.scopes;
    if (has === undefined) return { found: `${found} Slack does not tell its scopes.` };
    const lacking = scopes.filter((scope) => !has.includes(scope));
    if (lacking.length === 0) return { found: `${found} It has every scope that it needs.` };
    const problem = `${found} It lacks ${listNames(lacking, lacking.length)}: add them under "OAuth & Permissions", Bot Token Scopes, press "Reinstall to Workspace", and take the token that is shown then.`;
    return { problem };
  });
}

/** Whether Slack takes an app-level token for Socket Mode. Never rejects. */
export async function checkAppToken(token: string, options: SlackCheckOptions): Promise<Checked> {
  return tried('app-level token', async () => {
    await clientOf(token, options).apps.connections.open({});
    return { found: 'Socket Mode works with this token.' };
  });
}

const clientOf = (token: string, { apiUrl, log }: SlackCheckOptions): WebClient =>
  new WebClient(token, webClientOptions(apiUrl, createSlackLogger(log)));

const MEANINGS: Readonly<Record<string, string>> = {
  invalid_auth: 'it knows no such token',
  not_authed: 'it knows no such token',
  token_revoked: 'it was revoked',
  token_expired: 'it is over',
  account_inactive: 'the app was removed from the workspace',
  not_allowed_token_type: 'it is of another kind: xoxb-… is the bot token, xapp-… the app-level token',
  missing_scope: 'it lacks the scope connections:write',
  no_permission: 'it lacks the scope connections:write',
  forbidden_team: 'Socket Mode is not for this workspace',
};

async function tried(what: string, check: () => Promise<Checked>): Promise<Checked> {
  try {
    return await check();
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) return { problem: `Slack does not answer: ${messageOf(error)}.` };
    return { problem: `Slack does not take this ${what}: ${MEANINGS[code] ?? 'it says so'} (${code}).` };
  }
}
