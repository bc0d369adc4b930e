import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, start } from '../../src/app.ts';
import { openConfiguredStore } from '../../src/configured-store.ts';
import { readConfig } from '../../src/settings/config.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { noLog } from '../fixtures/ask.ts';
import { type FakeSlack, startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { workspaceGrant } from '../platforms/slack/installable.ts';
import { eventEnvelope, mention, slashCommand } from '../platforms/slack/payloads.ts';
import { SIGNING_SECRET, signedRequest } from '../platforms/slack/signed-request.ts';

let scout: Simulator;
let slack: FakeSlack;
let app: App;
let folder: string;
const SECRET_KEY = randomBytes(32).toString('base64');

const startApp = (more: Readonly<Record<string, string>> = {}): Promise<App> =>
  start(
    readConfig({
      SCOUT_URL: scout.url,
      SCOUT_USERNAME: scout.credentials.username,
      SCOUT_PASSWORD: scout.credentials.password,
      SCOUT_FINGERPRINT: scout.fingerprint,
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'client-s3cret',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      PUBLIC_URL: 'https://bot.plant.example',
      SECRET_KEY,
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: folder,
      ...more,
    }),
    noLog,
  );

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scout-bot-'));
  [scout, slack] = await Promise.all([startSimulator(), startFakeSlack()]);
  app = await startApp();
});

afterEach(async () => {
  await app.close();
  await Promise.all([scout.close(), slack.close()]);
});

const send = (payload: Parameters<typeof signedRequest>[0]) =>
  fetch(`http://127.0.0.1:${app.port}/slack/events`, signedRequest(payload));

async function install(team: string, token: string): Promise<Response> {
  slack.answer('oauth.v2.access', () => workspaceGrant(team, token, { bot_user_id: 'UBOT' }));
  const page = await fetch(`http://127.0.0.1:${app.port}/slack/install`);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const back = `/slack/oauth_redirect?code=code-1&state=${cookie.split('=')[1]}`;
  return fetch(`http://127.0.0.1:${app.port}${back}`, { headers: { cookie } });
}

test('the program says where it is to be installed, and answers in what was installed, also after a restart', async () => {
  expect(app.greeting).toContain('in Slack, to be installed at https://bot.plant.example/slack/install');
  expect((await install('T1', 'xoxb-of-the-first')).status).toBe(200);
  expect((await install('T2', 'xoxb-of-the-second')).status).toBe(200);
  await app.close();
  app = await startApp();
  await send(mention('robots'));
  await slack.until(() => slack.callsOf('chat.postMessage').length === 1);
  await send(slashCommand('robots', slack.responseUrl(), { team_id: 'T9' }));
  const [post] = slack.callsOf('chat.postMessage');
  expect(post?.token).toBe('Bearer xoxb-of-the-first');
  expect(post?.args['text']).toMatch(/^6 robots/);
  expect(slack.responses).toEqual([]);
});

test('the store holds no token that can be read without the key', async () => {
  await install('T1', 'xoxb-of-the-first');
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  expect(files.join('')).toContain('T1');
  expect(files.join('')).not.toContain('xoxb-of-the-first');
});

async function audited(): Promise<readonly unknown[]> {
  const store = await openConfiguredStore(readConfig({ DATA_DIR: folder, SECRET_KEY }));
  const entries: unknown[] = [];
  for await (const { kind, actor, conversation, command, reason } of store.auditSince(0))
    entries.push([kind, actor, conversation, command, reason]);
  await store.close();
  return entries;
}

test('a workspace that may not ask cannot install it and is told whom to ask; the audit log tells who installed it where, or could not', async () => {
  await app.close();
  app = await startApp({ ALLOWED_WORKSPACES: 'T1', CONTACT: '#ops-help or ada@example.com' });
  const refused = await install('T2', 'xoxb-two');
  expect([refused.status, (await install('T1', 'xoxb-one')).status]).toEqual([400, 200]);
  expect(await refused.text()).toContain('To change that, ask #ops-help or ada@example.com.');
  await send(eventEnvelope({ type: 'app_uninstalled' }, { event_time: Math.ceil(Date.now() / 1_000) + 60 }));
  await app.close();
  const admin = { id: 'U-ADMIN', name: 'U-ADMIN' };
  const workspace = (team: string) => ({ platform: 'slack', team, channel: '' });
  expect(await audited()).toEqual([
    ['refusal', admin, workspace('T2'), 'install', 'workspace not allowed'],
    ['change', admin, workspace('T1'), 'install', undefined],
    ['change', { id: 'slack', name: 'Slack' }, workspace('T1'), 'uninstall', undefined],
  ]);
  app = await startApp();
});
