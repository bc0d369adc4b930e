import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import type { PlatformAdapter } from '../../../src/core/platform-adapter.ts';
import { privateReply, reply, text } from '../../../src/core/reply.ts';
import { createSlackAdapter } from '../../../src/platforms/slack/adapter.ts';
import { createMemoryLog, createParrot } from './adapter-under-test.ts';
import type { EmulatorQuestion, EmulatorState } from './emulator-process.ts';
import { homeOpened, mention } from './payloads.ts';
import { SIGNING_SECRET } from './signed-request.ts';

// A Slack that others wrote, with the scopes of our manifest enforced.
let emulator: ChildProcess;
let server: Server;
let adapter: PlatformAdapter;
let statuses: number[];
const parrot = createParrot();
const log = createMemoryLog();

function ask(question: EmulatorQuestion): Promise<EmulatorState> {
  return new Promise((resolve, reject) => {
    emulator.once('message', (answer: EmulatorState | { readonly error: string }) =>
      'error' in answer ? reject(new Error(answer.error)) : resolve(answer),
    );
    emulator.send(question);
  });
}

/** Lets the emulator deliver an event, signed by it, and waits for the answer to it. */
async function deliver(
  { json }: { readonly json: object },
  isThere: (state: EmulatorState) => boolean,
): Promise<EmulatorState> {
  const type = (json as { readonly event: { readonly type: string } }).event.type;
  await ask({ ask: 'dispatch', type, envelope: json });
  for (;;) {
    const state = await ask({ ask: 'state' });
    if (isThere(state)) return state;
  }
}

beforeAll(async () => {
  const manifest = parse(readFileSync('manifests/slack.yaml', 'utf8')) as {
    readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  };
  emulator = fork(new URL('./emulator-process.ts', import.meta.url));
  const token = 'xoxb-emulated';
  const { url } = await ask({
    ask: 'start',
    signingSecret: SIGNING_SECRET,
    token,
    scopes: manifest.oauth_config.scopes.bot,
  });
  adapter = createSlackAdapter({
    botToken: token,
    mode: { kind: 'http', signingSecret: SIGNING_SECRET },
    apiUrl: `${url}/api/`,
    zone: 'UTC',
    homeCommand: 'summary',
    now: Date.now,
    random: Math.random,
    log,
    // The pace of a channel, twenty times faster.
    wait: (ms, signal) => sleep(ms / 20, undefined, { signal }),
  });
  const listener = await adapter.connect(parrot.bot);
  statuses = [];
  server = createServer((request, response) => {
    response.on('finish', () => statuses.push(response.statusCode));
    listener?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await ask({ ask: 'subscribe', url: `http://127.0.0.1:${port}/slack/events` });
  while (!log.lines.some(({ message }) => message === 'known to Slack')) await sleep(5);
}, 30_000);

afterAll(async () => {
  await adapter.close();
  emulator.disconnect();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A channel, somebody in it, and who the bot's token belongs to. */
async function place(): Promise<{ readonly channel: string; readonly user: string; readonly self: string }> {
  const { channels, users } = await ask({ ask: 'state' });
  return {
    channel: String(channels.find((each) => each['name'] === 'site')?.['channel_id']),
    user: String(users.find((each) => each['name'] !== 'ann')?.['user_id']),
    self: String(users.find((each) => each['name'] === 'ann')?.['user_id']),
  };
}

test('a mention delivered and signed by the emulator is answered in a thread under it', async () => {
  const { channel, user, self } = await place();
  const event = { channel, user, ts: '1790000000.000100', text: `<@${self}> robots` };
  const { ts } = event;
  const state = await deliver(mention('robots', event), ({ messages }) => messages.length > 0);
  expect(state.messages).toMatchObject([{ channel_id: channel, thread_ts: ts, text: 'Said: robots' }]);
  expect(statuses).toEqual(expect.arrayContaining([200]));
});

test('an answer for the asker alone is seen by the asker alone', async () => {
  const { channel, user } = await place();
  parrot.answer = () => privateReply(text('Help'));
  const state = await deliver(
    mention('help', { channel, user }),
    ({ ephemeralMessages }) => ephemeralMessages.length > 0,
  );
  expect(state.ephemeralMessages).toMatchObject([{ channel_id: channel, text: 'Help' }]);
});

test('a picture is uploaded and shared in the thread', async () => {
  const { channel, user } = await place();
  const bytes = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
  parrot.answer = () => reply(text('A photo'), { kind: 'image', alt: 'A hot motor', mediaType: 'image/png', bytes });
  const state = await deliver(
    mention('photos', { channel, user, thread_ts: '1790000000.000100' }),
    ({ files }) => files.length > 0,
  );
  expect(state.files).toMatchObject([{ name: 'picture-1.png', size: 8, title: 'A hot motor' }]);
});

test('App Home is published', async () => {
  const { user } = await place();
  parrot.answer = () => reply(text('6 robots'));
  const state = await deliver(homeOpened({ user }), ({ views }) => views.length > 0);
  expect(state.views).toMatchObject([{ type: 'home', user_id: user }]);
});

test('what is said unasked can be replaced and taken away', async () => {
  const { channel } = await place();
  const conversation = { platform: 'slack', team: 'T000000001', channel, kind: 'channel' } as const;
  const table = { kind: 'table', columns: [{ title: 'A' }], rows: [[['1']]] } as const;
  const sent = await adapter.send(conversation, reply(text('Long'), table, table));
  await adapter.update(sent, reply(text('Short')));
  const { messages } = await ask({ ask: 'state' });
  const ids = sent.id.split(',');
  expect(messages.filter((message) => ids.includes(String(message['ts'])))).toMatchObject([
    { ts: ids[0], text: 'Short' },
  ]);
});

test('nothing was refused for a missing scope', () => {
  expect(JSON.stringify(log.lines)).not.toContain('missing_scope');
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});
