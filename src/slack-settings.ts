import { missing, type SettingValues } from './setting-values.ts';

/** The Slack app, and how its events come. */
export interface SlackSettings {
  readonly botToken: string;
  readonly mode:
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'socket'; readonly appToken: string };
  readonly apiUrl?: string;
}

/** Undefined where none of its settings is set. Throws SettingError. */
export function slackSettings(values: SettingValues): SlackSettings | undefined {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: apiUrl,
  } = values;
  if (botToken === undefined && signingSecret === undefined && appToken === undefined) return undefined;
  if (botToken === undefined) throw missing('SLACK_BOT_TOKEN', 'the bot token of your Slack app, xoxb-…');
  if (signingSecret === undefined && appToken === undefined) {
    throw missing('SLACK_SIGNING_SECRET', 'the signing secret of your Slack app, or SLACK_APP_TOKEN for Socket Mode');
  }
  const socket = appToken === undefined ? undefined : ({ kind: 'socket', appToken } as const);
  return {
    botToken,
    mode: socket ?? { kind: 'http', signingSecret: signingSecret ?? '' },
    ...(apiUrl !== undefined && { apiUrl }),
  };
}
