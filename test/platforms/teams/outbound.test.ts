import { generate } from 'selfsigned';
import type { Conversation } from '../../../src/core/message.ts';
import { type Block, reply, text } from '../../../src/core/reply.ts';
import type { TeamsCredentials } from '../../../src/platforms/teams/options.ts';
import { personalMessage } from './activities.ts';
import { startTeams, type TeamsUnderTest } from './adapter-under-test.ts';
import { startFakeConnector } from './fake-connector.ts';

let it: TeamsUnderTest;
/** How long the adapter wanted to wait, in milliseconds; it does not wait here. */
let waits: number[];
let time: number;
let conversation: Conversation;

const wait = async (ms: number): Promise<void> => {
  waits.push(ms);
  time += ms;
};

beforeEach(async () => {
  waits = [];
  time = Date.parse('2026-10-21T10:19:00Z');
  // Only typing is awaited beside what is counted here, and no answer takes long enough for it.
  it = await startTeams({ wait, now: () => time, deadlineMs: 300 });
  conversation = {
    platform: 'teams',
    team: 'tenant-1',
    channel: '19:c@thread.tacv2',
    kind: 'channel',
    thread: '17',
    endpoint: it.connector.serviceUrl,
  };
});

afterEach(() => it.close());

const send = () => it.adapter.send(conversation, reply(text('Summary')));

describe('Teams asks to wait', () => {
  test('so many seconds, and gets the message again after them', async () => {
    it.connector.provoke({ status: 429, headers: { 'retry-after': '7' } });
    const { id } = await send();
    expect([it.connector.calls.length, waits, id]).toEqual([2, [7_000], 'sent-1']);
  });

  test('until a moment', async () => {
    it.connector.provoke({ status: 429, headers: { 'retry-after': 'Wed, 21 Oct 2026 10:19:09 GMT' } });
    await send();
    expect(waits).toEqual([9_000]);
  });

  test.each([429, 412])('by %d without a time: the pauses grow, with chance in them', async (status) => {
    it.connector.provoke({ status }, { status }, { status });
    await send();
    expect([it.connector.calls.length, waits]).toEqual([4, [750, 1_500, 3_000]]);
  });

  test('again and again: it is given up', async () => {
    it.connector.provoke({ status: 429 }, { status: 429 }, { status: 429 }, { status: 429 });
    await expect(send()).rejects.toThrow('Teams answered 429');
    expect(it.connector.calls).toHaveLength(4);
  });

  test('longer than anybody reads: it is given up at once', async () => {
    it.connector.provoke({ status: 429, headers: { 'retry-after': '3600' } });
    await expect(send()).rejects.toThrow('Teams answered 429');
    expect(it.connector.calls).toHaveLength(1);
  });
});

describe('a message that may have arrived', () => {
  test.each([500, 502, 503, 504])('after %d is not sent again: there would be two', async (status) => {
    it.connector.provoke({ status });
    await expect(send()).rejects.toThrow(`Teams answered ${status}`);
    expect(it.connector.calls).toHaveLength(1);
  });

  test('after a cut connection is not sent again', async () => {
    it.connector.provoke('cut');
    await expect(send()).rejects.toThrow('Teams did not answer');
    expect(it.connector.calls).toHaveLength(1);
  });

  test('is not waited for longer than the deadline', async () => {
    it.connector.provoke('hang');
    await expect(send()).rejects.toThrow('Teams did not answer');
    expect(it.connector.calls).toHaveLength(1);
  });

  test.each([{ status: 503 }, 'cut' as const, 'hang' as const])(
    'as an update is made again, as that is the same twice: %o',
    async (fault) => {
      const sent = await send();
      it.connector.provoke(fault);
      await it.adapter.update(sent, reply(text('New')));
      expect(it.connector.calls.map(({ method }) => method)).toEqual(['POST', 'PUT', 'PUT']);
    },
  );
});

describe('a conversation that the bot was thrown out of', () => {
  const forbidden = { status: 403, body: { error: { code: 'BotNotInConversationRoster', message: 'gone' } } };

  test('gets nothing more, and the log says why', async () => {
    it.connector.provoke(forbidden);
    await expect(send()).rejects.toThrow('Teams answered 403: BotNotInConversationRoster');
    await expect(send()).rejects.toThrow('may not write in this conversation');
    await expect(it.adapter.send({ ...conversation, thread: '18' }, reply(text('x')))).rejects.toThrow('may not write');
    expect(it.connector.calls).toHaveLength(1);
    expect(it.log).toMatchObject([
      { level: 'warn', message: expect.stringContaining('left alone'), values: { code: 'BotNotInConversationRoster' } },
    ]);
  });

  test('lives again when somebody writes to the bot there', async () => {
    it.connector.provoke(forbidden);
    const personal = { ...conversation, channel: 'a:personal-1', thread: undefined };
    const { thread: _, ...place } = personal;
    await expect(it.adapter.send(place, reply(text('x')))).rejects.toThrow();
    await it.send(personalMessage(it.connector.serviceUrl, 'robots'));
    await it.connector.until(() => it.connector.messages().length > 1);
    await it.adapter.send(place, reply(text('Again')));
    expect(it.connector.messages().at(-1)?.body).toMatchObject({ summary: 'Again' });
  });
});

describe('a card that Teams does not take', () => {
  test.each([
    ['because it is too large', 413, 'MessageSizeTooBig'],
    ['because it is not right', 400, 'BadArgument'],
  ])('%s is sent as text', async (_, status, code) => {
    it.connector.provoke({ status, body: { error: { code } } });
    await send();
    expect(it.connector.calls[1]?.body).toMatchObject({
      type: 'message',
      text: 'Summary\n(times in UTC)',
      textFormat: 'plain',
    });
    expect(it.log).toMatchObject([{ level: 'error', values: { error: `Teams answered ${status}: ${code}` } }]);
  });

  test('whatever the answer, it is below what Teams takes', async () => {
    const long: Block = text('x'.repeat(300_000));
    await it.adapter.send(conversation, reply(long));
    expect(it.connector.calls.length).toBeGreaterThan(3);
    for (const { body } of it.connector.calls) expect(JSON.stringify(body).length).toBeLessThan(28_000);
  });
});

test('a message unasked goes into the thread of a stored conversation, with the token and as an answer to nothing', async () => {
  await send();
  expect(it.connector.calls).toMatchObject([
    {
      conversation: '19:c@thread.tacv2;messageid=17',
      activity: undefined,
      authorization: 'Bearer outgoing-token',
    },
  ]);
});

test('an answer goes to the address in its question, as Teams may change it', async () => {
  const moved = await startFakeConnector();
  const hosts = [it.connector, moved].map(({ serviceUrl }) => new URL(serviceUrl).host);
  const other = await startTeams({ serviceHosts: hosts });
  const question = JSON.stringify(personalMessage(moved.serviceUrl, 'robots'));
  await other.knock(question, `Bearer ${other.authority.sign(moved.serviceUrl)}`);
  await moved.until(() => moved.messages().length > 0);
  await other.close();
  await moved.close();
  expect([moved.messages().length, other.connector.calls]).toEqual([1, []]);
});

test.each<TeamsCredentials['kind']>(['secret', 'certificate', 'managed-identity'])(
  'the SDK takes the settings of a bot with a %s',
  async (kind) => {
    const { private: privateKey } = await generate([{ name: 'commonName', value: 'scout-bot' }]);
    const credentials: TeamsCredentials = { kind, password: 'p', privateKey, thumbprint: 'AB'.repeat(20) };
    const microsoft = await startTeams({ credentials, authority: undefined });
    const response = await microsoft.knock('{}');
    await microsoft.close();
    expect(response.status).toBe(401);
  },
);

test('a stored conversation that leads elsewhere gets nothing', async () => {
  const elsewhere = { ...conversation, endpoint: 'https://stranger.example/' };
  await expect(it.adapter.send(elsewhere, reply(text('x')))).rejects.toThrow('not allowed');
  const { endpoint: _, ...nowhere } = conversation;
  await expect(it.adapter.send(nowhere, reply(text('x')))).rejects.toThrow('needs its endpoint');
  expect(it.connector.calls).toEqual([]);
});

test('a redirect is not followed, as the token would go along', async () => {
  it.connector.provoke({ status: 307, headers: { location: `${it.connector.serviceUrl}elsewhere` } });
  await expect(send()).rejects.toThrow('Teams answered 307');
  expect(it.connector.calls).toHaveLength(1);
});

test('messages in one conversation are no faster than Teams allows, whatever their thread', async () => {
  for (let i = 0; i < 9; i++) await it.adapter.send({ ...conversation, thread: String(i) }, reply(text('x')));
  expect(waits).toEqual([1_000, 1_000]);
  await it.adapter.send({ ...conversation, channel: '19:other' }, reply(text('x')));
  expect(waits).toHaveLength(2);
});

test('no line of the log holds a token', async () => {
  it.connector.provoke('cut', { status: 403 }, { status: 500 });
  for (let i = 0; i < 3; i++) await send().catch(() => {});
  expect(JSON.stringify(it.log)).not.toMatch(/outgoing-token|p4ssword/);
});
