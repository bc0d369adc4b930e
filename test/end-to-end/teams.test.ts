import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, start } from '../../src/app.ts';
import { readConfig } from '../../src/settings/config.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { noLog } from '../fixtures/ask.ts';
import { buttonPress, channelMention, installation, personalMessage } from '../platforms/teams/activities.ts';
import { partsOf } from '../platforms/teams/drawn-card.ts';
import { type FakeConnector, startFakeConnector } from '../platforms/teams/fake-connector.ts';

let scout: Simulator;
let connector: FakeConnector;
let app: App;

const settings = () => ({
  SCOUT_URL: scout.url,
  SCOUT_NAME: 'north',
  SCOUT_USERNAME: scout.credentials.username,
  SCOUT_PASSWORD: scout.credentials.password,
  SCOUT_FINGERPRINT: scout.fingerprint,
  HOST: '127.0.0.1',
  PORT: '0',
  DATA_DIR: mkdtempSync(join(tmpdir(), 'scout-bot-')),
});
const anonymous = { TEAMS_ANONYMOUS: 'true', PUBLIC_URL: 'http://127.0.0.1' };
const slack = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_SIGNING_SECRET: 's', SLACK_API_URL: 'http://127.0.0.1:9/api/' };

beforeEach(async () => {
  [scout, connector] = await Promise.all([startSimulator(), startFakeConnector()]);
  app = await start(readConfig({ ...settings(), ...anonymous }), noLog);
});

afterEach(async () => {
  await app.close();
  await Promise.all([scout.close(), connector.close()]);
});

const post = (activity: object, port = app.port) =>
  fetch(`http://127.0.0.1:${port}/teams/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });

/** Everything that can be read in a card. */
const words = (card: unknown): string =>
  [...JSON.stringify(card).matchAll(/"(?:text|title|value)":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join('');

async function answer(number: number) {
  await connector.until(() => connector.messages().length >= number);
  return connector.messages()[number - 1];
}

test('a question in the personal chat is answered with the robots of the Scout', async () => {
  expect((await post(personalMessage(connector.serviceUrl, 'robots'))).status).toBe(200);
  const call = await answer(1);
  expect(call?.body['summary']).toMatch(/^6 robots: \d running/);
  for (const name of ['Rex', 'Daisy', 'Spot-01', 'Spot-02', 'Spot-10', 'Scrappy', 'north']) {
    expect(words(call?.body)).toContain(name);
  }
});

test('a sentence in a channel is answered in its thread', async () => {
  await post(channelMention(connector.serviceUrl, 'how did the last mission go?', '17'));
  const call = await answer(1);
  expect(call?.conversation).toBe('19:channel@thread.tacv2;messageid=17');
  expect(words(call?.body)).toMatch(/understood as: .*last/);
});

test('a button under an answer gets a card in its place', async () => {
  const response = await post(buttonPress(connector.serviceUrl, { command: 'robots', inPlace: true }));
  const invoked = await response.json();
  expect(invoked).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
  expect(words(invoked)).toContain('Rex');
});

test('the buttons of an answer say what this adapter understands', async () => {
  await post(personalMessage(connector.serviceUrl, 'robots'));
  const [, data = '{}'] = /"data":(\{[^}]*\})/.exec(JSON.stringify((await answer(1))?.body)) ?? [];
  const response = await post(buttonPress(connector.serviceUrl, JSON.parse(data)));
  expect(await response.json()).toMatchObject({ statusCode: 200 });
});

test('a form that is filled in becomes a subscription, and its card the answer', async () => {
  await post(personalMessage(connector.serviceUrl, 'subscribe'));
  const asked = await answer(1);
  const [form] = partsOf(asked?.body, 'Action.Execute');
  const inputs = ['Input.ChoiceSet', 'Input.Time', 'Input.Text'].flatMap((type) => partsOf(asked?.body, type));
  const filledIn = Object.fromEntries(inputs.map(({ id, value }) => [String(id), value]));
  const response = await post(buttonPress(connector.serviceUrl, { ...Object(form?.data), ...filledIn }));
  const invoked = await response.json();
  expect(invoked).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' });
  expect(words(invoked)).toMatch(/subscribed yourself to the fleet summary: every day at 07:00, Europe\/Berlin/);
  await post(personalMessage(connector.serviceUrl, 'subscriptions'));
  expect(words((await answer(2))?.body)).toMatch(/every day at 07:00/);
});

test('a form that is filled in wrongly stays', async () => {
  await post(personalMessage(connector.serviceUrl, 'subscribe'));
  const [form] = partsOf((await answer(1))?.body, 'Action.Execute');
  const response = await post(buttonPress(connector.serviceUrl, Object(form?.data)));
  expect(await response.json()).toMatchObject({ type: 'application/vnd.microsoft.activity.message' });
  expect((await answer(2))?.method).toBe('POST');
});

test('pictures come in the card or by a link, and nothing leads to the Scout', async () => {
  await post(personalMessage(connector.serviceUrl, 'photos last'));
  const picture = /"url":"(data:image\/|http:\/\/127\.0\.0\.1\/teams\/pictures\/)/;
  await connector.until(() => picture.test(JSON.stringify(connector.messages())));
  const cards = JSON.stringify(connector.messages());
  expect(cards).not.toContain(scout.url);
});

test('who installs the bot is greeted with what it can do', async () => {
  await post(installation(connector.serviceUrl));
  expect(words((await answer(1))?.body)).toContain('robots');
});

test('a Scout that is down is called down', async () => {
  scout.faults.set({ down: true });
  await post(personalMessage(connector.serviceUrl, 'robots'));
  expect((await answer(1))?.body['summary']).toContain('Scout north does not answer');
});

test('an answer that is not let in gets no facts', async () => {
  const response = await post(personalMessage('https://smba.trafficmanager.net/emea/', 'robots'));
  expect([response.status, scout.requests]).toEqual([401, []]);
});

test('Teams and Slack live behind one port, and the greeting names both', async () => {
  const both = await start(readConfig({ ...settings(), ...anonymous, ...slack }), noLog);
  const teams = await post(personalMessage(connector.serviceUrl, 'robots'), both.port);
  const unsigned = await fetch(`http://127.0.0.1:${both.port}/slack/events`, { method: 'POST', body: '{}' });
  await answer(1);
  await both.close();
  expect([teams.status, unsigned.status]).toEqual([200, 401]);
  expect(both.greeting).toMatch(
    /in Slack, on port \d+, path \/slack\/events\n.*in Teams, on port \d+, path \/teams\/messages\n$/,
  );
});

test('a bot with a secret lets nobody in without a token', async () => {
  const ID = '00000000-0000-4000-8000-000000000001';
  const teams = { TEAMS_APP_ID: ID, TEAMS_TENANT_ID: ID, TEAMS_APP_PASSWORD: 'hunter2' };
  const real = await start(readConfig({ ...settings(), ...teams }), noLog);
  const response = await post(personalMessage(connector.serviceUrl, 'robots'), real.port);
  await real.close();
  expect([response.status, await response.text()]).toEqual([401, '']);
});
