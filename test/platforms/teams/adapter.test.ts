import { type Block, button, buttons, note, privateReply, type Reply, reply, text } from '../../../src/core/reply.ts';
import { buttonPress, channelMention, installation, personalMessage } from './activities.ts';
import { startTeams, type TeamsUnderTest } from './adapter-under-test.ts';
import { APP_ID } from './token-authority.ts';

let it: TeamsUnderTest;
/** Pauses that the adapter waits for; they end when the test says so. */
let pauses: { readonly ms: number; readonly end: () => void }[];

beforeEach(async () => {
  pauses = [];
  it = await startTeams({
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        pauses.push({ ms, end: resolve });
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
  });
});

afterEach(() => it.close());

const endPause = (ms: number): void => pauses.find((pause) => pause.ms === ms)?.end();

const sent = async (count: number) => {
  await it.connector.until(() => it.connector.calls.length >= count);
  return it.connector.calls;
};

/** An answer that comes only when it is released. */
function heldAnswer(answer = reply(text('At last'))): () => void {
  const held = Promise.withResolvers<void>();
  it.answerWith(async () => {
    await held.promise;
    return answer;
  });
  return held.resolve;
}

const table: Block = {
  kind: 'table',
  columns: [{ title: 'A' }],
  rows: Array.from({ length: 100 }, () => [['x'.repeat(300)]]),
};

describe('a message', () => {
  test('is acknowledged with 200 at once, and answered by a card with a summary and no text beside it', async () => {
    const release = heldAnswer();
    const response = await it.send(personalMessage(it.connector.serviceUrl, 'robots'));
    expect([response.status, await response.text(), it.connector.calls]).toEqual([200, '', []]);
    release();
    expect(await sent(1)).toEqual([
      {
        method: 'POST',
        conversation: 'a:personal-1',
        activity: undefined,
        authorization: 'Bearer outgoing-token',
        body: {
          type: 'message',
          from: { id: `28:${APP_ID}` },
          conversation: { id: 'a:personal-1' },
          summary: 'At last',
          attachments: [
            {
              contentType: 'application/vnd.microsoft.card.adaptive',
              content: expect.objectContaining({ type: 'AdaptiveCard', version: '1.5' }),
            },
          ],
        },
      },
    ]);
  });

  test('whose answer takes over a second shows that the bot is writing', async () => {
    const release = heldAnswer();
    await it.send(personalMessage(it.connector.serviceUrl, 'robots'));
    endPause(1_000);
    expect((await sent(1))[0]?.body).toMatchObject({ type: 'typing' });
    release();
    expect((await sent(2))[1]?.body).toMatchObject({ summary: 'At last' });
  });

  test('shows that the bot is writing though the clock goes on meanwhile', async () => {
    let time = Date.now();
    const ticking = await startTeams({ now: () => ++time, wait: async (ms) => void (ms > 1_000 && (await never)) });
    const never = new Promise<void>(() => {});
    const release = Promise.withResolvers<void>();
    ticking.answerWith(async () => {
      await release.promise;
      return reply(text('At last'));
    });
    await ticking.send(personalMessage(ticking.connector.serviceUrl, 'robots'));
    await ticking.connector.until(() => ticking.connector.calls.length > 0);
    expect(ticking.connector.calls[0]?.body).toMatchObject({ type: 'typing' });
    release.resolve();
    await ticking.close();
  });

  test('tells the bot who asked, where, and in which zone', async () => {
    await it.send(channelMention(it.connector.serviceUrl, 'robots', '17'));
    await it.send(personalMessage(it.connector.serviceUrl, 'runs', { localTimezone: 'America/Denver' }));
    await it.send(personalMessage(it.connector.serviceUrl, 'next', { localTimezone: 'Mars/Olympus', entities: [] }));
    await it.send(personalMessage(it.connector.serviceUrl, 'now'));
    await sent(4);
    expect(it.asked[0]).toMatchObject({
      text: 'robots',
      sender: { id: '29:ann' },
      conversation: {
        platform: 'teams',
        team: 'tenant-1',
        channel: '19:channel@thread.tacv2',
        thread: '17',
        kind: 'channel',
        endpoint: it.connector.serviceUrl,
      },
    });
    expect(await Promise.all(it.asked.map(({ sender }) => sender.zone()))).toEqual([
      'UTC',
      'America/Denver',
      'UTC',
      'Europe/Berlin',
    ]);
  });

  test('tells the bot the name of who asked, and where to write to them directly', async () => {
    await it.send(personalMessage(it.connector.serviceUrl, 'robots'));
    await it.send(channelMention(it.connector.serviceUrl, 'runs', '17', { from: { id: '29:bob' } }));
    await sent(2);
    expect(await Promise.all(it.asked.map(({ sender }) => sender.name()))).toEqual(['Ann', '29:bob']);
    expect(it.asked.map(({ direct }) => direct)).toEqual([it.asked[0]?.conversation, undefined]);
  });

  test('that opens a thread in a channel is answered in that thread', async () => {
    await it.send(channelMention(it.connector.serviceUrl, 'robots', undefined, { id: 'm1' }));
    const [call] = await sent(1);
    expect(call?.conversation).toMatch(/^19:channel@thread\.tacv2;messageid=/);
    const opening = channelMention(it.connector.serviceUrl, 'runs');
    await it.send(opening);
    await sent(2);
    expect(it.asked[1]?.conversation.thread).toBeUndefined();
  });

  test('in a group chat is answered there, for an error too', async () => {
    it.answerWith(() => privateReply(text('There is no command "x".')));
    const conversation = {
      id: '19:group@thread.v2',
      conversationType: 'groupChat',
      isGroup: true,
      tenantId: 'tenant-1',
    };
    await it.send(channelMention(it.connector.serviceUrl, 'x', undefined, { conversation }));
    expect(await sent(1)).toMatchObject([
      { conversation: '19:group@thread.v2', body: { summary: 'There is no command "x".' } },
    ]);
    expect(it.asked).toMatchObject([{ text: 'x', conversation: { kind: 'channel' } }]);
  });

  test.each([
    ['to others, which an app that may read the whole channel gets too', { type: 'message', entities: [] }],
    ['that was edited', { type: 'messageUpdate' }],
    ['that was deleted', { type: 'messageDelete' }],
    ['that somebody reacted to', { type: 'messageReaction' }],
    ['of a bot', { from: { id: '28:other', role: 'bot' } }],
    ['of this bot', { from: { id: '28:bot' } }],
  ])('%s is no question', async (_, fields) => {
    const response = await it.send(channelMention(it.connector.serviceUrl, 'robots', '17', fields));
    expect(response.status).toBe(200);
    expect(it.asked).toEqual([]);
  });

  test('with a long answer is answered by several cards in order', async () => {
    it.answerWith(() => reply(text('Long'), table, table));
    await it.send(personalMessage(it.connector.serviceUrl, 'runs'));
    await sent(1);
    await it.adapter.close();
    const summaries = it.connector.calls.map(({ body }) => body['summary']);
    expect(summaries.length).toBeGreaterThan(1);
    expect(summaries).toEqual(summaries.map((_, i) => `Long (${i + 1} of ${summaries.length})`));
  });
});

describe('what other processes have seen', () => {
  const asked: string[][] = [];
  let remember = async (keys: readonly string[]): Promise<boolean> => asked.push([...keys]) === 0;
  let shared: TeamsUnderTest;

  beforeEach(async () => {
    asked.length = 0;
    shared = await startTeams({ remember: (keys) => remember(keys) });
  });
  afterEach(() => shared.close());

  const say = (id: string) => shared.send(personalMessage(shared.connector.serviceUrl, 'robots', { id }));

  test('is asked once for each message, after what this one has seen itself', async () => {
    await say('m1');
    await say('m1');
    await shared.connector.until(() => shared.connector.messages().length > 0);
    expect(asked).toEqual([['teams a:personal-1 m1']]);
    expect(shared.asked).toHaveLength(1);
  });

  test('is not answered again', async () => {
    remember = async () => true;
    await say('m2');
    await shared.adapter.close();
    expect(shared.asked).toEqual([]);
  });

  test('is answered where nobody can tell', async () => {
    remember = () => Promise.reject(new Error('the store is gone'));
    await say('m3');
    await shared.connector.until(() => shared.connector.messages().length > 0);
    expect(shared.asked).toHaveLength(1);
    expect(shared.log).toMatchObject([{ level: 'warn', values: { error: 'the store is gone' } }]);
  });

  test('is waited for only after the message was acknowledged', async () => {
    const held = Promise.withResolvers<boolean>();
    remember = () => held.promise;
    expect((await say('m4')).status).toBe(200);
    expect(shared.asked).toEqual([]);
    held.resolve(false);
    await shared.connector.until(() => shared.connector.messages().length > 0);
  });

  test('of an installation is asked too: it is greeted by one of them', async () => {
    const known = new Set<string>();
    remember = async (keys) => {
      const isKnown = keys.some((key) => known.has(key));
      for (const key of keys) known.add(key);
      return isKnown;
    };
    const other = await startTeams({ remember: (keys) => remember(keys) });
    await shared.send(installation(shared.connector.serviceUrl));
    await shared.adapter.close();
    await other.send(installation(other.connector.serviceUrl));
    await other.close();
    expect([shared.asked.length, other.asked.length]).toEqual([1, 0]);
    expect([...known]).toEqual(['teams greeted a:personal-1']);
  });

  test('of an installation is greeted where nobody can tell', async () => {
    remember = () => Promise.reject(new Error('the store is gone'));
    await shared.send(installation(shared.connector.serviceUrl));
    await shared.adapter.close();
    expect(shared.asked).toMatchObject([{ text: 'help' }]);
  });

  test('of buttons is asked only where one would change something', async () => {
    const asked: (readonly string[])[] = [];
    remember = async (keys) => {
      asked.push(keys);
      return true;
    };
    await shared.send(buttonPress(shared.connector.serviceUrl, { command: 'robots', inPlace: true }));
    expect([shared.asked.length, asked.length]).toEqual([1, 0]);
    expect(await shared.asked[0]?.wasMet?.()).toBe(true);
    expect(asked).toEqual([[expect.stringMatching(/^teams pressed /)]]);
  });
});

describe('a button', () => {
  const press = (data: Readonly<Record<string, unknown>>, fields = {}) =>
    it.send(buttonPress(it.connector.serviceUrl, data, fields));

  test('that refreshes is answered with the new card', async () => {
    it.answerWith(() => reply(text('6 robots'), buttons(button('Runs', 'runs'))));
    const response = await press({ command: 'robots', inPlace: true });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: expect.objectContaining({ type: 'AdaptiveCard' }),
    });
    await it.adapter.close();
    expect(it.connector.calls).toEqual([]);
  });

  test('that refreshes with a long answer gets the first card in place and the rest behind', async () => {
    it.answerWith(() => reply(text('Long'), table, table));
    await press({ command: 'runs', inPlace: true });
    expect((await sent(1))[0]?.body['summary']).toMatch(/^Long \(2 of /);
  });

  test('that refreshes slowly is acknowledged within three seconds, and its message replaced afterwards', async () => {
    const release = heldAnswer();
    const answering = press({ command: 'robots', inPlace: true });
    while (!pauses.some(({ ms }) => ms === 2_500)) await new Promise((resolve) => setImmediate(resolve));
    endPause(2_500);
    const response = await answering;
    expect(await response.json()).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringContaining('takes a while'),
    });
    release();
    expect(await sent(1)).toMatchObject([{ method: 'PUT', activity: 'card-1', body: { summary: 'At last' } }]);
  });

  describe('in a channel whose answer is for the one who pressed it', () => {
    const channel = {
      conversation: { id: '19:c@thread.tacv2;messageid=17', conversationType: 'channel', tenantId: 'tenant-1' },
    };
    const pressThere = () => press({ command: 'robots', inPlace: true }, channel);
    const late = async (answer: Reply) => {
      const release = heldAnswer(answer);
      const answering = pressThere();
      while (!pauses.some(({ ms }) => ms === 2_500)) await new Promise((resolve) => setImmediate(resolve));
      endPause(2_500);
      await answering;
      release();
      await it.adapter.close();
      return it.connector.calls;
    };

    test('gets all of it in the line that nobody else sees', async () => {
      it.answerWith(() => privateReply(text('That needs a role.'), note('Ask #ops-help.')));
      expect(await (await pressThere()).json()).toMatchObject({ value: 'That needs a role. Ask #ops-help.' });
      await it.adapter.close();
      expect(it.connector.calls).toEqual([]);
    });

    test.each([
      ['much to say', 'That needs a role.', 'That needs a role.'],
      ['a long first line', 'y'.repeat(500), `${'y'.repeat(244)}…`],
    ])('gets a line and where the rest can be read where there is %s', async (_, first, shown) => {
      it.answerWith(() => privateReply(text(first), note('x'.repeat(300))));
      const { value } = Object(await (await pressThere()).json());
      expect(value).toBe(`${shown} The rest is for you alone: ask me in a direct message.`);
      expect(value.length).toBeLessThanOrEqual(300);
    });

    test('is not posted for all where it comes late', async () => {
      const calls = await late(privateReply(text('That needs a role.'), note('Ask #ops-help.')));
      const line = 'The answer is only for the one who pressed the button: press again, or ask me in a direct message.';
      expect(calls).toMatchObject([{ method: 'POST', conversation: channel.conversation.id, body: { summary: line } }]);
      expect(JSON.stringify(calls)).not.toMatch(/role|ops-help/);
    });

    test('is not to be pressed again where it comes late and something was done', async () => {
      const held = Promise.withResolvers<void>();
      const answer = { reply: privateReply(text('Subscribed #plans.')), failed: false, changes: true } as const;
      const deed = await startTeams(
        { wait: async (ms) => void (ms !== 2_500 && (await held.promise)) },
        { answer: () => held.promise.then(() => answer) },
      );
      await deed.send(buttonPress(deed.connector.serviceUrl, { command: 'subscribe', inPlace: true }, channel));
      held.resolve();
      await deed.close();
      const line = 'What the button stands for is done. More of it is only for the one who pressed it.';
      expect(deed.connector.calls).toMatchObject([{ method: 'POST', body: { summary: line } }]);
    });
  });

  test('whose message is gone meanwhile is answered by a new one', async () => {
    it.connector.provoke({ status: 404 });
    const release = heldAnswer();
    const answering = press({ command: 'robots', inPlace: true });
    while (!pauses.some(({ ms }) => ms === 2_500)) await new Promise((resolve) => setImmediate(resolve));
    endPause(2_500);
    await answering;
    release();
    expect((await sent(2)).map(({ method }) => method)).toEqual(['PUT', 'POST']);
  });

  test('that types a command is acknowledged at once and answered by a new message', async () => {
    const release = heldAnswer();
    const response = await press({ command: 'summary' });
    expect(await response.json()).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'The answer comes below.',
    });
    release();
    expect(await sent(1)).toMatchObject([{ method: 'POST', conversation: 'a:personal-1' }]);
  });

  test.each([true, undefined])(
    'pressed once and sent twice is answered once, in the same way (in place: %s)',
    async (inPlace) => {
      const again = { id: 'f:same' };
      const [first, second] = await Promise.all([
        press({ command: 'robots', ...(inPlace && { inPlace }) }, again),
        press({ command: 'robots', ...(inPlace && { inPlace }) }, again),
      ]);
      expect(await second.json()).toEqual(await first.json());
      await it.adapter.close();
      expect(it.asked).toHaveLength(1);
    },
  );

  test.each([
    ['of another name', { name: 'task/fetch' }],
    ['of another verb', { value: { action: { verb: 'delete', data: { command: 'robots' } } } }],
    ['without a command', { value: { action: { verb: 'say', data: {} } } }],
    ['without anything', { value: undefined }],
  ])('%s is refused, as it is not known', async (_, fields) => {
    const response = await press({ command: 'robots' }, fields);
    expect([response.status, await response.text()]).toEqual([400, '']);
    expect(it.asked).toEqual([]);
  });
});

describe('an installation', () => {
  test('for oneself is greeted once, however often and in whatever way Teams tells of it', async () => {
    await it.send(installation(it.connector.serviceUrl));
    await it.send(installation(it.connector.serviceUrl));
    await it.send(
      installation(it.connector.serviceUrl, { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }),
    );
    await it.adapter.close();
    expect(it.asked).toMatchObject([{ text: 'help' }]);
    expect(it.connector.calls).toHaveLength(1);
  });

  test.each([
    ['in a team', { conversation: { id: '19:x', conversationType: 'channel', tenantId: 'tenant-1' } }],
    ['that is undone', { action: 'remove' }],
    ['of somebody else', { type: 'conversationUpdate', membersAdded: [{ id: '29:bob' }] }],
  ])('%s is not greeted', async (_, fields) => {
    const response = await it.send(installation(it.connector.serviceUrl, fields));
    expect(response.status).toBe(200);
    expect(it.asked).toEqual([]);
  });
});

test('an activity of a type that is not known is acknowledged', async () => {
  const response = await it.send(personalMessage(it.connector.serviceUrl, '', { type: 'event' }));
  expect([response.status, it.asked]).toEqual([200, []]);
});

test('an update takes fewer messages: the rest is deleted', async () => {
  const conversation = {
    platform: 'teams',
    team: 't',
    channel: '19:c',
    kind: 'channel',
    endpoint: it.connector.serviceUrl,
  } as const;
  const { id, ...long } = await it.adapter.send(conversation, reply(text('Long'), table));
  const [first, ...others] = id.split(',');
  await it.adapter.update({ id, ...long }, reply(text('Short')));
  const after = it.connector.calls.slice(others.length + 1).map(({ method, activity }) => [method, activity]);
  expect(others.length).toBeGreaterThan(0);
  expect(after).toEqual([['PUT', first], ...others.map((other) => ['DELETE', other])]);
});
