import { setImmediate } from 'node:timers/promises';
import { type AdapterHarness, describeAdapter, type Shown, THREAD } from '../../contracts/adapter.ts';
import { type AdapterUnderTest, startAdapter } from './adapter-under-test.ts';
import { startInstallable, workspaceGrant } from './installable.ts';
import { buttonPress, directMessage, mention } from './payloads.ts';

function harness(it: AdapterUnderTest): AdapterHarness {
  const { slack } = it;
  let isRefused = false;

  function shown(): readonly Shown[] {
    const calls = slack.calls.flatMap(({ method, args }): Shown[] => {
      if (method !== 'chat.postMessage' && method !== 'chat.postEphemeral') return [];
      const { text, thread_ts } = args;
      return [
        {
          text: String(text),
          ...(thread_ts !== undefined && { thread: String(thread_ts) }),
          inPlace: false,
          hidden: method === 'chat.postEphemeral',
        },
      ];
    });
    const responses = slack.responses.map(
      ({ body }): Shown => ({
        text: String(body['text']),
        inPlace: body['replace_original'] === true,
        hidden: body['response_type'] === 'ephemeral',
      }),
    );
    // What was refused is not there to be read: the message, and its second try in the direct conversation with the asker.
    return [...calls, ...responses].slice(isRefused ? 2 : 0);
  }

  return {
    ...it,
    conversation: { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' },
    async ask(text, id) {
      await it.send(mention(text, { thread_ts: THREAD, ts: `1790000000.${id}` }));
    },
    async askDirectly(text) {
      await it.send(directMessage(text));
    },
    async press(command, inPlace) {
      await it.send(buttonPress(inPlace ? 'swap:0' : 'say:0', command, { response_url: slack.responseUrl() }));
    },
    refuseNext() {
      isRefused = true;
      slack.provoke('chat.postMessage', { error: 'fatal_error' }, { error: 'fatal_error' });
    },
    shown,
    updated() {
      const args = slack.callsOf('chat.update').at(-1)?.args;
      return args && [String(args['ts']), String(args['text'])];
    },
    until: async (isTrue) => {
      while (!isTrue()) await setImmediate();
    },
  };
}

async function startInstalled(): Promise<AdapterHarness> {
  const it = await startInstallable();
  await it.install(workspaceGrant('T2', 'xoxb-two'));
  await it.install(workspaceGrant('T1', 'xoxb-one', { bot_user_id: 'UBOT' }));
  return harness(it);
}

describe('in the one workspace of a token', () => {
  describeAdapter('slack', async () => harness(await startAdapter()));
});

describe('in one of the workspaces that installed the bot', () => {
  describeAdapter('slack', startInstalled);
});
