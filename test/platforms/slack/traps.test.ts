import { request as httpRequest } from 'node:http';
import { privateReply, reply, text } from '../../../src/core/reply.ts';
import { createRequestListener } from '../../../src/platforms/slack/request-listener.ts';
import { webClientOptions } from '../../../src/platforms/slack/slack-api.ts';
import { createSlackLogger } from '../../../src/platforms/slack/slack-logger.ts';
import { type AdapterUnderTest, createMemoryLog, startAdapter } from './adapter-under-test.ts';
import { buttonPress, directMessage, eventEnvelope, fresh, homeOpened, mention, slashCommand } from './payloads.ts';
import { signedRequest } from './signed-request.ts';

let it: AdapterUnderTest;
/** How long the adapter wanted to wait, in milliseconds; it does not wait here. */
let waits: number[];

beforeEach(async () => {
  waits = [];
  it = await startAdapter({
    wait: async (ms) => {
      waits.push(ms);
    },
  });
});

afterEach(() => it.close());

/** Sends a request as it stands, without signing it anew. */
function sendAs(request: ReturnType<typeof signedRequest>, headers: Readonly<Record<string, string>> = {}) {
  return fetch(it.url, { ...request, headers: { ...request.headers, ...headers } });
}

describe('requests at the door', () => {
  const challenge = { json: { type: 'url_verification', challenge: 'abc', token: 'legacy' } };

  test('the check of the address is answered, but only when it is signed', async () => {
    const signed = await it.send(challenge);
    expect(await signed.json()).toEqual({ challenge: 'abc' });
    const unsigned = await fetch(it.url, { method: 'POST', body: JSON.stringify(challenge.json) });
    expect(unsigned.status).toBe(401);
  });

  test.each([
    ['has no signature', { 'x-slack-signature': '' }],
    ['has a wrong signature', { 'x-slack-signature': `v0=${'0'.repeat(64)}` }],
    ['has a signature of an unknown version', { 'x-slack-signature': 'v1=abc' }],
    ['has no readable time', { 'x-slack-request-timestamp': 'yesterday' }],
  ])('a request that %s is refused', async (_, headers) => {
    const response = await it.send(slashCommand('robots', it.slack.responseUrl()), headers);
    expect(response.status).toBe(401);
    expect(it.asked).toEqual([]);
  });

  test('a request signed with another secret is refused', async () => {
    const response = await sendAs(signedRequest(mention('robots'), { secret: 'not ours' }));
    expect(response.status).toBe(401);
  });

  test('a request older than five minutes is refused, and so is one from the future, which Bolt lets through', async () => {
    const old = await sendAs(signedRequest(mention('robots'), { at: Date.now() - 301_000 - 1_000 }));
    const early = await sendAs(signedRequest(mention('robots'), { at: Date.now() + 3_600_000 }));
    expect([old.status, early.status]).toEqual([401, 401]);
    expect(it.asked).toEqual([]);
  });

  test('a form with a charset behind its content type is taken, at which Bolt alone stumbles', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const response = await it.send(slashCommand('robots', it.slack.responseUrl()), headers);
    expect(await response.json()).toMatchObject({ text: 'Said: robots' });
  });

  test('another path or method is not found', async () => {
    const path = await fetch(it.url.replace('events', 'install'), { method: 'POST' });
    const method = await fetch(it.url);
    expect([path.status, method.status]).toEqual([404, 404]);
  });

  test('a body over 1 MB is refused', async () => {
    const response = await it.send(slashCommand('x'.repeat(1_000_001), it.slack.responseUrl()));
    expect(response.status).toBe(413);
  });

  test('a body that does not end is given up', async () => {
    const listener = createRequestListener({
      listener: () => {},
      refusal: () => undefined,
      log: createMemoryLog(),
      bodyTimeoutMs: 20,
    });
    const { createServer } = await import('node:http');
    const server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const slow = httpRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/slack/events',
      headers: { 'content-length': 100 },
    });
    slow.on('error', () => {});
    slow.write('only a part');
    const status = await new Promise((resolve) => slow.on('response', (response) => resolve(response.statusCode)));
    slow.destroy();
    await new Promise((resolve) => server.close(resolve));
    expect(status).toBe(408);
  });
});

describe('acknowledging', () => {
  test('waits for nothing, also when Slack’s own API is out of reach', async () => {
    it.slack.provoke('auth.test', ...Array.from({ length: 50 }, () => 'cut' as const));
    const response = await it.send(slashCommand('robots', it.slack.responseUrl()));
    expect(response.status).toBe(200);
  });

  test('covers what Bolt has no listener for, so that Slack does not switch the events off', async () => {
    const statuses = await Promise.all(
      [
        eventEnvelope({ type: 'reaction_added', user: 'U1', item: {} }),
        eventEnvelope({ type: 'tokens_revoked', tokens: {} }),
        { json: { type: 'something_new', token: 'legacy' } },
        {
          form: {
            payload: JSON.stringify({
              type: 'shortcut',
              callback_id: 'x',
              user: { id: 'U1' },
              team: { id: 'T1' },
              trigger_id: 'x',
            }),
          },
        },
        {
          form: { payload: JSON.stringify({ type: 'view_closed', user: { id: 'U1' }, team: { id: 'T1' }, view: {} }) },
        },
        {
          form: {
            payload: JSON.stringify({ type: 'block_suggestion', user: { id: 'U1' }, team: { id: 'T1' }, value: '' }),
          },
        },
      ].map(async (payload) => (await it.send(payload)).status),
    );
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
  });

  test('covers the notice that Slack holds back events, and a warning is logged', async () => {
    const response = await it.send({
      json: { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1_790_000_000, token: 'legacy' },
    });
    expect(response.status).toBe(200);
    expect(it.log).toContainEqual(expect.objectContaining({ level: 'warn', values: { minute: 1_790_000_000 } }));
  });

  test('covers a request in which rendering fails', async () => {
    // A reply that no type allows stands for a fault of our own.
    it.answerWith(() => JSON.parse('{"blocks":null,"audience":"everyone"}'));
    const response = await it.send(slashCommand('robots', it.slack.responseUrl()));
    expect(response.status).toBe(200);
    expect(it.log.some(({ level }) => level === 'error')).toBe(true);
  });
});

describe('duplicates', () => {
  test('an event delivered again is answered once', async () => {
    const event = mention('robots');
    await it.send(event);
    await it.send(event, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
    expect(it.asked).toHaveLength(1);
  });

  test('a mention that comes also as a message is answered once', async () => {
    const place = { channel: 'D1', ts: fresh('1790000000.') };
    await it.send(directMessage('<@UBOT> robots', place));
    await it.send(mention('robots', place));
    expect(it.asked).toHaveLength(1);
  });

  test('a command, a button and an opened App Home sent again are answered once', async () => {
    const command = slashCommand('robots', it.slack.responseUrl());
    const press = buttonPress('say:0', 'robots', { response_url: it.slack.responseUrl() });
    const home = homeOpened();
    for (const payload of [command, command, press, press, home, home])
      expect((await it.send(payload)).status).toBe(200);
    expect(it.asked.map((message) => message.text)).toEqual(['robots', 'robots', 'summary']);
  });

  test('the same words at another time are answered again', async () => {
    await it.send(directMessage('robots'));
    await it.send(directMessage('robots'));
    expect(it.asked).toHaveLength(2);
  });
});

describe('what is a new word of a person although it looks odd', () => {
  test.each([
    ['a message with a file', { subtype: 'file_share', files: [{ id: 'F1' }] }],
    ['an answer in a thread that is shown beside it too', { subtype: 'thread_broadcast', thread_ts: '1790000000.5' }],
    ['a message whose authorizations name nobody', {}, { authorizations: [{ team_id: 'T1', user_id: null }] }],
    ['a message without authorizations', {}, { authorizations: null }],
  ])('is answered: %s', async (_, fields, envelope: object = {}) => {
    const { json } = directMessage('robots', fields);
    await it.send({ json: { ...json, ...envelope } });
    expect(it.asked.map(({ text }) => text)).toEqual(['robots']);
  });
});

describe('what is no new word of a person', () => {
  test.each([
    ['a change', { subtype: 'message_changed' }],
    ['a deletion', { subtype: 'message_deleted' }],
    ['a bot, also the bot itself before it knows who it is', { bot_id: 'B9' }],
    ['a bot of the old kind', { subtype: 'bot_message' }],
    ['somebody joining', { subtype: 'channel_join' }],
    ['an edited message', { edited: { user: 'U1', ts: '1' } }],
    ['the bot itself', { user: 'UBOT' }],
    ['a channel that the bot only listens to', { channel_type: 'channel', channel: 'C1' }],
  ])('is left alone: %s', async (_, fields) => {
    const response = await it.send(directMessage('robots', fields));
    expect(response.status).toBe(200);
    expect(it.asked).toEqual([]);
  });

  test('is left alone: a mention by another bot', async () => {
    await it.send(mention('robots', { bot_id: 'B9' }));
    expect(it.asked).toEqual([]);
  });
});

describe('calls of the Web API', () => {
  test('a message whose connection broke is not sent again: it may have arrived', async () => {
    it.slack.provoke('chat.postMessage', 'cut');
    await it.send(mention('robots'));
    await it.adapter.close();
    expect(it.slack.callsOf('chat.postMessage')).toHaveLength(1);
    expect(it.log.map(({ message }) => message)).toContain('could not deliver an answer');
  });

  test('a message that Slack answered with 500 is not sent again', async () => {
    it.slack.provoke('chat.postMessage', { status: 500 });
    await it.send(mention('robots'));
    await it.adapter.close();
    expect(it.slack.callsOf('chat.postMessage')).toHaveLength(1);
  });

  test('a limited call waits as long as Slack says, and only that call', async () => {
    it.slack.provoke('chat.postMessage', { status: 429, headers: { 'retry-after': '7' } });
    await it.send(mention('robots'));
    await it.send(homeOpened());
    await it.slack.until(
      () => it.slack.callsOf('chat.postMessage').length === 2 && it.slack.callsOf('views.publish').length === 1,
    );
    expect(waits.filter((ms) => ms === 7_000)).toHaveLength(1);
  });

  test('a limit that Slack reports with status 200 is waited for too', async () => {
    it.slack.provoke('chat.postMessage', { error: 'ratelimited' });
    await it.send(mention('robots'));
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length === 2);
    expect(waits).toContain(1_000);
  });

  test('a limit that stays is given up after three tries', async () => {
    it.slack.provoke(
      'views.publish',
      ...Array.from({ length: 9 }, () => ({ status: 429, headers: { 'retry-after': '1' } })),
    );
    await it.send(homeOpened());
    await it.adapter.close();
    expect(it.slack.callsOf('views.publish')).toHaveLength(3);
  });

  test('have a time limit, no retries of the SDK’s own, and options that nobody shares', () => {
    const logger = createSlackLogger(createMemoryLog());
    const one = webClientOptions(undefined, logger);
    const other = webClientOptions(undefined, logger);
    expect(one).toMatchObject({ timeout: 10_000, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
    expect(one).not.toHaveProperty('headers');
    expect(one).not.toBe(other);
    expect(one.retryConfig).not.toBe(other.retryConfig);
  });

  test('carry the bot’s own token each', async () => {
    await it.send(mention('robots'));
    await it.send(
      eventEnvelope({ type: 'app_mention', user: 'U1', channel: 'C1', text: 'x', ts: '1' }, { team_id: 'T2' }),
    );
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length === 2);
    expect(new Set(it.slack.calls.map((call) => call.token))).toEqual(new Set(['Bearer xoxb-test']));
  });

  test('who the bot is gets asked until Slack tells', async () => {
    const other = await startAdapter({ wait: async () => {} });
    other.slack.provoke('auth.test', { error: 'invalid_auth' }, 'cut');
    await other.adapter.connect({ answer: async () => ({ reply: reply(), failed: false }) });
    await other.slack.until(() => other.slack.callsOf('auth.test').length >= 4);
    await other.close();
    expect(other.log.filter(({ message }) => message === 'known to Slack')).toHaveLength(2);
  });
});

describe('messages in one channel', () => {
  test('go out in a burst of four, then one a second', async () => {
    const frozen = await startAdapter({
      now: () => 1_790_000_000_000,
      wait: async (ms) => {
        waits.push(ms);
      },
    });
    const conversation = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;
    for (let i = 0; i < 6; i++) await frozen.adapter.send(conversation, reply(text(`${i}`)));
    await frozen.adapter.send({ ...conversation, channel: 'C2' }, reply(text('other')));
    await frozen.close();
    expect(waits).toEqual([1_000, 2_000]);
  });
});

describe('what others could forge', () => {
  test.each([
    'http://169.254.169.254/latest',
    'https://hooks.slack.com.evil.test/x',
    'file:///etc/passwd',
    'nonsense',
    '',
  ])('a response_url to %s is never called', async (url) => {
    it.answerWith(async () => {
      await new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
      return privateReply(text('Help'));
    });
    await it.send(slashCommand('help', url));
    await it.slack.until(() => it.slack.callsOf('chat.postEphemeral').length > 0);
    expect(it.slack.responses).toEqual([]);
    expect(it.log.map(({ message }) => message)).toContain('refused a response_url that is not of Slack');
  });

  test('a robot’s name in a question carries no markup into the answer', async () => {
    await it.send(mention('robot &lt;!channel&gt; *x*'));
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length > 0);
    expect(it.asked[0]?.text).toBe('robot <!channel> *x*');
    expect(it.slack.callsOf('chat.postMessage')[0]?.args).toMatchObject({ text: 'Said: robot &lt;!channel&gt; *x*' });
  });
});

test('no secret gets into the log', async () => {
  const url = it.slack.responseUrl();
  it.slack.provoke('response_url', 'cut');
  it.slack.provoke('chat.postMessage', 'cut');
  it.answerWith(async (message) => {
    await new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
    return reply(text(message.text));
  });
  await it.send(slashCommand('robots', url));
  await it.send({ json: {} }, { 'x-slack-signature': 'v0=1' });
  await it.slack.until(() => it.slack.callsOf('chat.postMessage').length > 0);
  await it.adapter.close();
  const written = JSON.stringify(it.log, (_, value) =>
    value instanceof Error ? `${value.message} ${value.stack}` : value,
  );
  expect(written).toContain('a response_url is of no use');
  expect(written).not.toContain('xoxb-test');
  expect(written).not.toContain(url);
});
