import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Block, reply, text } from '../../../src/core/reply.ts';
import type { SendError } from '../../../src/core/send-error.ts';
import type { SlackAdapterOptions } from '../../../src/platforms/slack/adapter.ts';
import { type AdapterUnderTest, startAdapter } from './adapter-under-test.ts';
import { startFakeSlack } from './fake-slack.ts';

const CHANNEL = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;
const DIRECT = { ...CHANNEL, channel: 'U1', kind: 'direct' } as const;
const SINCE = 1_790_000_000_000;
const summary = reply(text('Summary'));
const table: Block = { kind: 'table', columns: [{ title: 'A' }], rows: [[['1']]] };
const png: Block = { kind: 'image', alt: 'A chart', mediaType: 'image/png', bytes: new Uint8Array([137]) };

let it: AdapterUnderTest;
let waits: number[];

/** Starts the adapter anew. */
async function restart(options: Partial<SlackAdapterOptions>): Promise<void> {
  await it.close();
  it = await startAdapter(options);
}

beforeEach(async () => {
  waits = [];
  it = await startAdapter({
    wait: async (ms) => {
      waits.push(ms);
    },
  });
});

afterEach(() => it.close());

async function failure(sent = it.adapter.send(CHANNEL, summary)): Promise<SendError> {
  return sent.then(
    () => Promise.reject(new Error('it was sent')),
    (error: SendError) => error,
  );
}

const posts = () => it.slack.callsOf('chat.postMessage');

describe('a message that did not arrive', () => {
  test.each([
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'channel_is_archived',
    'user_not_found',
    'user_disabled',
    'restricted_action',
    'restricted_action_read_only_channel',
    'cannot_dm_bot',
    'messages_tab_disabled',
  ])('is told to have lost its conversation: %s', async (error) => {
    it.slack.provoke('chat.postMessage', { error });
    expect(await failure()).toMatchObject({ name: 'SendError', outcome: 'gone' });
  });

  test.each([
    'invalid_auth',
    'token_revoked',
    'account_inactive',
    'missing_scope',
    'msg_too_long',
    'team_added_to_org',
  ])('can be sent again: %s', async (error) => {
    it.slack.provoke('chat.postMessage', { error });
    expect(await failure()).toMatchObject({ outcome: 'not-sent', message: expect.stringContaining(error) });
  });

  test('can be sent again where Slack, or something before it, refused the request', async () => {
    it.slack.provoke('chat.postMessage', { status: 403, body: '<html>' });
    expect(await failure()).toMatchObject({ outcome: 'not-sent' });
  });

  test('can be sent again where nobody was there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await restart({ apiUrl: `http://127.0.0.1:${port}/api/` });
    expect(await failure()).toMatchObject({ outcome: 'not-sent' });
  });

  test('can be sent again where there was no trust', async () => {
    const plain = await startFakeSlack();
    await restart({ apiUrl: plain.apiUrl.replace('http:', 'https:') });
    expect(await failure()).toMatchObject({ outcome: 'not-sent' });
    await plain.close();
  });

  test('can be sent again after the time that Slack asks for, where that is long', async () => {
    it.slack.provoke('chat.postMessage', { status: 429, headers: { 'retry-after': '60' } });
    expect(await failure()).toMatchObject({ outcome: 'not-sent', retryAfterMs: 60_000 });
    expect(waits).not.toContain(60_000);
    expect(posts()).toHaveLength(1);
  });

  test('is sent again at once where the time that Slack asks for is short', async () => {
    it.slack.provoke('chat.postMessage', { status: 429, headers: { 'retry-after': '3' } });
    await it.adapter.send(CHANNEL, summary);
    expect(waits).toContain(3_000);
    expect(posts()).toHaveLength(2);
  });

  test('can be sent again where Slack does not say how long to wait', async () => {
    it.slack.provoke('chat.postMessage', { status: 429 });
    expect(await failure()).toMatchObject({ outcome: 'not-sent' });
  });

  test('can be sent again later where too much is waiting for its channel', async () => {
    await restart({ now: () => SINCE, wait: async () => {} });
    for (let i = 0; i < 24; i++) await it.adapter.send(CHANNEL, summary);
    expect(await failure()).toMatchObject({ outcome: 'not-sent', retryAfterMs: 21_000 });
    expect(posts()).toHaveLength(24);
  });
});

describe('a message that may have arrived', () => {
  test.each([
    ['the connection was cut', 'cut' as const],
    ['Slack failed', { status: 500 }],
    ['Slack was not available', { status: 503 }],
    ['a proxy answered for it', { status: 200, body: '<html>Bad gateway</html>' }],
    ['Slack failed halfway', { error: 'internal_error' }],
    ['Slack failed halfway for good', { error: 'fatal_error' }],
  ])('is told to be unknown, and is not sent again: %s', async (_, fault) => {
    it.slack.provoke('chat.postMessage', fault);
    expect(await failure()).toMatchObject({ outcome: 'unknown' });
    expect(posts()).toHaveLength(1);
  });

  test('is unknown as a whole where a part of it had gone', async () => {
    it.slack.provoke('chat.postMessage', { status: 200, body: '{"ok":true,"ts":"1"}' }, { error: 'is_archived' });
    expect(await failure(it.adapter.send(CHANNEL, reply(text('Long'), table, table)))).toMatchObject({
      outcome: 'unknown',
    });
  });
});

test('a message in a direct conversation, which goes by the user, can be replaced', async () => {
  const sent = await it.adapter.send(DIRECT, summary);
  await it.adapter.update(sent, reply(text('New summary')));
  expect(posts()[0]?.args['channel']).toBe('U1');
  expect(it.slack.callsOf('chat.update')[0]?.args).toMatchObject({ channel: 'D-U1', ts: sent.id });
});

test('a message whose pictures fail has arrived, and says what is missing', async () => {
  it.slack.provoke('upload', { status: 500 });
  await it.adapter.send(CHANNEL, reply(text('Summary'), png));
  await it.slack.until(() => posts().length === 2);
  expect(posts()[1]?.args['text']).toBe('The pictures of this answer could not be brought to Slack.');
});

test.each([
  'http://169.254.169.254/latest',
  'https://slack.com.evil.example/upload',
  'https://files.slack.com@evil.example/upload',
  'http://127.0.0.1:1/upload',
])('no picture is sent to %s, whatever Slack seems to answer', async (address) => {
  it.slack.answer('files.getUploadURLExternal', () => ({ ok: true, upload_url: address, file_id: 'F1' }));
  await it.adapter.send(CHANNEL, reply(text('Summary'), png));
  await it.slack.until(() => posts().length === 2);
  expect(posts()[1]?.args['text']).toBe('The pictures of this answer could not be brought to Slack.');
});

describe('the mark of a message', () => {
  test('goes with its first part only, as metadata', async () => {
    await it.adapter.send(CHANNEL, reply(text('Long'), table, table), 'd-1');
    expect(posts().map(({ args }) => args['metadata'])).toEqual([
      { event_type: 'scout_delivery', event_payload: { mark: 'd-1' } },
      undefined,
    ]);
  });

  test('goes with the text where Slack refuses the blocks', async () => {
    it.slack.provoke('chat.postMessage', { error: 'invalid_blocks' });
    await it.adapter.send(CHANNEL, summary, 'd-1');
    expect(posts()[1]?.args).toMatchObject({ metadata: { event_payload: { mark: 'd-1' } } });
  });

  test.each([
    ['a channel', CHANNEL],
    ['a thread', { ...CHANNEL, thread: '1790000000.5' }],
    ['a direct conversation', DIRECT],
  ])('is found in %s, and no other one is', async (_, conversation) => {
    await it.adapter.send(conversation, summary, 'd-1');
    expect(await it.adapter.find(conversation, 'd-1', SINCE)).toBe(true);
    expect(await it.adapter.find(conversation, 'd-2', SINCE)).toBe(false);
  });

  test('is looked for since a little earlier, because clocks differ, and with metadata', async () => {
    await it.adapter.find(CHANNEL, 'd-1', SINCE);
    expect(it.slack.callsOf('conversations.history')[0]?.args).toMatchObject({
      channel: 'C1',
      oldest: '1789999700',
      include_all_metadata: 'true',
    });
  });

  test('is looked for on further pages, but not without end', async () => {
    const marked = { metadata: { event_type: 'scout_delivery', event_payload: { mark: 'd-1' } } };
    it.slack.answer('conversations.history', ({ cursor }) =>
      cursor === 'two' ? { messages: [marked] } : { messages: [{}], response_metadata: { next_cursor: 'two' } },
    );
    expect(await it.adapter.find(CHANNEL, 'd-1', SINCE)).toBe(true);
    it.slack.answer('conversations.history', () => ({ messages: [], response_metadata: { next_cursor: 'more' } }));
    expect(await it.adapter.find(CHANNEL, 'd-1', SINCE)).toBeUndefined();
    expect(it.slack.callsOf('conversations.history')).toHaveLength(2 + 5);
  });

  test('is not known to be there where the bot may not look, which is logged once', async () => {
    it.slack.provoke('conversations.history', { error: 'missing_scope' }, { error: 'missing_scope' }, 'cut');
    for (let i = 0; i < 3; i++) expect(await it.adapter.find(CHANNEL, 'd-1', SINCE)).toBeUndefined();
    const told = it.log.filter(({ message }) => message === 'cannot look for own messages in Slack');
    expect(told.map(({ values }) => values)).toEqual([{ reason: 'missing_scope' }, { reason: expect.any(String) }]);
  });
});
