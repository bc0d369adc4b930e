import { reply, text } from '../../src/core/reply.ts';
import type { SendError } from '../../src/core/send-error.ts';
import { type AdapterUnderTest, startAdapter } from '../platforms/slack/adapter-under-test.ts';
import { type FakeSlack, startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { mention, slashCommand } from '../platforms/slack/payloads.ts';
import { type Gate, openGate } from './gate.ts';

const CHANNEL = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;
const MINUTE = 60_000;

let it: AdapterUnderTest;
/** How long the adapter wanted to wait, in milliseconds; it does not wait here. */
let waits: number[];
/** What happens while it would wait. */
let meanwhile: () => unknown;

async function wait(ms: number): Promise<void> {
  waits.push(ms);
  await meanwhile();
}

/** How long it has waited for one thing, whose pauses grow from a second. */
const waited = (): number => waits.filter((ms) => ms >= 1_000).reduce((sum, ms) => sum + ms, 0);

beforeEach(async () => {
  waits = [];
  meanwhile = () => {};
  it = await startAdapter({ wait });
});

afterEach(() => it.close());

const posts = (slack: FakeSlack = it.slack) => slack.callsOf('chat.postMessage');
const failures = () => it.log.filter(({ message }) => message === 'could not deliver an answer');

/** Lets the bot answer only after the acknowledgement has gone. */
function answerLate(): void {
  it.answerWith(async ({ text: words }) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return reply(text(`Said: ${words}`));
  });
}

describe('Slack takes no more for a while', () => {
  test('and says for how long again and again: the answer comes after it', async () => {
    const limited = { status: 429, headers: { 'retry-after': '10' } };
    it.slack.provoke('chat.postMessage', limited, limited, limited, limited, limited);
    await it.send(mention('robots'));
    await it.slack.until(() => posts().length === 6);
    expect(waits.filter((ms) => ms === 10_000)).toHaveLength(4);
    expect([posts().at(-1)?.args['text'], failures()]).toEqual(['Said: robots', []]);
  });

  test('and does not say for how long: the answer is tried again after growing pauses', async () => {
    it.slack.provoke('chat.postMessage', { status: 429 }, { status: 429 }, { status: 429 });
    await it.send(mention('robots'));
    await it.slack.until(() => posts().length === 4);
    expect(waits.filter((ms) => ms > 500)).toEqual(expect.arrayContaining([1_000, 2_000, 4_000]));
    expect(failures()).toEqual([]);
  });

  test('for longer than anybody waits for an answer: that is given up and logged', async () => {
    it.slack.provoke('chat.postMessage', ...Array.from({ length: 99 }, () => ({ status: 429 })));
    await it.send(mention('robots'));
    await it.adapter.close();
    expect([failures().length, posts().length]).toEqual([1, 14]);
    expect(waited()).toBeGreaterThan(4 * MINUTE);
    expect(waited()).toBeLessThan(7 * MINUTE);
  });
});

/** Until the adapter has asked for nothing more by itself. */
async function untilKnown(): Promise<void> {
  while (!it.log.some(({ message }) => message === 'known to Slack')) await new Promise((go) => setTimeout(go, 5));
}

describe('Slack is not reached', () => {
  let slack: FakeSlack;
  let gate: Gate;

  beforeEach(async () => {
    slack = await startFakeSlack();
    gate = await openGate(slack.origin);
    await it.close();
    it = await startAdapter({ wait, apiUrl: `${gate.origin}/api/` });
  });

  afterEach(() => Promise.all([gate.close(), slack.close()]));

  test('for three minutes: the answer comes after it', async () => {
    await untilKnown();
    await gate.shut();
    meanwhile = async () => {
      if (waited() < 3 * MINUTE) return;
      meanwhile = () => {};
      await gate.open();
    };
    await it.send(mention('runs'));
    await slack.until(() => posts(slack).length === 1);
    expect([posts(slack)[0]?.args['text'], failures()]).toEqual(['Said: runs', []]);
  });

  test('for an hour: the answer is given up and logged, the next one comes', async () => {
    await untilKnown();
    await gate.shut();
    await it.send(mention('robots'));
    while (failures().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(waited()).toBeLessThan(7 * MINUTE);
    await gate.open();
    await it.send(mention('runs'));
    await slack.until(() => posts(slack).length > 0);
    expect(posts(slack).map(({ args }) => args['text'])).toEqual(['Said: runs']);
  });
});

describe('Slack takes a message and says nothing', () => {
  test('so that nobody knows of it: an answer is logged, and a summary is looked for before it is sent again', async () => {
    it.slack.provoke('chat.postMessage', 'hang', 'hang');
    const failure = it.adapter.send(CHANNEL, reply(text('Summary')), 'd-1').catch((error: unknown) => error);
    await it.send(mention('robots'));
    expect((await failure) as SendError).toMatchObject({ name: 'SendError', outcome: 'unknown' });
    expect(await it.adapter.find(CHANNEL, 'd-1', Date.now() - MINUTE)).toBe(false);
    while (failures().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(posts()).toHaveLength(2);
  });
});

describe('a response_url', () => {
  test.each([
    ['has expired', { status: 404, body: 'expired_url' }],
    ['is used up', { status: 404, body: 'used_url' }],
    ['is used up, and says so with status 200', { error: 'used_url' }],
    ['answers 429', { status: 429, headers: { 'retry-after': '30' } }],
    ['answers 500', { status: 500 }],
    ['breaks off', 'cut'],
    ['says nothing', 'hang'],
  ] as const)('that %s costs no answer: it comes by chat.postMessage', async (_, fault) => {
    answerLate();
    it.slack.provoke('response_url', fault);
    await it.send(slashCommand('robots', it.slack.responseUrl()));
    await it.slack.until(() => posts().length === 1);
    expect(posts()[0]?.args).toMatchObject({ channel: 'C1', text: 'Said: robots' });
    expect(it.log.map(({ message }) => message)).toContain('a response_url is of no use: posting instead');
  });

  test('that is of no use where the bot may not write at all leaves a line in the log', async () => {
    answerLate();
    it.slack.provoke('response_url', { status: 404, body: 'expired_url' });
    it.slack.provoke('chat.postMessage', { error: 'not_in_channel' }, { error: 'cannot_dm_bot' });
    await it.send(slashCommand('robots', it.slack.responseUrl()));
    await it.slack.until(() => posts().length === 2);
    await it.adapter.close();
    expect([posts().map(({ args }) => args['channel']), failures()]).toEqual([
      ['C1', 'U1'],
      [expect.objectContaining({ level: 'error' })],
    ]);
  });
});

describe('a message of the bot', () => {
  test.each(['message_not_found', 'cant_update_message', 'edit_window_closed', 'is_archived', 'channel_not_found'])(
    'that cannot be changed any more is told to be gone: %s',
    async (error) => {
      const sent = await it.adapter.send(CHANNEL, reply(text('Down')));
      it.slack.provoke('chat.update', { error });
      await expect(it.adapter.update(sent, reply(text('Up')))).rejects.toMatchObject({
        name: 'SendError',
        outcome: 'gone',
      });
    },
  );

  test.each([
    ['a limit', { status: 429, headers: { 'retry-after': '60' } }, { outcome: 'not-sent', retryAfterMs: 60_000 }],
    ['an error', { status: 503 }, { outcome: 'unknown' }],
    ['a cut connection', 'cut', { outcome: 'unknown' }],
    ['a refused token', { error: 'invalid_auth' }, { outcome: 'not-sent' }],
  ] as const)('that could not be changed for %s says so soon, and can be changed later', async (_, fault, told) => {
    const sent = await it.adapter.send(CHANNEL, reply(text('Down')));
    it.slack.provoke('chat.update', fault);
    await expect(it.adapter.update(sent, reply(text('Up')))).rejects.toMatchObject({ name: 'SendError', ...told });
    await it.adapter.update(sent, reply(text('Up')));
    expect(it.slack.callsOf('chat.update').at(-1)?.args).toMatchObject({ ts: sent.id, text: 'Up' });
  });
});
