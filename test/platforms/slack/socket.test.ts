import { setTimeout as sleep } from 'node:timers/promises';
import type { PlatformAdapter } from '../../../src/core/platform-adapter.ts';
import { privateReply, reply, text } from '../../../src/core/reply.ts';
import { createSlackAdapter } from '../../../src/platforms/slack/adapter.ts';
import type { FormView } from '../../../src/platforms/slack/form-view.ts';
import { createMemoryLog, createParrot } from './adapter-under-test.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import type { FakeSocket } from './fake-web-socket.ts';
import { buttonPress, fresh, mention, slashCommand, viewSubmission } from './payloads.ts';

const HELLO_DEADLINE = 20_000;

let slack: FakeSlack;
let adapter: PlatformAdapter;
let parrot: ReturnType<typeof createParrot>;
let log: ReturnType<typeof createMemoryLog>;
/** The pauses the adapter wanted, in milliseconds; here they pass a hundred times faster, and what it waits for Slack's hello ten times. */
let waits: number[];

beforeEach(async () => {
  slack = await startFakeSlack();
  parrot = createParrot();
  log = createMemoryLog();
  waits = [];
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
      waits.push(ms);
      await sleep(ms === HELLO_DEADLINE ? ms / 10 : ms / 100, undefined, { signal });
    },
  });
});

afterEach(async () => {
  await adapter.close();
  await slack.close();
});

/** Waits for the connection number `count` and says hello on it, as Slack does. */
async function greet(count = 1): Promise<FakeSocket> {
  await slack.until(() => slack.sockets.length >= count);
  const socket = slack.sockets[count - 1];
  if (socket === undefined) throw new Error('no connection');
  socket.send({ type: 'hello', num_connections: 1 });
  return socket;
}

/** An envelope as Socket Mode wraps what would be a request. */
function envelope(type: string, payload: object) {
  return { type, envelope_id: fresh('envelope-'), accepts_response_payload: type === 'slash_commands', payload };
}

async function acknowledged(socket: FakeSocket, id: string) {
  await slack.until(() => socket.received.some((each) => each['envelope_id'] === id));
  return socket.received.find((each) => each['envelope_id'] === id);
}

test('needs no HTTP listener, and opens the connection with the app token', async () => {
  expect(await adapter.connect(parrot.bot)).toBeUndefined();
  await greet();
  expect(slack.callsOf('apps.connections.open')).toMatchObject([{ token: 'Bearer xapp-test' }]);
  expect(slack.callsOf('auth.test')).toMatchObject([{ token: 'Bearer xoxb-test' }]);
});

test('answers a slash command in the acknowledgement', async () => {
  await adapter.connect(parrot.bot);
  const socket = await greet();
  const command = envelope('slash_commands', slashCommand('robots', slack.responseUrl()).form);
  socket.send(command);
  expect(await acknowledged(socket, command.envelope_id)).toMatchObject({
    payload: { response_type: 'in_channel', text: 'Said: robots' },
  });
});

test('answers mentions and buttons', async () => {
  await adapter.connect(parrot.bot);
  const socket = await greet();
  const said = envelope('events_api', mention('robots').json);
  socket.send(said);
  await acknowledged(socket, said.envelope_id);
  await slack.until(() => slack.callsOf('chat.postMessage').length > 0);
  const { form } = buttonPress('say:0', 'summary', { response_url: slack.responseUrl() });
  const pressed = envelope('interactive', JSON.parse(form['payload'] ?? ''));
  socket.send(pressed);
  await acknowledged(socket, pressed.envelope_id);
  await slack.until(() => slack.responses.length > 0);
  expect(slack.responses[0]?.body).toMatchObject({ text: 'Said: summary' });
});

test('opens forms, and takes what was filled in', async () => {
  const time = { kind: 'time', name: 'time', label: 'At', initial: '07:00' } as const;
  parrot.answer = () =>
    reply({ kind: 'form', title: 'Subscribe', submit: 'Send', command: 'subscribe', fields: [time] });
  await adapter.connect(parrot.bot);
  const socket = await greet();
  socket.send(envelope('slash_commands', slashCommand('subscribe', slack.responseUrl()).form));
  await slack.until(() => slack.callsOf('views.open').length > 0);
  const view = slack.callsOf('views.open')[0]?.args['view'] as FormView;
  const submit = (): ReturnType<typeof envelope> =>
    envelope('interactive', JSON.parse(viewSubmission(view, { 'field:0': '08:30' }).form['payload'] ?? ''));
  Object.assign(parrot, { answer: () => privateReply(text('Not today')), failed: true });
  const wrong = submit();
  socket.send(wrong);
  expect(await acknowledged(socket, wrong.envelope_id)).toMatchObject({
    payload: { response_action: 'errors', errors: { 'field:0': 'Not today' } },
  });
  Object.assign(parrot, { answer: () => reply(text('Done')), failed: false });
  const right = submit();
  socket.send(right);
  await acknowledged(socket, right.envelope_id);
  await slack.until(() => slack.callsOf('chat.postMessage').length > 0);
  expect(parrot.asked.at(-1)?.text).toBe('subscribe 08:30');
});

test.each<[string, object]>([
  ['an event without its payload', { type: 'events_api', envelope_id: 'e-1' }],
  ['an event of nothing', { type: 'events_api', envelope_id: 'e-1', payload: { event: null } }],
  ['a command without its payload', { type: 'slash_commands', envelope_id: 'e-1' }],
  ['a list', []],
])('%s is passed over, and what comes next is answered', async (_, unreadable) => {
  await adapter.connect(parrot.bot);
  const socket = await greet();
  socket.send(unreadable);
  const command = envelope('slash_commands', slashCommand('robots', slack.responseUrl()).form);
  socket.send(command);
  expect(await acknowledged(socket, command.envelope_id)).toMatchObject({ payload: { text: 'Said: robots' } });
});

test('an event delivered over two connections is answered once', async () => {
  await adapter.connect(parrot.bot);
  const socket = await greet();
  const { json } = mention('robots');
  const [one, two] = [envelope('events_api', json), envelope('events_api', json)];
  socket.send(one);
  socket.send(two);
  await acknowledged(socket, one.envelope_id);
  await acknowledged(socket, two.envelope_id);
  expect(parrot.asked).toHaveLength(1);
});

test('connects again when Slack asks for it, and when the connection breaks', async () => {
  await adapter.connect(parrot.bot);
  const first = await greet(1);
  first.send({ type: 'disconnect', reason: 'refresh_requested' });
  const second = await greet(2);
  second.destroy();
  const third = await greet(3);
  const command = envelope('slash_commands', slashCommand('robots', slack.responseUrl()).form);
  third.send(command);
  expect(await acknowledged(third, command.envelope_id)).toMatchObject({ payload: { text: 'Said: robots' } });
});

test.each(['invalid_auth', 'account_inactive', 'not_allowed_token_type', 'internal_error'])(
  'a token refused with %s does not end the program: it tries again',
  async (error) => {
    slack.provoke('apps.connections.open', { error }, { error });
    await adapter.connect(parrot.bot);
    await greet();
    expect(slack.callsOf('apps.connections.open')).toHaveLength(3);
  },
);

test('a token refused while reconnecting does not end the program either', async () => {
  await adapter.connect(parrot.bot);
  const first = await greet(1);
  slack.provoke(
    'apps.connections.open',
    { error: 'invalid_auth' },
    'cut',
    { status: 503 },
    { status: 429, headers: { 'retry-after': '1' } },
  );
  first.destroy();
  await greet(2);
  expect(slack.callsOf('apps.connections.open')).toHaveLength(6);
});

test('a long outage is never answered with pauses longer than half a minute', async () => {
  slack.provoke('apps.connections.open', ...Array.from({ length: 6 }, () => 'cut' as const));
  slack.provoke('socket', 'cut');
  await adapter.connect(parrot.bot);
  await greet();
  expect(slack.callsOf('apps.connections.open')).toHaveLength(8);
  const pauses = waits.filter((ms) => ms > 1_000);
  expect(Math.max(...pauses)).toBe(30_000);
});

test('a connection on which Slack never says hello is given up', async () => {
  await adapter.connect(parrot.bot);
  await slack.until(() => slack.sockets.length === 1);
  await greet(2);
  expect(log.lines.map(({ values }) => values)).toContainEqual({
    failures: 1,
    error: 'Slack did not say hello in time',
  });
});

test('an answer is brought by the response_url when the connection breaks before it is there', async () => {
  parrot.answer = async (message) => {
    slack.sockets[0]?.destroy();
    await slack.until(() => slack.sockets.length === 2);
    return reply(text(`Said: ${message.text}`));
  };
  await adapter.connect(parrot.bot);
  const socket = await greet();
  socket.send(envelope('slash_commands', slashCommand('robots', slack.responseUrl()).form));
  await slack.until(() => slack.responses.length > 0);
  expect(slack.responses[0]?.body).toMatchObject({ text: 'Said: robots' });
});

test('no secret gets into the log', async () => {
  slack.provoke('apps.connections.open', { error: 'invalid_auth' });
  slack.provoke('socket', 'cut');
  await adapter.connect(parrot.bot);
  const socket = await greet();
  socket.destroy();
  await greet(2);
  const written = JSON.stringify(log.lines);
  expect(written).not.toMatch(/xapp-test|xoxb-test|ticket=secret/);
});

test('closes the connection when it is closed', async () => {
  await adapter.connect(parrot.bot);
  const socket = await greet();
  await slack.until(
    () => log.lines.some(({ message }) => message === 'connected to Slack') || socket.received.length > 0 || true,
  );
  await adapter.close();
  await slack.until(() => !socket.isOpen());
  expect(slack.sockets).toHaveLength(1);
});
