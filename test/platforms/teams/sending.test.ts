import { createServer } from 'node:net';
import type { Conversation } from '../../../src/core/message.ts';
import { type Block, reply, text } from '../../../src/core/reply.ts';
import { SendError } from '../../../src/core/send-error.ts';
import { channelMention, personalMessage } from './activities.ts';
import { startTeams, type TeamsUnderTest } from './adapter-under-test.ts';

let it: TeamsUnderTest;
let waits: number[];
let time: number;
let conversation: Conversation;

beforeEach(async () => {
  waits = [];
  time = Date.parse('2026-10-21T10:19:00Z');
  const wait = async (ms: number): Promise<void> => {
    waits.push(ms);
    time += ms;
  };
  it = await startTeams({ wait, now: () => time, deadlineMs: 300 });
  conversation = {
    platform: 'teams',
    team: 'tenant-1',
    channel: '19:c@thread.tacv2',
    kind: 'channel',
    endpoint: it.connector.serviceUrl,
  };
});

afterEach(() => it.close());

const long: Block = text('x'.repeat(60_000));

/** What became of a message whose sending failed. */
async function failure(adapter = it.adapter, to = conversation, ...blocks: readonly Block[]): Promise<SendError> {
  const sent = await adapter.send(to, reply(text('Summary'), ...blocks)).catch((error: unknown) => error);
  if (!(sent instanceof SendError)) throw new Error(`no SendError but ${sent}`);
  return sent;
}

const teamsError = (status: number, code: string) => ({ status, body: { error: { code, message: code } } });

describe('a summary that could not be sent', () => {
  test.each([
    ['the bot was thrown out', 403, 'BotNotInConversationRoster'],
    ['the bot is blocked', 403, 'MessageWritesBlocked'],
    ['the conversation was deleted', 404, 'ConversationNotFound'],
  ])('because %s has lost its conversation', async (_, status, code) => {
    it.connector.provoke(teamsError(status, code));
    expect(await failure()).toMatchObject({ outcome: 'gone', message: `Teams answered ${status}: ${code}: ${code}` });
  });

  test('has lost its conversation the second time too, without asking Teams', async () => {
    it.connector.provoke(teamsError(403, 'BotNotInConversationRoster'));
    await failure();
    expect(await failure()).toMatchObject({ outcome: 'gone' });
    expect(it.connector.calls).toHaveLength(1);
  });

  test.each([403, 404])('because a proxy in between said %d was not sent', async (status) => {
    it.connector.provoke({ status, body: {} }, { status, body: {} });
    expect(await failure()).toMatchObject({ outcome: 'not-sent' });
    expect(await failure()).toMatchObject({ outcome: 'not-sent' });
    expect(it.connector.calls).toHaveLength(2);
  });

  test.each([401, 405, 307])('because Teams answered %d was not sent', async (status) => {
    it.connector.provoke({ status });
    expect(await failure()).toMatchObject({ outcome: 'not-sent', retryAfterMs: undefined });
  });

  test.each([400, 413])('because Teams took it neither as a card nor as text (%d) was not sent', async (status) => {
    it.connector.provoke({ status }, { status });
    expect(await failure()).toMatchObject({ outcome: 'not-sent' });
    expect(it.connector.calls).toHaveLength(2);
  });

  test.each([500, 502, 503, 504, 408])('because Teams answered %d may have arrived', async (status) => {
    it.connector.provoke({ status });
    expect(await failure()).toMatchObject({ outcome: 'unknown' });
  });

  test.each(['cut', 'hang'] as const)('because the connection was lost (%s) may have arrived', async (fault) => {
    it.connector.provoke(fault);
    expect(await failure()).toMatchObject({ outcome: 'unknown' });
  });

  test('whose first card has arrived is there in part', async () => {
    it.connector.provoke(...[200, 429, 429, 429, 429].map((status) => ({ status, body: { id: 'sent' } })));
    expect(await failure(it.adapter, conversation, long)).toMatchObject({ outcome: 'unknown' });
  });

  test('because nobody listens there was not sent', async () => {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}/`;
    const other = await startTeams({ serviceHosts: [`127.0.0.1:${port}`] });
    const failed = await failure(other.adapter, { ...conversation, endpoint });
    await other.close();
    expect(failed).toMatchObject({ outcome: 'not-sent', message: expect.stringContaining('ECONNREFUSED') });
  });

  test('because the certificate is not to be trusted, or is none, was not sent', async () => {
    const endpoint = it.connector.serviceUrl.replace('http:', 'https:');
    expect(await failure(it.adapter, { ...conversation, endpoint })).toMatchObject({ outcome: 'not-sent' });
    expect(it.connector.calls).toEqual([]);
  });

  test('because the bot got no token was not sent', async () => {
    const { authority } = it;
    const token = () => Promise.reject(new Error('AADSTS7000222'));
    const other = await startTeams({
      authority: { ...authority, token },
      serviceHosts: [new URL(it.connector.serviceUrl).host],
    });
    const failed = await failure(other.adapter);
    await other.close();
    expect(failed).toMatchObject({ outcome: 'not-sent', message: expect.stringContaining('AADSTS7000222') });
    expect(it.connector.calls).toEqual([]);
  });

  test('because the adapter was closed was not sent', async () => {
    await it.adapter.close();
    expect(await failure()).toMatchObject({ outcome: 'not-sent' });
  });

  test.each([
    ['leads to a host that is not allowed any more', { endpoint: 'https://stranger.example/' }],
    ['was stored without its address', { endpoint: undefined }],
  ])('because its conversation %s was not sent', async (_, { endpoint }) => {
    const { endpoint: _endpoint, ...rest } = conversation;
    expect(await failure(it.adapter, { ...rest, ...(endpoint && { endpoint }) })).toMatchObject({
      outcome: 'not-sent',
    });
    expect(it.connector.calls).toEqual([]);
  });
});

describe('patience with Teams', () => {
  test('lasts for a pause that Teams asks for', async () => {
    it.connector.provoke({ status: 429, headers: { 'retry-after': '19' } });
    await it.adapter.send(conversation, reply(text('Summary')));
    expect(waits).toEqual([19_000]);
  });

  test('ends before a longer one: whoever sent it is told how long', async () => {
    it.connector.provoke({ status: 429, headers: { 'retry-after': '21' } });
    expect(await failure()).toMatchObject({ outcome: 'not-sent', retryAfterMs: 21_000 });
    expect(waits).toEqual([]);
  });

  test('is for all pauses together', async () => {
    const busy = { status: 429, headers: { 'retry-after': '12' } };
    it.connector.provoke(busy, busy);
    expect(await failure()).toMatchObject({ outcome: 'not-sent', retryAfterMs: 12_000 });
    expect(waits).toEqual([12_000]);
  });

  test('ends before a turn that is far away, and leaves that to others', async () => {
    const busy = await startTeams({ wait: async () => undefined, now: () => time });
    const to = { ...conversation, endpoint: busy.connector.serviceUrl };
    const sending = Array.from({ length: 60 }, () => busy.adapter.send(to, reply(text('Summary'))));
    await Promise.allSettled(sending);
    const failed = await failure(busy.adapter, to);
    expect(failed).toMatchObject({ outcome: 'not-sent' });
    expect(failed.retryAfterMs).toBeGreaterThan(20_000);
    await busy.close();
  });
});

describe('a conversation that was stored', () => {
  /** Lets a question come in, and another bot say something where it came from. */
  async function sayLater(activity: object): Promise<string | undefined> {
    await it.send(activity);
    await it.connector.until(() => it.connector.messages().length > 0);
    const stored: Conversation = JSON.parse(JSON.stringify(it.asked[0]?.conversation));
    const restarted = await startTeams({ serviceHosts: [new URL(it.connector.serviceUrl).host] });
    await restarted.adapter.send(stored, reply(text('Summary')));
    await restarted.close();
    return it.connector.messages()[1]?.conversation;
  }

  test('in a channel gets a thread of its own after a restart', async () => {
    expect(await sayLater(channelMention(it.connector.serviceUrl, 'subscribe daily 07:00'))).toBe(
      '19:channel@thread.tacv2',
    );
  });

  test('in a thread gets it there', async () => {
    expect(await sayLater(channelMention(it.connector.serviceUrl, 'subscribe daily 07:00', '17'))).toBe(
      '19:channel@thread.tacv2;messageid=17',
    );
  });

  test('with one person gets it there', async () => {
    expect(await sayLater(personalMessage(it.connector.serviceUrl, 'subscribe daily 07:00'))).toBe('a:personal-1');
  });
});

test('whether a summary stands in a conversation, Teams does not let a bot see', async () => {
  await it.adapter.send(conversation, reply(text('Summary')), 'mark-1');
  expect(await it.adapter.find(conversation, 'mark-1', 0)).toBeUndefined();
  expect(JSON.stringify(it.connector.calls)).not.toContain('mark-1');
});

test('closing waits for what is being sent', async () => {
  const sending = it.adapter.send(conversation, reply(text('Summary')));
  await it.adapter.close();
  expect(it.connector.calls).toHaveLength(1);
  expect(await sending).toMatchObject({ id: 'sent-1' });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
