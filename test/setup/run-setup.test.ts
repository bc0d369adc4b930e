import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Environment } from '../../src/settings/setting-values.ts';
import { createChecks } from '../../src/setup/checks.ts';
import { runSetup } from '../../src/setup/run-setup.ts';
import { type FloorSimulator, startFloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { createRecordedLog } from '../clients/recorded-log.ts';
import { type FakeSlack, startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { createScriptedPrompts, type Script } from './scripted-prompts.ts';

const SCOPES = ['chat:write', 'commands', 'files:write'];
const KEY = Buffer.alloc(32, 7).toString('base64');
const ID = '00000000-0000-4000-8000-000000000001';

const opened: { close(): unknown }[] = [];
const keep = <T extends { close(): unknown }>(each: T): T => {
  opened.push(each);
  return each;
};

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

/** Answers the questions by a script; what comes of it, and what was shown. */
async function setUp(script: Script, known: Environment = {}, loginUrl = 'http://127.0.0.1:1') {
  const prompts = createScriptedPrompts(script);
  const log = createRecordedLog();
  const checks = createChecks({ scopes: SCOPES, loginUrl, now: Date.now, random: Math.random, log });
  const changes = await runSetup({ prompts, checks, known, createKey: () => KEY });
  expect(prompts.left()).toEqual([]);
  return { changes, shown: prompts.shown.join('\n'), log };
}

const NO_SCOUTS: Script = [[/be asked about/, 'none']];
const NO_CHATS: Script = [[/people ask it/, 'none']];

describe('robots', () => {
  let scout: Simulator;

  beforeEach(async () => {
    scout = keep(await startSimulator());
  });

  test('the certificate is shown and trusted by its fingerprint, and the bot logs in', async () => {
    const { password, username } = scout.credentials;
    const { changes, shown } = await setUp([
      [/be asked about/, 'robots'],
      [/address of your Scout/, 'scout.example'],
      [/address of your Scout/, scout.url],
      [/trust this certificate/, 'pin'],
      [/bot log in/, 'account'],
      [/name of the account/, username],
      [/its password/, 'wrong-password'],
      [/What now/, 'again'],
      [/bot log in/, 'account'],
      [/name of the account/, username],
      [/its password/, password],
      ...NO_CHATS,
    ]);
    expect(changes).toEqual({
      SCOUT_URL: scout.url,
      SCOUT_FINGERPRINT: scout.fingerprint,
      SCOUT_CA_FILE: undefined,
      SCOUT_TLS_INSECURE: undefined,
      SCOUT_USERNAME: username,
      SCOUT_PASSWORD: password,
      SCOUT_API_TOKEN: undefined,
      SECRET_KEY: KEY,
    });
    expect(shown).toContain('! It has to be an address that starts with https://.');
    expect(shown).toContain(
      `SHA-256     ${scout.fingerprint.slice(0, 47)}\n            ${scout.fingerprint.slice(48)}`,
    );
    expect(shown).toMatch(/- Scout 127\.0\.0\.1 refuses the log-in of the bot \(status \d+\)\./);
    expect(shown).toMatch(/\+ The bot can log in\. Version 5\.1[.\d]*, \d+ robots\./);
    expect(shown).not.toContain(password);
    expect(shown).not.toContain('wrong-password');
  });

  test('what is set already is offered, and a secret is only said to be there', async () => {
    const known = {
      SCOUT_URL: scout.url,
      SCOUT_FINGERPRINT: scout.fingerprint,
      SCOUT_API_TOKEN: scout.credentials.token,
    };
    const { changes, shown } = await setUp(
      [
        [/be asked about/, 'robots'],
        [/address of your Scout.* \[https:\/\/127\.0\.0\.1:\d+\]/, scout.url],
        [/bot log in/, 'token'],
        [/SCOUT_API_TOKEN is set already/, true],
        ...NO_CHATS,
      ],
      { ...known, SECRET_KEY: KEY, PORT: 'web' },
    );
    expect(changes).toMatchObject({ SCOUT_URL: scout.url, SCOUT_API_TOKEN: scout.credentials.token });
    expect(changes).not.toHaveProperty('SECRET_KEY');
    expect(shown).toContain('+ Its certificate is the one that is trusted by its fingerprint.');
    expect(shown).toContain('+ The bot can log in.');
    expect(shown).not.toContain(scout.credentials.token);
  });

  test('another certificate than the one that is set is a warning', async () => {
    const { changes, shown } = await setUp(
      [
        [/be asked about/, 'robots'],
        [/address of your Scout/, scout.url],
        [/trust this certificate/, 'again'],
        [/address of your Scout/, scout.url],
        [/trust this certificate/, 'authority'],
        [/Which file/, '/does/not/exist.pem'],
        [/bot log in/, 'token'],
        [/API token/, 't0ken'],
        [/What now/, 'keep'],
        ...NO_CHATS,
      ],
      { SCOUT_FINGERPRINT: 'ab'.repeat(32) },
    );
    expect(shown).toContain('shows ANOTHER certificate than the one that is set');
    expect(shown).toContain('- SCOUT_CA_FILE is not right: /does/not/exist.pem cannot be read.');
    expect(changes).toMatchObject({ SCOUT_CA_FILE: '/does/not/exist.pem', SCOUT_FINGERPRINT: undefined });
  });

  test('a server that is not there is said to be, and can be kept all the same', async () => {
    const { changes, shown } = await setUp([
      [/be asked about/, 'robots'],
      [/address of your Scout/, 'https://127.0.0.1:1'],
      [/What now/, 'keep'],
      [/bot log in/, 'token'],
      [/API token/, 't0ken'],
      [/What now/, 'keep'],
      ...NO_CHATS,
    ]);
    expect(shown).toContain('- 127.0.0.1 does not answer: connection refused.');
    expect(shown).toContain('- Scout 127.0.0.1 does not answer: connection refused.');
    expect(changes).toMatchObject({ SCOUT_URL: 'https://127.0.0.1:1', SCOUT_API_TOKEN: 't0ken' });
  });
});

test('a shop floor is asked for its stations, with its key', async () => {
  const floor: FloorSimulator = keep(await startFloorSimulator());
  const { username, password, subscriptionKey } = floor.credentials;
  const { changes, shown, log } = await setUp([
    [/be asked about/, 'floor'],
    [/address of the shop floor/, floor.url],
    [/trust this certificate/, 'pin'],
    [/HQ user/, username],
    [/password of that user/, 'wrong-password'],
    [/API portal/, ''],
    [/What now/, 'again'],
    [new RegExp(`HQ user.*\\[${username}\\]`), username],
    [/password of that user/, password],
    [/API portal/, subscriptionKey],
    ...NO_CHATS,
  ]);
  expect(changes).toMatchObject({
    FLOOR_URL: floor.url,
    FLOOR_FINGERPRINT: floor.fingerprint,
    FLOOR_USERNAME: username,
    FLOOR_PASSWORD: password,
    FLOOR_SUBSCRIPTION_KEY: subscriptionKey,
  });
  expect(shown).toContain('+ The bot can log in. It tells its stations.');
  for (const secret of [password, subscriptionKey, 'wrong-password'])
    expect(`${shown}${JSON.stringify(log.lines)}`).not.toContain(secret);
  expect(shown).not.toContain('tries again');
});

describe('Slack', () => {
  const openSlack = async (scopes = SCOPES): Promise<FakeSlack> => keep(await startFakeSlack({ scopes }));

  test('both tokens are shown to Slack', async () => {
    const slack = await openSlack([...SCOPES, 'users:read']);
    const { changes, shown } = await setUp(
      [
        ...NO_SCOUTS,
        [/people ask it/, 'slack'],
        [/messages come/, 'socket'],
        [/Bot User OAuth Token/, 'xapp-swapped'],
        [/Bot User OAuth Token/, 'xoxb-right'],
        [/app-level token/, 'xapp-right'],
      ],
      { SLACK_API_URL: slack.apiUrl, SECRET_KEY: KEY },
    );
    expect(changes).toEqual({ SLACK_BOT_TOKEN: 'xoxb-right', SLACK_APP_TOKEN: 'xapp-right' });
    expect(slack.calls.map(({ method, token }) => [method, token])).toEqual([
      ['auth.test', 'Bearer xoxb-right'],
      ['apps.connections.open', 'Bearer xapp-right'],
    ]);
    expect(shown).toContain('! It has to be a token that starts with xoxb-.');
    expect(shown).toContain('in the workspace Test. It has every scope that it needs.');
    expect(shown).toContain('+ Socket Mode works with this token.');
    expect(shown).not.toMatch(/xox.-right|xapp-right/);
  });

  test('scopes that are missing are named, with what to do', async () => {
    const slack = await openSlack(['commands']);
    const { shown } = await setUp(
      [
        ...NO_SCOUTS,
        [/people ask it/, 'slack'],
        [/messages come/, 'http'],
        [/Bot User OAuth Token/, 'xoxb-right'],
        [/What now/, 'keep'],
        [/Signing Secret/, 'short'],
        [/What now/, 'again'],
        [/Signing Secret/, '0123456789abcdef'.repeat(2)],
      ],
      { SLACK_API_URL: slack.apiUrl },
    );
    expect(shown).toContain('It lacks chat:write and files:write: add them under "OAuth & Permissions"');
    expect(shown).toContain('- Signing secrets have 32 characters');
    expect(shown).toContain('+ It looks like a signing secret.');
  });

  test('with HTTP an app-level token that is there is taken out, as it would mean Socket Mode', async () => {
    const slack = await openSlack();
    const { changes } = await setUp(
      [
        ...NO_SCOUTS,
        [/people ask it/, 'slack'],
        [/messages come/, 'http'],
        [/SLACK_BOT_TOKEN is set already/, false],
        [/Bot User OAuth Token/, 'xoxb-new'],
        [/Signing Secret/, 'a'.repeat(32)],
      ],
      { SLACK_API_URL: slack.apiUrl, SLACK_APP_TOKEN: 'xapp-1', SLACK_BOT_TOKEN: 'xoxb-1', SECRET_KEY: KEY },
    );
    expect(changes).toEqual({
      SLACK_BOT_TOKEN: 'xoxb-new',
      SLACK_SIGNING_SECRET: 'a'.repeat(32),
      SLACK_APP_TOKEN: undefined,
    });
  });

  test.each([
    ['invalid_auth', 'it knows no such token (invalid_auth)'],
    ['not_allowed_token_type', 'xoxb-… is the bot token'],
    ['something_new', 'it says so (something_new)'],
  ])('what Slack says of a token, %s, is told in words', async (error, words) => {
    const slack = await openSlack();
    slack.provoke('auth.test', { error });
    const { shown } = await setUp(
      [
        ...NO_SCOUTS,
        [/people ask it/, 'slack'],
        [/messages come/, 'socket'],
        [/Bot User OAuth Token/, 'xoxb-1'],
        [/What now/, 'keep'],
        [/app-level token/, 'xapp-1'],
      ],
      { SLACK_API_URL: slack.apiUrl },
    );
    expect(shown).toContain(`- Slack does not take this bot token: `);
    expect(shown).toContain(words);
  });

  test('a Slack that does not answer is no wrong token', async () => {
    const slack = await openSlack();
    slack.provoke('auth.test', 'cut');
    slack.provoke('apps.connections.open', { status: 503 });
    const { shown } = await setUp(
      [
        ...NO_SCOUTS,
        [/people ask it/, 'slack'],
        [/messages come/, 'socket'],
        [/Bot User OAuth Token/, 'xoxb-1'],
        [/What now/, 'keep'],
        [/app-level token/, 'xapp-1'],
        [/What now/, 'keep'],
      ],
      { SLACK_API_URL: slack.apiUrl },
    );
    expect(shown.match(/- Slack does not answer: /g)).toHaveLength(2);
  });
});

describe('Teams', () => {
  /** Microsoft's log-in, which takes one secret. */
  async function startLogin(refusal: object): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
    const asked: string[] = [];
    const server: Server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        asked.push(`${request.method} ${request.url} ${body}`);
        const isRight = body.includes('client_secret=right');
        response.writeHead(isRight ? 200 : 401, { 'content-type': 'application/json' });
        response.end(JSON.stringify(isRight ? { access_token: 'planted' } : refusal));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    keep({ close: () => new Promise((resolve) => server.close(resolve)) });
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
  }

  test('a token is got for the app', async () => {
    const description = 'AADSTS7000215: Invalid client secret provided. Trace ID: planted';
    const login = await startLogin({ error: 'invalid_client', error_description: description });
    const { changes, shown } = await setUp(
      [
        ...NO_SCOUTS,
        [/people ask it/, 'teams'],
        [/App ID/, ID],
        [/Tenant ID/, 'example.com'],
        [/Tenant ID/, ID],
        [/client secret/, 'wrong'],
        [/Teams reach/, ''],
        [/What now/, 'again'],
        [/App ID/, ID],
        [/Tenant ID/, ID],
        [/client secret/, 'right'],
        [/Teams reach/, 'https://bot.example'],
      ],
      {},
      login.url,
    );
    expect(changes).toMatchObject({
      TEAMS_APP_ID: ID,
      TEAMS_TENANT_ID: ID,
      TEAMS_APP_PASSWORD: 'right',
      PUBLIC_URL: 'https://bot.example',
    });
    expect(login.asked[1]).toBe(
      `POST /${ID}/oauth2/v2.0/token grant_type=client_credentials&client_id=${ID}&client_secret=right&scope=https%3A%2F%2Fapi.botframework.com%2F.default`,
    );
    expect(shown).toContain(
      "- Microsoft gives the bot no token: it is not the client secret's Value, but perhaps its Secret ID (AADSTS7000215).",
    );
    expect(shown).toContain('+ Microsoft gives the bot a token for Teams.');
    expect(shown).not.toContain('planted');
  });

  test.each([
    [{ error_description: 'AADSTS99: …' }, 'no token: AADSTS99.'],
    [{}, 'no token: status 401.'],
  ])('the refusal %j is told', async (refusal, words) => {
    const login = await startLogin(refusal);
    const { shown } = await setUp(
      [
        ...NO_SCOUTS,
        [/people ask it/, 'teams'],
        [/App ID/, ID],
        [/Tenant ID/, ID],
        [/client secret/, 'wrong'],
        [/Teams reach/, ''],
        [/What now/, 'keep'],
      ],
      {},
      login.url,
    );
    expect(shown).toContain(words);
  });

  test('a bot that proves itself by a certificate is left as it is', async () => {
    const { changes } = await setUp([...NO_SCOUTS, [/people ask it/, 'teams']], {
      TEAMS_CERTIFICATE_FILE: 'bot.pem',
      SECRET_KEY: KEY,
    });
    expect(changes).toEqual({});
  });
});

test('where a file tells the sites, they are not asked for', async () => {
  const { changes, shown } = await setUp(NO_CHATS, { SCOUT_CONFIG: 'scout.yaml', SECRET_KEY: KEY });
  expect(changes).toEqual({});
  expect(shown).toContain('+ scout.yaml tells the sites: npm run --silent check-config looks at it.');
});
