import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../../src/app.ts';
import { readConfig } from '../../src/settings/config.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { openStore } from '../../src/storage/open-store.ts';
import type { AuditEntry } from '../../src/storage/store.ts';
import { noLog } from '../fixtures/ask.ts';
import { channelMention, installation, personalMessage, TENANT } from '../platforms/teams/activities.ts';
import { type FakeConnector, startFakeConnector } from '../platforms/teams/fake-connector.ts';

let scout: Simulator;
let connector: FakeConnector;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scout-bot-access-'));
  [scout, connector] = await Promise.all([startSimulator(), startFakeConnector()]);
});

afterEach(async () => {
  await Promise.all([scout.close(), connector.close()]);
  rmSync(folder, { recursive: true });
});

/** What the whole bot posts after each of some activities, with these settings. */
async function posted(
  settings: Readonly<Record<string, string>>,
  ...activities: readonly object[]
): Promise<readonly string[]> {
  const app = await start(
    readConfig({
      SCOUT_URL: scout.url,
      SCOUT_USERNAME: scout.credentials.username,
      SCOUT_PASSWORD: scout.credentials.password,
      SCOUT_FINGERPRINT: scout.fingerprint,
      TEAMS_ANONYMOUS: 'true',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: folder,
      ...settings,
    }),
    noLog,
  );
  const before = connector.messages().length;
  for (const [i, activity] of activities.entries()) {
    await fetch(`http://127.0.0.1:${app.port}/teams/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    await connector.until(() => connector.messages().length > before + i);
  }
  await app.close();
  return connector
    .messages()
    .slice(before)
    .map(({ body }) => JSON.stringify(body));
}

async function audited(): Promise<readonly AuditEntry[]> {
  const store = await openStore({ kind: 'sqlite', folder, secretKeys: [], createId: randomUUID, now: Date.now });
  const entries: AuditEntry[] = [];
  for await (const entry of store.auditSince(0)) entries.push(entry);
  await store.close();
  return entries;
}

test('the settings hold in the whole program, and what was changed or refused is in its store when it ends', async () => {
  const { serviceUrl } = connector;
  const [elsewhere, refused, done] = await posted(
    {
      ALLOWED_CHANNELS: 'direct',
      ROLE_SUBSCRIBERS: '29:ann',
      CONTACT: '#ops-help',
    },
    channelMention(serviceUrl, 'robots'),
    personalMessage(serviceUrl, 'subscribe daily 07:00', { from: { id: '29:bob', name: 'Bob' } }),
    personalMessage(serviceUrl, 'subscribe daily 07:00'),
  );
  expect(elsewhere).toContain('I do not answer in this channel.');
  expect(elsewhere).not.toContain('Rex');
  expect(refused).toContain('needs the role subscriber');
  expect(refused).toContain('To change that, ask #ops-help.');
  expect(done).toContain('subscribed yourself');
  expect(await audited()).toMatchObject([
    { kind: 'refusal', actor: { id: '29:ann', name: 'Ann' }, reason: 'channel not allowed' },
    { kind: 'refusal', actor: { id: '29:bob', name: 'Bob' }, command: 'subscribe', reason: 'needs subscriber' },
    { kind: 'change', actor: { id: '29:ann' }, command: 'subscribe', line: 'subscribe daily 07:00' },
  ]);
});

test('people of a tenant that is not allowed are told whom to ask, and nothing else; the audit log tells of them once', async () => {
  const { serviceUrl } = connector;
  const at = (id: string) => ({ conversation: { id, tenantId: TENANT, conversationType: 'personal' } });
  const told = await posted(
    { TEAMS_ALLOWED_TENANTS: '00000000-0000-4000-8000-000000000001', CONTACT: '#ops-help' },
    personalMessage(serviceUrl, 'robots', at('a:1')),
    personalMessage(serviceUrl, 'subscribe daily 07:00', at('a:2')),
    installation(serviceUrl, at('a:3')),
  );
  expect(told).toHaveLength(3);
  for (const words of told) {
    expect(words).toContain('I do not answer in this tenant.');
    expect(words).toContain('To change that, ask #ops-help.');
    expect(words).not.toMatch(/Rex|07:00|Action\./);
  }
  expect(await audited()).toMatchObject([
    {
      kind: 'refusal',
      actor: { id: '29:ann', name: 'Ann' },
      conversation: { platform: 'teams', team: TENANT, channel: 'a:1' },
      reason: 'tenant not allowed',
    },
  ]);
});

test('a summary that was subscribed to where the bot may not write any more is not announced there', async () => {
  const { serviceUrl } = connector;
  const channel = (words: string) => channelMention(serviceUrl, words, '17');
  const [made] = await posted({}, channel('subscribe daily 07:00'));
  const id = /unsubscribe (\w+)/.exec(made ?? '')?.[1];
  const [paused, ...others] = await posted(
    { ALLOWED_CHANNELS: 'direct', ADMINS: '29:ann' },
    personalMessage(serviceUrl, `pause ${id}`),
  );
  expect(paused).toContain('I could not say so there.');
  expect(others).toEqual([]);
});

test('names of people are told or not, as it is set', async () => {
  const question = () => personalMessage(connector.serviceUrl, 'robot Rex');
  expect((await posted({}, question())).join()).toContain('Driver');
  const unnamed = (await posted({ PERSONAL_DATA: 'off' }, question())).join();
  expect(unnamed).toContain('Rex');
  expect(unnamed).not.toContain('Driver');
});
