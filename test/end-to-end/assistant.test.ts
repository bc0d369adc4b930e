import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { start } from '../../src/app.ts';
import { readConfig } from '../../src/settings/config.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { chooses, type ModelServer, startModelServer } from '../clients/assistant/model-server.ts';
import { createRecordedLog } from '../clients/recorded-log.ts';
import { noLog } from '../fixtures/ask.ts';
import { startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { mention } from '../platforms/slack/payloads.ts';
import { SIGNING_SECRET, signedRequest } from '../platforms/slack/signed-request.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Words that no list knows, and a name. */
const RIDDLE = 'Rex zorblax, spill the beans';

let model: ModelServer;
const settings = () => ({ ASSISTANT_URL: model.url, ASSISTANT_MODEL: 'small-1', ASSISTANT_KEY: 'planted-key' });

beforeEach(async () => {
  model = await startModelServer();
  model.answer = chooses('last Rex');
});

afterEach(() => model.close());

test('in Slack the model chooses what the grammar does not understand, and sees no secret', async () => {
  const [scout, slack] = await Promise.all([startSimulator(), startFakeSlack()]);
  const secrets = {
    SCOUT_PASSWORD: scout.credentials.password,
    SLACK_BOT_TOKEN: 'xoxb-planted',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  };
  const environment = {
    ...secrets,
    ...settings(),
    SCOUT_URL: scout.url,
    SCOUT_USERNAME: scout.credentials.username,
    SCOUT_FINGERPRINT: scout.fingerprint,
    SLACK_API_URL: slack.apiUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: mkdtempSync(join(tmpdir(), 'scout-bot-')),
  };
  const log = createRecordedLog();
  const app = await start(readConfig(environment), log);
  try {
    await fetch(`http://127.0.0.1:${app.port}/slack/events`, signedRequest(mention(RIDDLE)));
    await slack.until(() => slack.callsOf('chat.postMessage').length === 1);
  } finally {
    await app.close();
    await Promise.all([scout.close(), slack.close()]);
  }
  expect(JSON.stringify(slack.callsOf('chat.postMessage'))).toMatch(/last Rex.* \(chosen by small-1\)/);
  const [request, ...others] = model.requests;
  expect(others).toEqual([]);
  const { authorization, ...headers } = request?.headers ?? {};
  expect(authorization).toBe('Bearer planted-key');
  const sent = JSON.stringify([request?.path, headers, request?.body]);
  expect(sent).toContain('zorblax');
  for (const secret of [...Object.values(secrets), 'planted', scout.url, environment.SCOUT_FINGERPRINT])
    expect(sent).not.toContain(secret);
  expect(JSON.stringify(log.lines)).not.toMatch(/planted|zorblax/);
});

test('the demo asks no model', async () => {
  const app = await start(readConfig({ ...settings(), PORT: '0' }), noLog);
  try {
    const answer = await fetch(`http://localhost:${app.port}/preview/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: RIDDLE, zone: 'UTC', hour12: false }),
    });
    expect([answer.status, await answer.text()]).toEqual([200, expect.not.stringContaining('chosen by')]);
  } finally {
    await app.close();
  }
  expect(model.requests).toEqual([]);
});

test('the command line asks no model', async () => {
  const child = spawn(process.execPath, ['src/ask.ts', RIDDLE], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings() },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  await once(child, 'close');
  expect(said).toContain('help');
  expect(said).not.toContain('chosen by');
  expect(model.requests).toEqual([]);
});
