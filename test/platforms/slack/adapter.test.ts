import { type Block, bold, button, buttons, privateReply, reply, text } from '../../../src/core/reply.ts';
import { type AdapterUnderTest, startAdapter } from './adapter-under-test.ts';
import { buttonPress, directMessage, homeOpened, mention, slashCommand } from './payloads.ts';

let it: AdapterUnderTest;

beforeEach(async () => {
  it = await startAdapter();
});

afterEach(() => it.close());

/** An answer that comes only when it is released. */
function heldAnswer(): { readonly release: () => void } {
  const held = Promise.withResolvers<void>();
  it.answerWith(async (message) => {
    await held.promise;
    return reply(text(`Said: ${message.text}`));
  });
  return { release: held.resolve };
}

/** A reply that takes so many messages, because each may have one table. */
function longReply(messages: number, ...more: readonly Block[]) {
  const table = { kind: 'table' as const, columns: [{ title: 'A' }], rows: [[['1']]] };
  return reply(text('Long'), ...Array.from({ length: messages }, () => table), ...more);
}

const png = {
  kind: 'image' as const,
  alt: 'A hot motor',
  mediaType: 'image/png' as const,
  bytes: new Uint8Array([137, 80, 78, 71]),
};

describe('a slash command', () => {
  test('is answered in the acknowledgement when the answer is there at once', async () => {
    const response = await it.send(slashCommand('robots', it.slack.responseUrl()));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      response_type: 'in_channel',
      text: 'Said: robots',
      blocks: [{ type: 'rich_text' }],
    });
    expect(it.slack.responses).toEqual([]);
  });

  test('is acknowledged first and answered by its response_url when the answer takes time', async () => {
    const { release } = heldAnswer();
    const response = await it.send(slashCommand('robots', it.slack.responseUrl()));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    release();
    await it.slack.until(() => it.slack.responses.length > 0);
    expect(it.slack.responses).toMatchObject([
      { body: { response_type: 'in_channel', replace_original: false, text: 'Said: robots' } },
    ]);
  });

  test('shows only the asker what is for the asker', async () => {
    it.answerWith(() => privateReply(text('Help')));
    const response = await it.send(slashCommand('help', it.slack.responseUrl()));
    expect(await response.json()).toMatchObject({ response_type: 'ephemeral' });
  });

  test('of a name that somebody gave it works too', async () => {
    const response = await it.send(slashCommand('robots', it.slack.responseUrl(), { command: '/north' }));
    expect(await response.json()).toMatchObject({ text: 'Said: robots' });
  });

  test('tells the bot who asked, where, and what in plain text', async () => {
    await it.send(slashCommand('robot R&amp;D <#C2|lab> <https://x.test|x> <@U7|bob>', it.slack.responseUrl()));
    expect(it.asked).toMatchObject([
      {
        text: 'robot R&D #lab x @bob',
        channels: [{ name: 'lab', id: 'C2' }],
        sender: { id: 'U1' },
        conversation: { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' },
        direct: { platform: 'slack', team: 'T1', channel: 'U1', kind: 'direct' },
      },
    ]);
  });
});

describe('a mention', () => {
  test('in a channel is answered in a thread under it', async () => {
    await it.send(mention('robots', { ts: '1790000000.77' }));
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length > 0);
    expect(it.slack.callsOf('chat.postMessage')).toMatchObject([
      {
        token: 'Bearer xoxb-test',
        args: { channel: 'C1', thread_ts: '1790000000.77', text: 'Said: robots', unfurl_links: 'false' },
      },
    ]);
    expect(it.asked[0]?.conversation.thread).toBeUndefined();
  });

  test('in a thread is answered in that thread', async () => {
    await it.send(mention('robots', { thread_ts: '1790000000.5' }));
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length > 0);
    expect(it.slack.callsOf('chat.postMessage')[0]?.args).toMatchObject({ thread_ts: '1790000000.5' });
    expect(it.asked[0]?.conversation).toMatchObject({ kind: 'channel', thread: '1790000000.5' });
  });

  test('with an answer for the asker alone shows it only to the asker, in the thread if there is one', async () => {
    it.answerWith(() => privateReply(text('Help')));
    await it.send(mention('help', { thread_ts: '1790000000.5' }));
    // Slack shows such a message only in a thread that exists, so it goes beside a mention that has none yet.
    await it.send(mention('help'));
    await it.slack.until(() => it.slack.callsOf('chat.postEphemeral').length === 2);
    const [inThread, inChannel] = it.slack.callsOf('chat.postEphemeral');
    expect(inThread?.args).toMatchObject({ channel: 'C1', user: 'U1', thread_ts: '1790000000.5' });
    expect(inChannel?.args).toEqual(expect.not.objectContaining({ thread_ts: expect.anything() }));
  });
});

describe('a direct message', () => {
  test('is answered plainly, and in its thread if it stood in one', async () => {
    await it.send(directMessage('robots'));
    await it.send(directMessage('runs', { thread_ts: '1790000000.5' }));
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length === 2);
    const [plain, threaded] = it.slack.callsOf('chat.postMessage');
    expect(plain?.args).toEqual(expect.not.objectContaining({ thread_ts: expect.anything() }));
    expect(threaded?.args).toMatchObject({ channel: 'D1', thread_ts: '1790000000.5' });
  });

  test('is the same conversation, of the user, wherever it is written in', async () => {
    const container = { type: 'view', view_id: 'V1' };
    await it.send(directMessage('robots'));
    await it.send(slashCommand('robots', '', { channel_id: 'D1', channel_name: 'directmessage' }));
    await it.send(buttonPress('say:0', 'robots', { channel: { id: 'D1', name: 'directmessage' } }));
    await it.send(buttonPress('say:0', 'robots', { channel: undefined, message: undefined, container }));
    await it.send(homeOpened());
    const conversation = { platform: 'slack', team: 'T1', channel: 'U1', kind: 'direct' };
    expect(it.asked.map((message) => [message.conversation, message.direct])).toEqual(
      Array.from({ length: 5 }, () => [conversation, conversation]),
    );
  });

  const inDirect = (channel: string) => ({ channel_id: channel, channel_name: 'directmessage' });
  const pressInDirect = (action: string, channel: string) =>
    buttonPress(action, 'robots', {
      channel: { id: channel, name: 'directmessage' },
      response_url: it.slack.responseUrl(),
    });

  test('of two people shows what one of them asks to that one alone', async () => {
    await it.send(directMessage('hello'));
    const command = () => it.send(slashCommand('robots', it.slack.responseUrl(), inDirect('D-OF-TWO')));
    expect(await (await command()).json()).toMatchObject({ response_type: 'ephemeral' });
    const held = Promise.withResolvers<void>();
    it.answerWith(async () => {
      await held.promise;
      return reply(text('Late'));
    });
    await command();
    await it.send(pressInDirect('swap:0', 'D-OF-TWO'));
    held.resolve();
    await it.slack.until(() => it.slack.responses.length === 2);
    expect(it.slack.responses.map(({ body }) => [body['response_type'], body['replace_original']])).toEqual([
      ['ephemeral', false],
      ['ephemeral', false],
    ]);
  });

  test.each([
    ['written to', () => directMessage('hello')],
    ['opened', () => homeOpened({ tab: 'messages' })],
  ])('with the bot keeps its answers, once it was %s', async (_, told) => {
    await it.send(told());
    const answer = await it.send(slashCommand('robots', it.slack.responseUrl(), inDirect('D1')));
    expect(await answer.json()).toMatchObject({ response_type: 'in_channel' });
    await it.send(pressInDirect('swap:0', 'D1'));
    await it.slack.until(() => it.slack.responses.length === 1);
    expect(it.slack.responses[0]?.body).toMatchObject({ response_type: 'in_channel', replace_original: true });
  });

  test('has no need for messages that only one sees', async () => {
    it.answerWith(() => privateReply(text('Help')));
    await it.send(directMessage('help'));
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length > 0);
    expect(it.slack.callsOf('chat.postEphemeral')).toEqual([]);
  });
});

test('whoever asks has the name and the zone that Slack knows, asked for once', async () => {
  it.slack.answer('users.info', () => ({ user: { tz: 'Asia/Tokyo', profile: { display_name: 'Annie' } } }));
  await it.send(mention('robots'));
  await it.send(directMessage('robots'));
  const senders = it.asked.map(({ sender }) => sender);
  expect(await Promise.all(senders.flatMap(({ name, zone }) => [name(), zone()]))).toEqual([
    'Annie',
    'Asia/Tokyo',
    'Annie',
    'Asia/Tokyo',
  ]);
  expect(it.slack.callsOf('users.info')).toHaveLength(1);
});

describe('a button', () => {
  test('types its command; the answer comes as a new message as visible as the one pressed on', async () => {
    const url = it.slack.responseUrl();
    const response = await it.send(buttonPress('say:0', 'summary', { response_url: url }));
    expect(await response.text()).toBe('');
    await it.slack.until(() => it.slack.responses.length > 0);
    expect(it.asked[0]?.text).toBe('summary');
    expect(it.slack.responses[0]?.body).toMatchObject({
      replace_original: false,
      response_type: 'in_channel',
      text: 'Said: summary',
    });
  });

  test('under a message that only its reader sees is answered to that reader', async () => {
    const container = { type: 'message', message_ts: '1', channel_id: 'C1', is_ephemeral: true };
    await it.send(buttonPress('say:0', 'summary', { response_url: it.slack.responseUrl(), container }));
    await it.slack.until(() => it.slack.responses.length > 0);
    expect(it.slack.responses[0]?.body).toMatchObject({ response_type: 'ephemeral' });
  });

  test('in a thread is answered in the thread', async () => {
    const message = { type: 'message', ts: '1790000000.2', thread_ts: '1790000000.1' };
    await it.send(buttonPress('say:0', 'summary', { response_url: it.slack.responseUrl(), message }));
    await it.slack.until(() => it.slack.responses.length > 0);
    expect(it.slack.responses[0]?.body).toMatchObject({ thread_ts: '1790000000.1' });
  });

  test('that refreshes replaces the message pressed on', async () => {
    await it.send(buttonPress('swap:0', 'robots', { response_url: it.slack.responseUrl() }));
    await it.slack.until(() => it.slack.responses.length > 0);
    expect(it.slack.responses[0]?.body).toMatchObject({ replace_original: true, text: 'Said: robots' });
  });

  test('that refreshes does not replace what all read by an error for one', async () => {
    it.answerWith(() => privateReply(text('Failed')));
    await it.send(buttonPress('swap:0', 'robots', { response_url: it.slack.responseUrl() }));
    await it.slack.until(() => it.slack.responses.length > 0);
    expect(it.slack.responses[0]?.body).toMatchObject({ replace_original: false, response_type: 'ephemeral' });
  });

  test('that opens an address is acknowledged and nothing more', async () => {
    const response = await it.send(buttonPress('open:2', undefined, { response_url: it.slack.responseUrl() }));
    expect(response.status).toBe(200);
    expect(it.asked).toEqual([]);
  });
});

describe('App Home', () => {
  test('is filled with the answer of the home command when it is opened', async () => {
    it.answerWith(() => reply(text(bold('6 robots')), buttons(button('Robots', 'robots'))));
    await it.send(homeOpened());
    await it.slack.until(() => it.slack.callsOf('views.publish').length > 0);
    expect(it.asked).toMatchObject([{ text: 'summary', sender: { id: 'U1' } }]);
    expect(it.slack.callsOf('views.publish')).toMatchObject([
      { args: { user_id: 'U1', view: { type: 'home', blocks: [{ type: 'rich_text' }, { type: 'actions' }] } } },
    ]);
  });

  test('stays as it is when another tab is opened', async () => {
    const response = await it.send(homeOpened({ tab: 'messages' }));
    expect(response.status).toBe(200);
    expect(it.asked).toEqual([]);
  });

  test('has buttons whose answers come as direct messages, and those that refresh fill it anew', async () => {
    const home = {
      channel: undefined,
      message: undefined,
      container: { type: 'view', view_id: 'V1' },
      view: { id: 'V1' },
    };
    await it.send(buttonPress('say:0', 'robots', home));
    await it.send(buttonPress('swap:1', 'summary', home));
    await it.slack.until(
      () => it.slack.callsOf('chat.postMessage').length + it.slack.callsOf('views.publish').length === 2,
    );
    expect(it.slack.callsOf('chat.postMessage')[0]?.args).toMatchObject({ channel: 'U1', text: 'Said: robots' });
    expect(it.slack.callsOf('views.publish')[0]?.args).toMatchObject({ user_id: 'U1' });
  });
});

describe('a long answer', () => {
  test('goes in several messages in order, the first in the acknowledgement', async () => {
    it.answerWith(() => longReply(3));
    const response = await it.send(slashCommand('runs', it.slack.responseUrl()));
    expect(await response.json()).toMatchObject({ text: 'Long (1 of 3)' });
    await it.slack.until(() => it.slack.responses.length === 2);
    expect(it.slack.responses.map(({ body }) => body['text'])).toEqual(['Long (2 of 3)', 'Long (3 of 3)']);
  });

  test('that a response_url cannot take as a whole goes on as direct messages, and says so', async () => {
    it.answerWith(() => longReply(8));
    await it.send(slashCommand('runs', it.slack.responseUrl()));
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length === 3);
    expect(it.slack.responses.map(({ body }) => body['text'])).toEqual([
      ...[2, 3, 4, 5].map((n) => `Long (${n} of 8)`),
      'The rest of this answer, 3 more parts, comes as a direct message.',
    ]);
    expect(it.slack.callsOf('chat.postMessage').map(({ args }) => [args['channel'], args['text']])).toEqual(
      [6, 7, 8].map((n) => ['U1', `Long (${n} of 8)`]),
    );
  });
});

test.each([
  ['more', 20_000, 3, 8],
  ['fewer', 8_000, 8, 2],
])(
  'a long answer whose text takes %s messages than its refused blocks tells how many go on as direct messages',
  async (_, characters, tables, pieces) => {
    it.slack.provoke('response_url', { status: 400, body: 'invalid_blocks' });
    it.answerWith(() => longReply(tables, text('x'.repeat(characters))));
    await it.send(slashCommand('runs', it.slack.responseUrl()));
    await it.adapter.close();
    const directly = it.slack.callsOf('chat.postMessage').map(({ args }) => args['channel']);
    expect(it.slack.responses.at(-1)?.body['text']).toBe(
      `The rest of this answer, ${pieces} more parts, comes as a direct message.`,
    );
    expect(directly).toEqual(Array.from({ length: pieces }, () => 'U1'));
  },
);

test('a long answer goes on in the channel when the response_url fails before it can tell of direct messages', async () => {
  it.answerWith(() => longReply(8));
  const fine = { status: 200, body: 'ok' };
  it.slack.provoke('response_url', fine, fine, fine, fine, 'cut');
  await it.send(slashCommand('runs', it.slack.responseUrl()));
  await it.slack.until(() => it.slack.callsOf('chat.postMessage').length === 3);
  expect(it.slack.callsOf('chat.postMessage').map(({ args }) => args['channel'])).toEqual(['C1', 'C1', 'C1']);
});

describe('an answer is not lost', () => {
  test.each([
    ['has expired', { status: 404, body: 'expired_url' } as const],
    ['fails', { status: 500 } as const],
    ['says no', { error: 'used_url' } as const],
    ['cannot be reached', 'cut' as const],
  ])('when the response_url %s', async (_, fault) => {
    it.slack.provoke('response_url', fault);
    const { release } = heldAnswer();
    await it.send(slashCommand('robots', it.slack.responseUrl()));
    release();
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length > 0);
    expect(it.slack.callsOf('chat.postMessage')[0]?.args).toMatchObject({ channel: 'C1', text: 'Said: robots' });
  });

  test('when the bot is not in the channel either: it goes directly', async () => {
    it.slack.provoke('response_url', { status: 404 });
    it.slack.provoke('chat.postMessage', { error: 'not_in_channel' });
    const { release } = heldAnswer();
    await it.send(slashCommand('robots', it.slack.responseUrl()));
    release();
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length === 2);
    expect(it.slack.callsOf('chat.postMessage')[1]?.args).toMatchObject({ channel: 'U1', text: 'Said: robots' });
  });

  test.each(['invalid_blocks', 'msg_blocks_too_long'])(
    'when Slack answers %s: the text of all of it goes without blocks',
    async (error) => {
      it.slack.provoke('chat.postMessage', { error });
      it.answerWith(() => reply(text('One <b>'), text('Two')));
      await it.send(mention('robots'));
      await it.slack.until(() => it.slack.callsOf('chat.postMessage').length === 2);
      const { args } = it.slack.callsOf('chat.postMessage')[1] ?? {};
      expect(args).toMatchObject({ text: 'One &lt;b&gt;\nTwo\n(times in UTC)' });
      expect(args).toEqual(expect.not.objectContaining({ blocks: expect.anything() }));
    },
  );

  test('when a response_url refuses the blocks: the text goes through it', async () => {
    it.slack.provoke('response_url', { status: 400, body: 'invalid_blocks' });
    await it.send(buttonPress('swap:0', 'robots', { response_url: it.slack.responseUrl() }));
    await it.slack.until(() => it.slack.responses.length === 2);
    expect(it.slack.responses[1]?.body).toMatchObject({ replace_original: true, text: 'Said: robots\n(times in UTC)' });
  });

  test('without a word: what cannot be brought anywhere is logged', async () => {
    it.slack.provoke('chat.postMessage', { error: 'fatal_error' }, { error: 'fatal_error' });
    await it.send(mention('robots'));
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length === 2);
    await it.adapter.close();
    expect(it.log.filter(({ message }) => message === 'could not deliver an answer')).toHaveLength(1);
  });
});

describe('pictures', () => {
  test('are uploaded with their description and shared where the answer stands', async () => {
    it.answerWith(() => reply(text('One photo'), png));
    await it.send(mention('photos', { thread_ts: '1790000000.5' }));
    await it.slack.until(() => it.slack.callsOf('files.completeUploadExternal').length > 0);
    expect(it.slack.callsOf('files.getUploadURLExternal')[0]?.args).toMatchObject({
      filename: 'picture-1.png',
      length: '4',
      alt_txt: 'A hot motor',
    });
    expect(it.slack.uploads.map(({ bytes }) => [...bytes])).toEqual([[137, 80, 78, 71]]);
    expect(it.slack.callsOf('files.completeUploadExternal')[0]?.args).toMatchObject({
      files: [{ title: 'A hot motor' }],
      channel_id: 'C1',
      thread_ts: '1790000000.5',
    });
  });

  test('go directly to the asker where the bot is not in the channel, and the answer says so', async () => {
    it.slack.provoke('files.completeUploadExternal', { error: 'not_in_channel' });
    it.answerWith(() => reply(text('One photo'), png));
    await it.send(slashCommand('photos', it.slack.responseUrl()));
    await it.slack.until(() => it.slack.responses.length > 0);
    expect(it.slack.callsOf('files.completeUploadExternal').map(({ args }) => args['channel_id'])).toEqual([
      'C1',
      'D-U1',
    ]);
    expect(it.slack.responses[0]?.body['text']).toMatch(
      /in your direct messages with me, because I am not in this channel/,
    );
  });

  test('of an answer for the asker alone go directly to the asker', async () => {
    it.answerWith(() => privateReply(text('Two photos'), png, png));
    await it.send(slashCommand('photos', it.slack.responseUrl()));
    await it.slack.until(() => it.slack.responses.length > 0);
    expect(it.slack.callsOf('files.completeUploadExternal')).toMatchObject([
      { args: { channel_id: 'D-U1', files: [{}, {}] } },
    ]);
    expect(it.slack.responses[0]?.body).toMatchObject({
      response_type: 'ephemeral',
      text: 'The 2 pictures are in your direct messages with me.',
    });
  });

  test('that Slack does not take are missed in words', async () => {
    it.slack.provoke('upload', { status: 500 });
    it.answerWith(() => reply(text('One photo'), png));
    await it.send(mention('photos'));
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length === 2);
    expect(it.slack.callsOf('chat.postMessage')[1]?.args).toMatchObject({
      text: 'The pictures of this answer could not be brought to Slack.',
    });
  });
});

describe('what the bot says unasked', () => {
  const conversation = {
    platform: 'slack',
    team: 'T1',
    channel: 'C1',
    kind: 'channel',
    thread: '1790000000.5',
  } as const;

  test('is posted where it is to go, and can be replaced', async () => {
    const sent = await it.adapter.send(conversation, reply(text('Summary')));
    await it.adapter.update(sent, reply(text('New summary')));
    expect(it.slack.callsOf('chat.postMessage')[0]?.args).toMatchObject({
      channel: 'C1',
      thread_ts: '1790000000.5',
      text: 'Summary',
    });
    expect(it.slack.callsOf('chat.update')[0]?.args).toMatchObject({ channel: 'C1', ts: sent.id, text: 'New summary' });
  });

  test('takes fewer messages after an update: the rest is deleted', async () => {
    const sent = await it.adapter.send(conversation, longReply(2));
    await it.adapter.update(sent, reply(text('Short')));
    expect(it.slack.callsOf('chat.delete').map(({ args }) => args['ts'])).toEqual([sent.id.split(',')[1]]);
  });

  test('rejects when it did not arrive', async () => {
    it.slack.provoke('chat.postMessage', { error: 'channel_not_found' });
    await expect(it.adapter.send(conversation, reply(text('Summary')))).rejects.toThrow('channel_not_found');
  });
});

test('closing waits for answers under way', async () => {
  const { release } = heldAnswer();
  await it.send(mention('robots'));
  const closed = it.adapter.close();
  release();
  await closed;
  expect(it.slack.callsOf('chat.postMessage')).toHaveLength(1);
});

test('names itself', () => {
  expect(it.adapter.name).toBe('slack');
});
