import { reply, text } from '../../../src/core/reply.ts';
import { formView } from '../../../src/platforms/slack/form-view.ts';
import { SUBSCRIBE_FORM } from '../../fixtures/subscribe-form.ts';
import { callsOf, eventually, type Installable, quiet, startInstallable, workspaceGrant } from './installable.ts';
import {
  buttonPress,
  directMessage,
  eventEnvelope,
  from,
  homeOpened,
  mention,
  pressedWith,
  slashCommand,
  viewSubmission,
} from './payloads.ts';

let it: Installable;

beforeEach(async () => {
  it = await startInstallable();
});

afterEach(() => it.close());

const calls = () => callsOf(it);
const messages = (): readonly string[] => it.log.map(({ message }) => message);

describe('two workspaces at once', () => {
  beforeEach(async () => {
    await it.install(workspaceGrant('T1', 'xoxb-one'));
    await it.install(workspaceGrant('T2', 'xoxb-two'));
  });

  test('are answered with the token of each, in whatever order they ask', async () => {
    const held = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    it.answerWith(async ({ conversation, text: said }) => {
      await held[conversation.team === 'T1' ? 0 : 1]?.promise;
      return reply(text(`Said: ${said}`));
    });
    await it.send(from(mention('robots', { channel: 'C1' }), 'T1'));
    await it.send(from(mention('runs', { channel: 'C2' }), 'T2'));
    await it.send(from(directMessage('robots', { channel: 'D2' }), 'T2'));
    held[1]?.resolve();
    await it.slack.until(() => calls().length === 2);
    held[0]?.resolve();
    await it.slack.until(() => calls().length === 3);
    expect(calls().toSorted()).toEqual([
      ['chat.postMessage', 'C1', 'xoxb-one'],
      ['chat.postMessage', 'C2', 'xoxb-two'],
      ['chat.postMessage', 'D2', 'xoxb-two'],
    ]);
  });

  test('are each written to with their own token, also a hundred times at once', async () => {
    const conversations = Array.from({ length: 100 }, (_, i) => ({
      platform: 'slack',
      team: i % 2 === 0 ? 'T1' : 'T2',
      channel: `C${i}`,
      kind: 'channel' as const,
    }));
    await Promise.all(conversations.map((each) => it.adapter.send(each, reply(text('Summary')))));
    const wrong = calls().filter(([, channel, token]) => {
      const isOne = Number(String(channel).slice(1)) % 2 === 0;
      return token !== (isOne ? 'xoxb-one' : 'xoxb-two');
    });
    expect([calls().length, wrong]).toEqual([100, []]);
  });

  test('are told apart in everything that the bot does there', async () => {
    it.slack.answer('users.info', (_, token) => ({
      user: { tz: token.endsWith('one') ? 'Asia/Tokyo' : 'Europe/Berlin' },
    }));
    it.answerWith(async ({ sender }) => reply(text(await sender.zone())));
    await it.send(from(mention('robots', { channel: 'C1' }), 'T1'));
    await it.send(from(mention('robots', { channel: 'C2' }), 'T2'));
    await it.send(from(homeOpened({ user: 'U1' }), 'T2'));
    await it.slack.until(
      () => it.slack.callsOf('views.publish').length === 1 && it.slack.callsOf('chat.postMessage').length === 2,
    );
    const posted = it.slack.callsOf('chat.postMessage').map(({ args }) => [args['channel'], args['text']]);
    expect(posted.toSorted()).toEqual([
      ['C1', 'Asia/Tokyo'],
      ['C2', 'Europe/Berlin'],
    ]);
    expect(it.slack.callsOf('views.publish')).toMatchObject([{ token: 'Bearer xoxb-two' }]);
  });

  test('have each their own bot, which does not answer itself', async () => {
    await it.send(from(directMessage('robots', { user: 'U-BOT-T1' }), 'T1'));
    await it.send(from(directMessage('robots', { user: 'U-BOT-T1' }), 'T2'));
    await quiet();
    expect(it.asked.map(({ conversation }) => conversation.team)).toEqual(['T2']);
  });

  test('have each their own pace: a busy one does not hold up the other', async () => {
    const frozen = await startInstallable({ now: () => 1_790_000_000_000, wait: () => new Promise(() => {}) });
    await frozen.install(workspaceGrant('T1', 'xoxb-one'));
    await frozen.install(workspaceGrant('T2', 'xoxb-two'));
    const place = (team: string) => ({ platform: 'slack', team, channel: 'C1', kind: 'channel' as const });
    for (let i = 0; i < 5; i++) frozen.adapter.send(place('T1'), reply(text(`${i}`))).catch(() => undefined);
    await frozen.adapter.send(place('T2'), reply(text('other')));
    const tokens = frozen.slack.callsOf('chat.postMessage').map(({ token }) => token);
    await frozen.close();
    expect(tokens.filter((token) => token.endsWith('two'))).toHaveLength(1);
    expect(tokens.filter((token) => token.endsWith('one')).length).toBeLessThanOrEqual(4);
  });

  test('are searched and changed where the message stands', async () => {
    const conversation = { platform: 'slack', team: 'T2', channel: 'C2', kind: 'channel' } as const;
    const sent = await it.adapter.send(conversation, reply(text('Summary')), 'mark-1');
    await it.adapter.update(sent, reply(text('New summary')));
    expect(await it.adapter.find(conversation, 'mark-1', 0)).toBe(true);
    expect(new Set(it.slack.calls.slice(-3).map(({ token }) => token))).toEqual(new Set(['Bearer xoxb-two']));
  });

  test('are answered in the acknowledgement where the answer is there at once', async () => {
    await it.send(slashCommand('robots', it.slack.responseUrl()));
    await it.slack.until(() => it.slack.responses.length === 1);
    const second = await it.send(slashCommand('runs', it.slack.responseUrl()));
    expect(await second.json()).toMatchObject({ text: 'Said: runs' });
  });
});

describe('a workspace where the bot is not installed', () => {
  test('is acknowledged, logged and not answered', async () => {
    const statuses = await Promise.all(
      [
        from(mention('robots'), 'T9'),
        from(directMessage('robots'), 'T9'),
        from(homeOpened(), 'T9'),
        slashCommand('robots', it.slack.responseUrl(), { team_id: 'T9' }),
        pressedWith(buttonPress('say:0', 'robots', { response_url: it.slack.responseUrl() }), { team: { id: 'T9' } }),
        { json: { type: 'event_callback', event: { type: 'app_mention' } } },
      ].map(async (payload) => {
        const response = await it.send(payload);
        return [response.status, await response.text()];
      }),
    );
    await quiet();
    expect(statuses).toEqual(Array.from({ length: 6 }, () => [200, '']));
    expect([it.asked, calls(), it.slack.responses]).toEqual([[], [], []]);
    expect(it.log).toContainEqual({
      level: 'warn',
      message: 'something came from a workspace where the bot is not installed',
      values: { team: 'T9', enterprise: undefined },
    });
  });

  test('is told so in a form that was opened before', async () => {
    const view = formView(SUBSCRIBE_FORM, {
      conversation: { platform: 'slack', team: 'T9', channel: 'C1', kind: 'channel' },
      channels: [],
    });
    const submission = view && pressedWith(viewSubmission(view), { team: { id: 'T9' } });
    const response = submission && (await it.send(submission));
    expect(await response?.json()).toMatchObject({ response_action: 'errors' });
    expect(it.asked).toEqual([]);
  });

  test('cannot be written to: the conversation is gone', async () => {
    const conversation = { platform: 'slack', team: 'T9', channel: 'C1', kind: 'channel' } as const;
    await expect(it.adapter.send(conversation, reply(text('Summary')))).rejects.toMatchObject({
      name: 'SendError',
      outcome: 'gone',
    });
    await expect(it.adapter.update({ conversation, id: '1' }, reply())).rejects.toMatchObject({ outcome: 'gone' });
    expect(await it.adapter.find(conversation, 'mark-1', 0)).toBeUndefined();
  });
});

describe('an acknowledgement', () => {
  beforeEach(async () => {
    await it.install(workspaceGrant('T1', 'xoxb-one'));
  });

  test('waits for no store, and the answer comes when the store does', async () => {
    const held = Promise.withResolvers<void>();
    it.kept.until = held.promise;
    const before = it.kept.looked;
    const responses = await Promise.all([
      it.send(slashCommand('robots', it.slack.responseUrl())),
      it.send(mention('runs')),
      it.send(buttonPress('say:0', 'summary', { response_url: it.slack.responseUrl() })),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect([it.asked.length, it.kept.looked - before]).toEqual([0, 1]);
    held.resolve();
    await it.slack.until(() => it.slack.responses.length === 2 && it.slack.callsOf('chat.postMessage').length === 1);
    expect(it.slack.responses.map(({ body }) => body['text']).toSorted()).toEqual(['Said: robots', 'Said: summary']);
  });

  test('asks the store once for a workspace, however many ask', async () => {
    for (let i = 0; i < 20; i++) await it.send(mention('robots', { channel: `C${i}` }));
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length === 20);
    expect(it.kept.looked).toBe(1);
  });

  test('is given where the store is away; that the answer is missing is logged', async () => {
    it.kept.until = Promise.reject(new Error('the connection is closed'));
    it.kept.until.catch(() => undefined);
    const responses = await Promise.all([it.send(mention('robots')), it.send(slashCommand('robots', ''))]);
    await quiet();
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    expect(messages()).toContain('cannot act in a workspace: what came from there is not answered');
    const conversation = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;
    await expect(it.adapter.send(conversation, reply(text('Summary')))).rejects.toMatchObject({ outcome: 'not-sent' });
    it.kept.until = Promise.resolve();
    await it.adapter.send(conversation, reply(text('Summary')));
    expect(calls()).toEqual([['chat.postMessage', 'C1', 'xoxb-one']]);
  });

  test('is given where the store never answers, which is not waited for without end', async () => {
    let late = false;
    const stuck = await startInstallable({
      wait: async () => {
        late = true;
      },
    });
    await stuck.install(workspaceGrant('T1', 'xoxb-one'));
    stuck.kept.until = new Promise(() => {});
    expect((await stuck.send(mention('robots'))).status).toBe(200);
    await stuck.close();
    expect([late, stuck.asked.length]).toEqual([true, 0]);
    expect(stuck.log).toContainEqual(
      expect.objectContaining({ values: { team: 'T1', error: 'the store does not answer' } }),
    );
  });

  test('is given where what is kept cannot be read, and an install repairs it', async () => {
    it.kept.rows.set('slack T1', 'no longer JSON');
    await it.send(mention('robots'));
    await quiet();
    expect([it.asked.length, messages()]).toEqual([
      0,
      expect.arrayContaining(['cannot act in a workspace: what came from there is not answered']),
    ]);
    await it.install(workspaceGrant('T1', 'xoxb-one'));
    await it.send(mention('robots'));
    await it.slack.until(() => calls().length === 1);
    expect(it.asked).toHaveLength(1);
  });
});

describe('an installation that ends', () => {
  const inSeconds = (seconds: number): number => Math.ceil(Date.now() / 1_000) + seconds;
  const ended = (event: object, event_time = inSeconds(60)) => eventEnvelope(event, { event_time });
  const ask = async (channel = 'C1'): Promise<void> => {
    await it.send(from(mention('robots', { channel }), 'T1'));
    await quiet();
  };

  beforeEach(async () => {
    await it.install(workspaceGrant('T1', 'xoxb-one'));
    await it.install(workspaceGrant('T2', 'xoxb-two'));
    await ask();
    await it.slack.until(() => calls().length === 1);
  });

  test.each([
    ['the app is uninstalled', { type: 'app_uninstalled' }],
    ["the bot's token is revoked", { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: ['U-BOT-T1'] } }],
  ])('because %s is deleted; the other workspace keeps its own', async (_, event) => {
    expect((await it.send(ended(event))).status).toBe(200);
    await quiet();
    expect([...it.kept.rows.keys()]).toEqual(['slack T2']);
    await ask();
    await it.send(from(mention('robots', { channel: 'C2' }), 'T2'));
    await it.slack.until(() => calls().length === 2);
    expect(calls().at(-1)).toEqual(['chat.postMessage', 'C2', 'xoxb-two']);
    expect(messages()).toContain('uninstalled from Slack: its installation is deleted');
  });

  test.each([{ oauth: ['U1'] }, { oauth: ['U1'], bot: [] }, {}])(
    'does not where only tokens of people are revoked: %j',
    async (tokens) => {
      await it.send(ended({ type: 'tokens_revoked', tokens }));
      await ask();
      await it.slack.until(() => calls().length === 2);
      expect([...it.kept.rows.keys()]).toEqual(['slack T1', 'slack T2']);
    },
  );

  const UNINSTALLED = { kind: 'change', command: 'uninstall', team: 'T1', user: undefined };

  test('is noted once for the audit log, though Slack tells of it by two events, each of them twice', async () => {
    const events = [{ type: 'tokens_revoked', tokens: { bot: ['U-BOT-T1'] } }, { type: 'app_uninstalled' }];
    await Promise.all([...events, ...events].map((event) => it.send(ended(event))));
    await eventually(() => it.kept.rows.size === 1);
    await quiet();
    await it.send(ended({ type: 'app_uninstalled' }));
    await quiet();
    expect(it.noted.filter(({ command }) => command === 'uninstall')).toEqual([UNINSTALLED]);
  });

  test('before the app was installed again is left, when Slack tells of it late', async () => {
    await it.install(workspaceGrant('T1', 'xoxb-new'));
    await it.send(ended({ type: 'app_uninstalled' }, inSeconds(-3_600)));
    await ask();
    await it.slack.until(() => calls().length === 2);
    expect(calls().at(-1)).toEqual(['chat.postMessage', 'C1', 'xoxb-new']);
  });

  test('and comes back is used at once', async () => {
    await it.send(ended({ type: 'app_uninstalled' }));
    await quiet();
    await it.install(workspaceGrant('T1', 'xoxb-new'));
    await ask();
    await it.slack.until(() => calls().length === 2);
    expect(calls().at(-1)).toEqual(['chat.postMessage', 'C1', 'xoxb-new']);
  });

  test('is deleted also where what is kept of it cannot be read any more', async () => {
    it.kept.rows.set('slack T1', 'no longer JSON');
    await it.send(ended({ type: 'app_uninstalled' }));
    await quiet();
    expect([...it.kept.rows.keys()]).toEqual(['slack T2']);
    expect(it.noted.at(-1)).toEqual(UNINSTALLED);
  });

  test('is logged where the store cannot delete it, and acknowledged all the same', async () => {
    it.kept.until = Promise.reject(new Error('the connection is closed'));
    it.kept.until.catch(() => undefined);
    expect((await it.send(ended({ type: 'app_uninstalled' }))).status).toBe(200);
    await quiet();
    expect(it.log.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(it.noted.filter(({ command }) => command === 'uninstall')).toEqual([]);
  });

  test.each(['token_revoked', 'account_inactive'])(
    'is deleted when Slack answers a call with %s, and nothing is tried there any more',
    async (error) => {
      it.slack.answer('chat.postMessage', (_, token) => (token.endsWith('one') ? { ok: false, error } : { ts: '1' }));
      await ask();
      await eventually(() =>
        messages().includes('Slack takes the token of a workspace no more: nothing is tried there'),
      );
      const before = calls().length;
      await ask('C3');
      const conversation = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;
      await expect(it.adapter.send(conversation, reply(text('Summary')))).rejects.toMatchObject({ outcome: 'gone' });
      expect([calls().length - before, [...it.kept.rows.keys()]]).toEqual([0, ['slack T2']]);
      expect(it.noted.filter(({ command }) => command === 'uninstall')).toEqual([UNINSTALLED]);
      expect(it.log).toContainEqual({
        level: 'error',
        message: 'Slack takes the token of a workspace no more: nothing is tried there',
        values: { team: 'T1', code: error },
      });
    },
  );

  test('stops all calls of an answer under way with the first that is refused', async () => {
    it.slack.answer('chat.postMessage', () => ({ ok: false, error: 'token_revoked' }));
    const table = { kind: 'table', columns: [{ title: 'A' }], rows: [[['1']]] } as const;
    it.answerWith(() => reply(text('Long'), table, table, table));
    await ask();
    await eventually(() => messages().includes('could not deliver an answer'));
    expect(calls()).toHaveLength(2);
  });

  test('goes on with the newer token where another process took the install meanwhile', async () => {
    const kept = JSON.parse(it.kept.rows.get('slack T1') ?? '');
    it.kept.rows.set('slack T1', JSON.stringify({ ...kept, token: 'xoxb-new' }));
    it.slack.answer('chat.postMessage', (_, token) =>
      token.endsWith('new') ? { ts: '1' } : { ok: false, error: 'token_revoked' },
    );
    await ask();
    await it.slack.until(() => calls().length === 3);
    await ask('C3');
    await it.slack.until(() => calls().length === 4);
    expect(calls().map(([, channel, token]) => [channel, token])).toEqual([
      ['C1', 'xoxb-one'],
      ['C1', 'xoxb-one'],
      ['C1', 'xoxb-new'],
      ['C3', 'xoxb-new'],
    ]);
    expect(it.kept.rows.has('slack T1')).toBe(true);
  });
});

test('a token that Slack does not let in (invalid_auth) is kept, and tried again after ten minutes or a new install', async () => {
  let time = 1_790_000_000_000;
  const rested = await startInstallable({ now: () => time });
  const conversation = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;
  const outcomes: unknown[] = [];
  const send = (): Promise<unknown> =>
    rested.adapter.send(conversation, reply(text('Summary'))).then(
      () => outcomes.push('sent'),
      (error: { readonly outcome: string }) => outcomes.push(error.outcome),
    );
  await rested.install(workspaceGrant('T1', 'xoxb-one'));
  rested.slack.provoke('chat.postMessage', { error: 'invalid_auth' }, { error: 'invalid_auth' });
  await send();
  await send();
  time += 600_001;
  await send();
  await rested.install(workspaceGrant('T1', 'xoxb-one'));
  await send();
  const posts = rested.slack.callsOf('chat.postMessage').length;
  const keys = [...rested.kept.rows.keys()];
  await rested.close();
  expect([outcomes, posts, keys]).toEqual([['not-sent', 'not-sent', 'not-sent', 'sent'], 3, ['slack T1']]);
});

test('a restart knows the workspaces of before', async () => {
  await it.install(workspaceGrant('T1', 'xoxb-one'));
  const after = await startInstallable({ installations: it.kept.store });
  await after.send(mention('robots'));
  await after.slack.until(() => after.slack.callsOf('chat.postMessage').length === 1);
  const tokens = after.slack.calls.map(({ token }) => token);
  await after.close();
  expect(tokens).toEqual(['Bearer xoxb-one']);
});
