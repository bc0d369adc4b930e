import { setImmediate } from 'node:timers/promises';
import { button, buttons, type Form, privateReply, reply, text } from '../../../src/core/reply.ts';
import type { FormView } from '../../../src/platforms/slack/form-view.ts';
import { type AdapterUnderTest, startAdapter } from './adapter-under-test.ts';
import { buttonPress, homeOpened, mention, slashCommand, viewSubmission } from './payloads.ts';

const form: Form = {
  kind: 'form',
  title: 'Subscribe',
  submit: 'Subscribe',
  command: 'subscribe',
  fields: [
    { kind: 'time', name: 'time', label: 'At', initial: '07:00' },
    {
      kind: 'choice',
      name: 'days',
      label: 'Days',
      initial: 'daily',
      options: [
        { label: 'Every day', words: 'daily' },
        { label: 'Workdays', words: 'mon-fri' },
      ],
    },
    { kind: 'text', name: 'zone', label: 'Zone', hint: 'Such as Europe/Berlin', before: 'in', initial: 'UTC' },
    { kind: 'text', name: 'site', label: 'Only this site', before: 'site', optional: true },
  ],
};
const PATTERN = 'subscribe 07:00 daily in UTC site SITE';

let it: AdapterUnderTest;

beforeEach(async () => {
  it = await startAdapter();
  it.answerWith(() => reply(text('When?'), form, buttons(button('Help', 'help subscribe'))));
});

afterEach(() => it.close());

const opened = () =>
  it.slack.callsOf('views.open').map(({ args }) => args as { readonly trigger_id: string; readonly view: FormView });

/** Asks for the form in a slash command, and returns it. */
async function openForm(fields: Readonly<Record<string, string>> = {}): Promise<FormView> {
  const before = opened().length;
  await it.send(slashCommand('subscribe', it.slack.responseUrl(), fields));
  await it.slack.until(() => opened().length > before);
  const view = opened().at(-1)?.view;
  if (view === undefined) throw new Error('no form was opened');
  return view;
}

/** All that people can read: what was posted, and what came through a response_url. */
const said = () => [
  ...it.slack.calls.filter(({ method }) => method.startsWith('chat.post')).map(({ args }) => args),
  ...it.slack.responses.map(({ body }) => body),
];

describe('a form', () => {
  test.each([
    ['at once', async () => {}],
    ['after a while', () => setImmediate(undefined)],
  ])('asked for by a slash command and there %s opens instead of an answer', async (_, pause) => {
    it.answerWith(async () => {
      await pause();
      return reply(text('When?'), form);
    });
    const command = slashCommand('subscribe', it.slack.responseUrl());
    const response = await it.send(command);
    expect(await response.text()).toBe('');
    await it.slack.until(() => opened().length > 0);
    expect(opened()).toMatchObject([
      {
        trigger_id: command.form['trigger_id'],
        view: {
          type: 'modal',
          title: { text: 'Subscribe' },
          blocks: [
            { label: { text: 'At' }, element: { type: 'timepicker', initial_time: '07:00' }, optional: false },
            { element: { type: 'static_select', initial_option: { text: { text: 'Every day' } } } },
            { element: { type: 'plain_text_input', initial_value: 'UTC' }, hint: { text: 'Such as Europe/Berlin' } },
            { label: { text: 'Only this site' }, optional: true },
          ],
        },
      },
    ]);
    await it.adapter.close();
    expect(said()).toEqual([]);
  });

  test.each([
    ['under a message', { response_url: 'https://hooks.slack.com/x' }],
    ['in App Home', { channel: undefined, message: undefined, container: { type: 'view', view_id: 'V1' } }],
  ])('asked for by a button %s opens', async (_, fields) => {
    await it.send(buttonPress('swap:0', 'subscribe', fields));
    await it.slack.until(() => opened().length > 0);
    await it.adapter.close();
    expect([said(), it.slack.callsOf('views.publish')]).toEqual([[], []]);
  });

  test('asked for by a mention is a line to type and a button, which opens it with the channels that were named', async () => {
    await it.send(mention('subscribe <#C2|lab>'));
    await it.slack.until(() => it.slack.callsOf('chat.postMessage').length > 0);
    const blocks = JSON.stringify(it.slack.callsOf('chat.postMessage')[0]?.args['blocks']);
    expect(blocks).toContain(PATTERN);
    expect(blocks).toContain('"Open the form"');
    expect(blocks).toContain('"value":"subscribe <#C2|lab>"');
    await it.send(buttonPress('say:0', 'subscribe <#C2|lab>'));
    await it.slack.until(() => opened().length > 0);
    expect(it.asked.map(({ text: words, channels }) => [words, channels])).toEqual([
      ['subscribe #lab', [{ name: 'lab', id: 'C2' }]],
      ['subscribe #lab', [{ name: 'lab', id: 'C2' }]],
    ]);
  });

  test('that Slack does not open any more is a line to type and a button', async () => {
    it.slack.provoke('views.open', { error: 'expired_trigger_id' });
    await it.send(slashCommand('subscribe', it.slack.responseUrl()));
    await it.slack.until(() => it.slack.responses.length > 0);
    const blocks = JSON.stringify(it.slack.responses[0]?.body['blocks']);
    expect(blocks).toContain(PATTERN);
    expect(blocks).toContain('"value":"subscribe"');
    expect(blocks).toContain('When?');
  });

  test('that comes with an error begins with it', async () => {
    it.answerWith(() => privateReply(text('There is no zone "Berln".'), form), true);
    expect((await openForm()).blocks[0]).toMatchObject({
      type: 'section',
      text: { text: 'There is no zone "Berln".' },
    });
  });

  test('in App Home is a line to type and a button', async () => {
    await it.send(homeOpened());
    await it.slack.until(() => it.slack.callsOf('views.publish').length > 0);
    const view = JSON.stringify(it.slack.callsOf('views.publish')[0]?.args['view']);
    expect(view).toContain(PATTERN);
  });
});

describe('a form that was filled in', () => {
  const filled = { 'field:0': '08:30', 'field:1': '=mon-fri', 'field:3': 'Harbour' };

  test('is asked as a line, and its answer is said where the form was asked for', async () => {
    const view = await openForm();
    it.answerWith(() => reply(text('Done')));
    const response = await it.send(viewSubmission(view, filled));
    expect([response.status, await response.text()]).toEqual([200, '']);
    await it.slack.until(() => said().length > 0);
    expect(it.asked.at(-1)).toMatchObject({
      text: 'subscribe 08:30 mon-fri in UTC site Harbour',
      sender: { id: 'U1' },
      conversation: { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' },
      direct: { platform: 'slack', team: 'T1', channel: 'U1', kind: 'direct' },
    });
    expect(said()).toMatchObject([{ channel: 'C1', text: 'Done' }]);
  });

  test('is answered in the thread of the button that opened it', async () => {
    const message = { type: 'message', ts: '1790000000.2', thread_ts: '1790000000.1' };
    await it.send(buttonPress('say:0', 'subscribe', { message }));
    await it.slack.until(() => opened().length > 0);
    const [it0] = opened();
    it.answerWith(() => reply(text('Done')));
    if (it0) await it.send(viewSubmission(it0.view));
    await it.slack.until(() => said().length > 0);
    expect(said()).toMatchObject([{ channel: 'C1', thread_ts: '1790000000.1' }]);
  });

  test('in a direct conversation is answered there', async () => {
    const view = await openForm({ channel_id: 'D1', channel_name: 'directmessage' });
    it.answerWith(() => privateReply(text('Done')));
    await it.send(viewSubmission(view));
    await it.slack.until(() => said().length > 0);
    expect(it.slack.callsOf('chat.postMessage')).toMatchObject([{ args: { channel: 'U1', text: 'Done' } }]);
  });

  test('shows only the asker what is for the asker', async () => {
    const view = await openForm();
    it.answerWith(() => privateReply(text('Preview')));
    await it.send(viewSubmission(view));
    await it.slack.until(() => said().length > 0);
    expect(it.slack.callsOf('chat.postEphemeral')).toMatchObject([{ args: { channel: 'C1', user: 'U1' } }]);
  });

  test.each([
    ['at once', async () => {}],
    ['after a while', () => setImmediate(undefined)],
  ])('shows an error that is there %s under its first field for words, and can be sent again', async (_, pause) => {
    const view = await openForm();
    it.answerWith(async () => {
      await pause();
      return privateReply(text('There is no zone "Berln".'));
    }, true);
    const wrong = await it.send(viewSubmission(view, { 'field:2': 'Berln' }, 'V-1'));
    expect(await wrong.json()).toEqual({
      response_action: 'errors',
      errors: { 'field:1': 'There is no zone "Berln".' },
    });
    it.answerWith(() => reply(text('Done')));
    await it.send(viewSubmission(view, {}, 'V-1'));
    await it.slack.until(() => said().length > 0);
    expect(said()).toMatchObject([{ text: 'Done' }]);
  });

  test('is closed in time where the answer takes longer, which comes later, whatever it is', async () => {
    await it.close();
    it = await startAdapter({ wait: async () => {} });
    it.answerWith(() => reply(form));
    const view = await openForm();
    const held = Promise.withResolvers<void>();
    it.answerWith(async () => {
      await held.promise;
      return privateReply(text('Scout does not answer'));
    }, true);
    const response = await it.send(viewSubmission(view));
    expect(await response.text()).toBe('');
    held.resolve();
    await it.slack.until(() => said().length > 0);
    expect(said()).toMatchObject([{ user: 'U1', text: 'Scout does not answer' }]);
  });

  test('and is submitted twice is asked once', async () => {
    const view = await openForm();
    it.answerWith(() => reply(text('Done')));
    const submission = viewSubmission(view);
    const statuses = [await it.send(submission), await it.send(submission)].map(({ status }) => status);
    await it.adapter.close();
    expect([statuses, it.asked.length, said().length]).toEqual([[200, 200], 2, 1]);
  });

  test.each(['', 'null', '{"command":"x"}', '{"conversation":{"platform":"teams"}}'])(
    'and keeps %j instead of what the bot gave it is acknowledged and left alone',
    async (private_metadata) => {
      const view = await openForm();
      const response = await it.send(viewSubmission({ ...view, private_metadata }));
      expect([response.status, it.asked.length]).toEqual([200, 1]);
    },
  );
});
