import { hkdfSync } from 'node:crypto';
import { readAll, SettingError, throwAny } from './setting-error.ts';
import { missing, required, type SettingValues } from './setting-values.ts';

/** The Slack app in one workspace, and how its events come. */
interface OneWorkspace {
  readonly botToken: string;
  readonly mode:
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'socket'; readonly appToken: string };
  readonly install?: never;
}

/** The Slack app in all workspaces that install it. */
interface SeveralWorkspaces {
  readonly botToken?: never;
  readonly mode: { readonly kind: 'http'; readonly signingSecret: string };
  readonly install: {
    readonly clientId: string;
    readonly clientSecret: string;
    /** Signs what goes to Slack and back with an install. */
    readonly stateSecret: string;
    readonly publicUrl: string;
    /** Scopes to ask for beside those that the bot needs. */
    readonly moreScopes: readonly string[];
  };
}

/** The Slack app. */
export type SlackSettings = (OneWorkspace | SeveralWorkspaces) & {
  /** Slack's Web API; its own where left out. */
  readonly apiUrl?: string;
};

/** Undefined where none of its settings is set. Throws SettingError. */
export function slackSettings(values: SettingValues): SlackSettings | undefined {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: apiUrl,
  } = values;
  const api = apiUrl === undefined ? {} : { apiUrl };
  if (values.SLACK_CLIENT_ID !== undefined || values.SLACK_CLIENT_SECRET !== undefined)
    return { ...severalWorkspaces(values), ...api };
  if (botToken === undefined && signingSecret === undefined && appToken === undefined) return undefined;
  if (botToken === undefined) throw missing('SLACK_BOT_TOKEN', 'the bot token of your Slack app, xoxb-…');
  if (signingSecret === undefined && appToken === undefined) {
    throw missing('SLACK_SIGNING_SECRET', 'the signing secret of your Slack app, or SLACK_APP_TOKEN for Socket Mode');
  }
  const socket = appToken === undefined ? undefined : ({ kind: 'socket', appToken } as const);
  return { botToken, mode: socket ?? { kind: 'http', signingSecret: signingSecret ?? '' }, ...api };
}

function severalWorkspaces(values: SettingValues): SeveralWorkspaces {
  const { clientId, clientSecret, signingSecret, key, publicUrl } = readAll({
    clientId: () => required(values, 'SLACK_CLIENT_ID', 'the client id that belongs to SLACK_CLIENT_SECRET'),
    alone: () => throwAny(besideInstalls(values)),
    clientSecret: () => required(values, 'SLACK_CLIENT_SECRET', 'the client secret of your Slack app'),
    signingSecret: () => required(values, 'SLACK_SIGNING_SECRET', 'the signing secret of your Slack app'),
    key: () =>
      required(values, 'SECRET_KEY', '32 random bytes in base64: with it the tokens of the workspaces are encrypted'),
    publicUrl: () =>
      required(
        values,
        'PUBLIC_URL',
        'the address by which browsers reach the bot, for example https://scout-bot.example.com',
      ),
  });
  // All processes have the same key, so one can finish an install that another began.
  const stateSecret = Buffer.from(hkdfSync('sha256', key, '', 'state of a Slack install', 32)).toString('base64url');
  const moreScopes = values.SLACK_MORE_SCOPES ?? [];
  const install = { clientId, clientSecret, stateSecret, publicUrl, moreScopes };
  return { mode: { kind: 'http', signingSecret }, install };
}

/** What has no place beside a client id. */
function besideInstalls(values: SettingValues): readonly SettingError[] {
  return [
    ...(values.SLACK_BOT_TOKEN === undefined
      ? []
      : [
          new SettingError(
            'SLACK_CLIENT_ID is set beside SLACK_BOT_TOKEN: keep the client id where several workspaces install the app, the token where there is one.',
          ),
        ]),
    ...(values.SLACK_APP_TOKEN === undefined
      ? []
      : [
          new SettingError(
            'SLACK_CLIENT_ID is set beside SLACK_APP_TOKEN: an app that several workspaces install cannot use Socket Mode, remove SLACK_APP_TOKEN.',
          ),
        ]),
  ];
}
