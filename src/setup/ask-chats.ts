import { askSettings, askUntilRight, type Setup } from './ask-setting.ts';
import type { Changes } from './env-file.ts';

/** Asks how the bot gets into Slack, and shows its tokens there. */
export async function askSlack(setup: Setup): Promise<Changes> {
  const { prompts, checks, known } = setup;
  const { SLACK_API_URL: apiUrl, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = known;
  if (known['SLACK_CLIENT_ID']) {
    prompts.good('Several workspaces install the app, as SLACK_CLIENT_ID says; that is left as it is.');
    return {};
  }
  prompts.say('Slack', [
    'Make the app from a manifest first, and install it in your workspace: docs/slack.md, steps 1 and 2.',
    'For several workspaces, docs/slack.md says what to set instead.',
  ]);
  const mode = await prompts.choose(
    'How do messages come from Slack?',
    [
      { value: 'socket', label: 'Socket Mode', hint: 'manifests/slack-socket.yaml; nothing has to reach the bot' },
      { value: 'http', label: 'HTTP', hint: 'manifests/slack.yaml; Slack has to reach the bot' },
    ],
    signingSecret !== undefined && appToken === undefined ? 'http' : 'socket',
  );
  const bot = await askUntilRight(
    setup,
    'Asking Slack about the token',
    (asking) =>
      askSettings(asking, [
        { name: 'SLACK_BOT_TOKEN', question: 'What is the Bot User OAuth Token, xoxb-…? (Install App)' },
      ]),
    ({ SLACK_BOT_TOKEN: token = '' }) => checks.botToken(token, apiUrl),
  );
  if (mode === 'http') return { ...bot, ...(await askSigningSecret(setup)), SLACK_APP_TOKEN: undefined };
  const app = await askUntilRight(
    setup,
    'Asking Slack for a connection',
    (asking) =>
      askSettings(asking, [
        {
          name: 'SLACK_APP_TOKEN',
          question:
            'What is the app-level token, xapp-…? (Basic Information, App-Level Tokens, scope connections:write)',
        },
      ]),
    ({ SLACK_APP_TOKEN: token = '' }) => checks.appToken(token, apiUrl),
  );
  return { ...bot, ...app };
}

/** Slack has no call that tells whether it is right, so only its form is looked at. */
async function askSigningSecret(setup: Setup): Promise<Changes> {
  return askUntilRight(
    setup,
    'Looking at it',
    (asking) =>
      askSettings(asking, [
        { name: 'SLACK_SIGNING_SECRET', question: 'What is the Signing Secret? (Basic Information, App Credentials)' },
      ]),
    async ({ SLACK_SIGNING_SECRET: secret = '' }) =>
      /^[0-9a-f]{32}$/.test(secret)
        ? { found: "It looks like a signing secret. Whether it is your app's shows with the first message." }
        : { problem: 'Signing secrets have 32 characters, 0 to 9 and a to f. This one has not.' },
  );
}

/** Asks for the Azure bot, and gets a token for it. */
export async function askTeams(setup: Setup): Promise<Changes> {
  const { prompts, checks, known } = setup;
  prompts.say('Microsoft Teams', [
    'Make the Azure Bot first: docs/teams.md, steps 1 and 2. A certificate or a managed identity in place of a secret is set by hand, as it says there.',
  ]);
  if (['TEAMS_CERTIFICATE_FILE', 'TEAMS_APP_TYPE', 'TEAMS_ANONYMOUS'].some((name) => known[name])) {
    prompts.good('The bot proves itself in Teams by what is set already; that is left as it is.');
    return {};
  }
  return askUntilRight(
    setup,
    "Asking Microsoft's log-in for a token",
    (asking) =>
      askSettings(asking, [
        { name: 'TEAMS_APP_ID', question: 'What is the Microsoft App ID? (Configuration of the Azure Bot)' },
        { name: 'TEAMS_TENANT_ID', question: 'What is the App Tenant ID? (on the same page)' },
        { name: 'TEAMS_APP_PASSWORD', question: 'What is the Value of the client secret?' },
        {
          name: 'PUBLIC_URL',
          question: 'By which address does Teams reach the bot? Leave it empty where you do not know yet.',
          example: 'https://scout-bot.example.com',
          isOptional: true,
        },
      ]),
    ({ TEAMS_APP_ID: appId = '', TEAMS_TENANT_ID: tenant = '', TEAMS_APP_PASSWORD: password = '' }) =>
      checks.teamsApp({ appId, tenant, password }),
  );
}
