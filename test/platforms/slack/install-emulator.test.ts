import { type ChildProcess, fork } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PlatformAdapter } from '../../../src/core/platform-adapter.ts';
import { reply, text } from '../../../src/core/reply.ts';
import { createSlackAdapter } from '../../../src/platforms/slack/adapter.ts';
import { BOT_SCOPES } from '../../../src/platforms/slack/install-door.ts';
import { createMemoryLog, createParrot } from './adapter-under-test.ts';
import type { EmulatorQuestion, EmulatorState } from './emulator-process.ts';
import { createMet, createStoreForTests, INSTALL } from './installable.ts';
import { mention } from './payloads.ts';
import { SIGNING_SECRET } from './signed-request.ts';

// The page on which Slack asks whether an app may be installed, as others wrote it, between the two of ours.
let emulator: ChildProcess;
let server: Server;
let adapter: PlatformAdapter;
let origin: string;
const parrot = createParrot();
const log = createMemoryLog();
const kept = createStoreForTests();

function ask(question: EmulatorQuestion): Promise<EmulatorState> {
  return new Promise((resolve, reject) => {
    emulator.once('message', (answer: EmulatorState | { readonly error: string }) =>
      'error' in answer ? reject(new Error(answer.error)) : resolve(answer),
    );
    emulator.send(question);
  });
}

beforeAll(async () => {
  emulator = fork(new URL('./emulator-process.ts', import.meta.url));
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { clientId, clientSecret } = INSTALL;
  const { url } = await ask({
    ask: 'start',
    signingSecret: SIGNING_SECRET,
    token: 'xoxb-of-somebody-else',
    scopes: [],
    app: { clientId, clientSecret, redirectUrl: `${origin}/slack/oauth_redirect` },
  });
  adapter = createSlackAdapter({
    mode: { kind: 'http', signingSecret: SIGNING_SECRET },
    install: { ...INSTALL, publicUrl: origin },
    installations: kept.store,
    contact: '#ops-help',
    noteInstall() {},
    remember: createMet(),
    apiUrl: `${url}/api/`,
    zone: 'UTC',
    homeCommand: 'summary',
    now: Date.now,
    random: Math.random,
    log,
  });
  const listener = await adapter.connect(parrot.bot);
  server.on('request', (request, response) => listener?.(request, response));
  await ask({ ask: 'subscribe', url: `${origin}/slack/events` });
}, 30_000);

afterAll(async () => {
  emulator.disconnect();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await adapter.close();
});

/** What stands in an HTML page behind the name of an attribute or a field. */
const unescaped = (html: string): string =>
  html.replaceAll('&#38;', '&').replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");

/** Goes through the install as a person with a browser does: our page, that of Slack, back to us. */
async function install(): Promise<{ readonly response: Response; readonly back: string; readonly cookie: string }> {
  const page = await fetch(`${origin}/slack/install`);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const [, href = ''] = /href="([^"]*)"/.exec(await page.text()) ?? [];
  const consent = await fetch(unescaped(href));
  const html = await consent.text();
  const [form = ''] = /<form.*?<\/form>/s.exec(html) ?? [];
  const [, action = ''] = /action="([^"]*)"/.exec(form) ?? [];
  const fields = [...form.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)];
  const allowed = await fetch(new URL(unescaped(action), consent.url), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(Object.fromEntries(fields.map(([, name = '', value = '']) => [name, unescaped(value)]))),
  });
  const back = allowed.headers.get('location') ?? '';
  return { response: await fetch(back, { headers: { cookie } }), back, cookie };
}

test('who allows the app in Slack comes back to a bot that is installed', async () => {
  const { response, back } = await install();
  const html = await response.text();
  expect(back).toContain(`${origin}/slack/oauth_redirect?code=`);
  expect([response.status, html]).toEqual([200, expect.stringContaining('Scout is installed in')]);
  const [row = ''] = kept.rows.values();
  expect(JSON.parse(row)).toMatchObject({ token: expect.stringMatching(/^xoxb-/), scopes: BOT_SCOPES });
});

test('the token of the install is good for answers, and for what is said unasked', async () => {
  const { channels, users } = await ask({ ask: 'state' });
  const channel = String(channels.find((each) => each['name'] === 'site')?.['channel_id']);
  const user = String(users.find((each) => each['name'] === 'ann')?.['user_id']);
  const [[key, row] = ['', '']] = kept.rows;
  const [, team = ''] = key.split(' ');
  const { json } = mention('robots', { channel, user, text: `<@${JSON.parse(row).botUser}> robots` });
  const authorizations = [{ team_id: team, enterprise_id: null, is_enterprise_install: false }];
  await ask({ ask: 'dispatch', type: 'app_mention', envelope: { ...json, team_id: team, authorizations } });
  await adapter.send({ platform: 'slack', team, channel, kind: 'channel' }, reply(text('Summary')));
  let { messages } = await ask({ ask: 'state' });
  while (messages.length < 2) ({ messages } = await ask({ ask: 'state' }));
  expect(messages.map((message) => message['text']).toSorted()).toEqual(['Said: robots', 'Summary']);
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test('coming back a second time is refused, and leaves what is installed', async () => {
  const { back, cookie, response } = await install();
  const before = [...kept.rows.values()];
  const again = await fetch(back, { headers: { cookie } });
  expect([response.status, again.status]).toEqual([200, 400]);
  expect([...kept.rows.values()]).toEqual(before);
});

test('a code that Slack never gave is refused', async () => {
  const page = await fetch(`${origin}/slack/install`);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const state = cookie.split('=')[1];
  const answer = await fetch(`${origin}/slack/oauth_redirect?code=made-up&state=${state}`, { headers: { cookie } });
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('did not take its own code')]);
});
