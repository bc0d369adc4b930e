import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, start } from '../../src/app.ts';
import { readConfig } from '../../src/settings/config.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { noLog } from '../fixtures/ask.ts';
import { type FakeSlack, startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { buttonPress, directMessage, mention, slashCommand } from '../platforms/slack/payloads.ts';
import { SIGNING_SECRET, signedRequest } from '../platforms/slack/signed-request.ts';

let scout: Simulator;
let slack: FakeSlack;
let app: App;

beforeEach(async () => {
  [scout, slack] = await Promise.all([startSimulator(), startFakeSlack()]);
  app = await start(
    readConfig({
      SCOUT_URL: scout.url,
      SCOUT_NAME: 'north',
      SCOUT_USERNAME: scout.credentials.username,
      SCOUT_PASSWORD: scout.credentials.password,
      SCOUT_FINGERPRINT: scout.fingerprint,
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: mkdtempSync(join(tmpdir(), 'scout-bot-')),
    }),
    noLog,
  );
});

afterEach(async () => {
  await app.close();
  await Promise.all([scout.close(), slack.close()]);
});

const send = (payload: Parameters<typeof signedRequest>[0]) =>
  fetch(`http://127.0.0.1:${app.port}/slack/events`, signedRequest(payload));

/** Everything that can be read in Slack, of an acknowledgement or a call. */
const words = (blocks: unknown): string =>
  [...JSON.stringify(blocks).matchAll(/"(?:text|fallback)":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join('');

test('a signed /scout robots is answered with the robots of the Scout, at the response_url', async () => {
  const acknowledgement = await send(slashCommand('robots', slack.responseUrl()));
  expect([acknowledgement.status, await acknowledgement.text()]).toEqual([200, '']);
  await slack.until(() => slack.responses.length === 1);
  const [response] = slack.responses;
  expect(response?.body).toMatchObject({ response_type: 'in_channel' });
  expect(response?.body['text']).toMatch(/^6 robots: \d running/);
  for (const name of ['Rex', 'Daisy', 'Spot-01', 'Spot-02', 'Spot-10', 'Scrappy']) {
    expect(words(response?.body['blocks'])).toContain(name);
  }
  expect(words(response?.body['blocks'])).toContain('north');
});

test('the second time the answer is ready at once and travels in the acknowledgement', async () => {
  await send(slashCommand('robots', slack.responseUrl()));
  await slack.until(() => slack.responses.length === 1);
  const acknowledgement = await send(slashCommand('robots', slack.responseUrl()));
  expect(await acknowledgement.json()).toMatchObject({ text: expect.stringMatching(/^6 robots/) });
  expect(slack.responses).toHaveLength(1);
});

test('a request with another signature gets nothing', async () => {
  const { headers, ...request } = signedRequest(slashCommand('robots', slack.responseUrl()), { secret: 'another' });
  const refused = await fetch(`http://127.0.0.1:${app.port}/slack/events`, { ...request, headers });
  expect(refused.status).toBe(401);
  expect(scout.requests).toEqual([]);
});

test('a question in a channel is answered in its thread', async () => {
  await send(mention('how did the last mission go?', { ts: '1790000000.000900' }));
  await slack.until(() => slack.callsOf('chat.postMessage').length === 1);
  const [post] = slack.callsOf('chat.postMessage');
  expect(post?.args).toMatchObject({ channel: 'C1', thread_ts: '1790000000.000900' });
  expect(words(post?.args['blocks'])).toMatch(/understood as: .*last/);
});

test('pictures are uploaded, as the site hub cannot be reached from Slack', async () => {
  await send(directMessage('photos last'));
  await slack.until(() => slack.callsOf('files.completeUploadExternal').length > 0);
  expect(slack.uploads.length).toBeGreaterThan(0);
  for (const { bytes } of slack.uploads)
    expect(['89504e47', 'ffd8ffe0']).toContain(bytes.subarray(0, 4).toString('hex'));
  expect(JSON.stringify(slack.calls)).not.toContain(scout.url);
});

test('pressing a button is typing its command', async () => {
  await send(buttonPress('swap:0', 'robots', { response_url: slack.responseUrl() }));
  await slack.until(() => slack.responses.length === 1);
  expect(slack.responses[0]?.body).toMatchObject({ replace_original: true, text: expect.stringMatching(/^6 robots/) });
});

test('an expired session is renewed in the middle of things, unseen', async () => {
  await send(slashCommand('robots', slack.responseUrl()));
  await slack.until(() => slack.responses.length === 1);
  scout.faults.set({ sessionExpired: true });
  await send(slashCommand('anomalies', slack.responseUrl()));
  await slack.until(() => slack.responses.length === 2);
  expect(slack.responses[1]?.body['text']).toMatch(/open anomal/);
});

test('a Scout that is down is called down, and only the asker is told', async () => {
  scout.faults.set({ down: true });
  const acknowledgement = await send(slashCommand('robots', slack.responseUrl()));
  expect(acknowledgement.status).toBe(200);
  await slack.until(() => slack.responses.length === 1);
  expect(slack.responses[0]?.body).toMatchObject({
    response_type: 'ephemeral',
    text: expect.stringContaining('Scout north does not answer'),
  });
});
