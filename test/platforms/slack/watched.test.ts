import type { Conversation } from '../../../src/core/message.ts';
import { reply, text } from '../../../src/core/reply.ts';
import { createPlatformWatch } from '../../fixtures/platform-watch.ts';
import { type AdapterUnderTest, startAdapter } from './adapter-under-test.ts';
import { buttonPress, mention, slashCommand } from './payloads.ts';

let it: AdapterUnderTest | undefined;
afterEach(() => it?.close());

const channel: Conversation = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' };

test('whoever watches hears by which id an event is followed, and when it is acknowledged', async () => {
  const watch = createPlatformWatch();
  it = await startAdapter({ watch });
  await it.send(slashCommand('robots', it.slack.responseUrl(), { trigger_id: 'trigger-a' }));
  await it.send(buttonPress('swap:0', 'robots', { trigger_id: 'trigger-b' }));
  const { json } = mention('robots');
  await it.send({ json: { ...json, event_id: 'Ev-c' } });
  await it.send({ json: { type: 'something-new' } });
  expect(watch.heard).toEqual(
    ['trigger-a', 'trigger-b', 'Ev-c', 'nothing'].flatMap((id) => [`follow ${id}`, 'arrived', 'acknowledged']),
  );
});

test('health counts the messages that wait for their turn', async () => {
  const turn = Promise.withResolvers<void>();
  it = await startAdapter({ now: () => 0, wait: () => turn.promise });
  const { adapter, slack } = it;
  const sends = Array.from({ length: 6 }, () => adapter.send(channel, reply(text('hello'))));
  await slack.until(() => slack.callsOf('chat.postMessage').length === 4);
  expect(adapter.health?.()).toEqual({ state: 'connected', waiting: 2 });
  turn.resolve();
  await Promise.all(sends);
  expect(adapter.health?.()).toMatchObject({ waiting: 0 });
});
