import { setTimeout as sleep } from 'node:timers/promises';
import type { PlatformAdapter } from '../../src/core/platform-adapter.ts';
import { createSlackAdapter } from '../../src/platforms/slack/adapter.ts';
import { createHealth } from '../../src/watching/health.ts';
import { createMemoryLog, createParrot } from '../platforms/slack/adapter-under-test.ts';
import { type FakeSlack, startFakeSlack } from '../platforms/slack/fake-slack.ts';
import type { FakeSocket } from '../platforms/slack/fake-web-socket.ts';
import { fresh, mention, slashCommand } from '../platforms/slack/payloads.ts';
import { readJson } from './ready.ts';

const MINUTE = 60_000;
const HELLO_DEADLINE = 20_000;

let slack: FakeSlack;
let adapter: PlatformAdapter;
let parrot: ReturnType<typeof createParrot>;
let log: ReturnType<typeof createMemoryLog>;
/** The pauses before each further try to connect, in milliseconds; here they pass a thousand times faster. */
let pauses: number[];

beforeEach(async () => {
  slack = await startFakeSlack();
  parrot = createParrot();
  log = createMemoryLog();
  pauses = [];
  adapter = createSlackAdapter({
    botToken: 'xoxb-test',
    mode: { kind: 'socket', appToken: 'xapp-test' },
    apiUrl: slack.apiUrl,
    zone: 'UTC',
    homeCommand: 'summary',
    now: Date.now,
    random: () => 1,
    log,
    async wait(ms, signal) {
      // A connection that holds for a while is a steady one, and Slack's hello is waited for; all else is a pause.
      const isPause = ms !== HELLO_DEADLINE && ms !== 25_000;
      if (isPause) pauses.push(ms);
      await sleep(isPause ? ms / 1_000 : ms / 10, undefined, { signal });
    },
  });
  await adapter.connect(parrot.bot);
});

afterEach(async () => {
  await adapter.close();
  await slack.close();
});

/** Waits for the connection number `count` and says hello on it, as Slack does. */
async function greet(count: number): Promise<FakeSocket> {
  await slack.until(() => slack.sockets.length >= count);
  const socket = slack.sockets[count - 1];
  if (socket === undefined) throw new Error('no connection');
  socket.send({ type: 'hello', num_connections: 1 });
  return socket;
}

/** Asks over a connection, and waits for the answer. */
async function ask(socket: FakeSocket): Promise<void> {
  const said = { type: 'slash_commands', envelope_id: fresh('envelope-'), accepts_response_payload: true };
  socket.send({ ...said, payload: slashCommand('robots', slack.responseUrl()).form });
  await slack.until(() => socket.received.some((each) => each['envelope_id'] === said.envelope_id));
  expect(socket.received.at(-1)).toMatchObject({ payload: { text: 'Said: robots' } });
}

const state = () => adapter.health?.().state;
const failures = () => log.lines.filter(({ message }) => message === 'cannot connect to Slack: trying again');

/** What `/ready` says. */
const ready = () =>
  readJson(
    createHealth({
      version: '1',
      standing: () => ({
        sources: [],
        platforms: [{ name: 'slack', ...(adapter.health?.() ?? { state: 'connecting', waiting: 0 }) }],
      }),
      reachStore: async () => {},
      clock: Date.now,
    }).listener,
    '/ready',
  );

test('an hour without a connection is tried through every half minute, and the next question is answered', async () => {
  const first = await greet(1);
  await ask(first);
  slack.provoke('apps.connections.open', ...Array.from({ length: 125 }, () => 'cut' as const));
  pauses.length = 0;
  first.destroy();
  await slack.until(() => slack.callsOf('apps.connections.open').length === 60);
  expect(await ready()).toMatchObject({ status: 503, body: { missing: ['slack'] } });
  const again = await greet(2);
  await ask(again);
  expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(60 * MINUTE);
  expect(Math.max(...pauses)).toBe(30_000);
  expect(failures()).toHaveLength(125);
  expect([state(), await ready()]).toEqual(['connected', expect.objectContaining({ status: 200 })]);
});

test.each(['invalid_auth', 'account_inactive', 'not_allowed_token_type'])(
  'a token that is refused on reconnecting with %s does not make the program spin or end, and /ready says so until it is taken again',
  async (error) => {
    const first = await greet(1);
    slack.provoke('apps.connections.open', ...Array.from({ length: 20 }, () => ({ error })));
    pauses.length = 0;
    first.destroy();
    await slack.until(() => slack.callsOf('apps.connections.open').length === 12);
    expect(state()).toBe('refused');
    expect(await ready()).toMatchObject({
      status: 503,
      body: { status: 'unready', missing: ['slack'], platforms: [{ platform: 'slack', state: 'refused' }] },
    });
    await ask(await greet(2));
    // Twenty tries take more than seven minutes: a pause before each, most of half a minute.
    expect(failures()).toHaveLength(20);
    expect(failures()[0]).toMatchObject({ level: 'error', values: { error: expect.stringContaining(error) } });
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(7 * MINUTE);
    expect((await ready()).status).toBe(200);
  },
);

test('where Socket Mode is switched off the bot asks ever more rarely, says why, and is back when it is on again', async () => {
  pauses.length = 0;
  for (let count = 1; count <= 8; count++) {
    const socket = await greet(count);
    socket.send({ type: 'disconnect', reason: 'link_disabled' });
  }
  await ask(await greet(9));
  expect(pauses.filter((ms) => ms >= 1_000).slice(0, 8)).toEqual([
    2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000,
  ]);
  const told = log.lines.filter(({ message }) => message === 'disconnected from Slack: connecting again');
  expect(told.map(({ values }) => values)).toContainEqual({ failures: 8, reason: 'link_disabled' });
});

test('a connection that Slack renews after a while is made anew at once', async () => {
  const first = await greet(1);
  await ask(first);
  // Longer than a connection has to hold, in the time of this test.
  await sleep(2_700);
  pauses.length = 0;
  first.send({ type: 'disconnect', reason: 'refresh_requested' });
  await ask(await greet(2));
  expect(pauses).toEqual([1_000]);
});

test('an event that comes once more over the new connection is answered once', async () => {
  const first = await greet(1);
  const { json } = mention('robots');
  const event = (retry: number) => ({ type: 'events_api', envelope_id: fresh('envelope-'), retry_attempt: retry });
  first.send({ ...event(0), payload: json });
  await slack.until(() => slack.callsOf('chat.postMessage').length === 1);
  first.destroy();
  const second = await greet(2);
  second.send({ ...event(1), payload: json });
  await ask(second);
  expect([parrot.asked.map(({ text }) => text), slack.callsOf('chat.postMessage').length]).toEqual([
    ['robots', 'robots'],
    1,
  ]);
});
