import { readConfig } from '../src/config.ts';
import type { Conversation } from '../src/core/message.ts';
import type { PlatformAdapter } from '../src/core/platform-adapter.ts';
import { reply, text } from '../src/core/reply.ts';
import { SendError, type SendOutcome } from '../src/core/send-error.ts';
import { openStore } from '../src/storage/open-store.ts';
import { createUnasked } from '../src/unasked.ts';
import { noLog } from './fixtures/ask.ts';
import { createFakeFleet } from './fixtures/fake-fleet.ts';

const there: Conversation = { platform: 'test', team: 'T1', channel: 'C1', kind: 'channel' };

function adapterFailing(outcome: SendOutcome): PlatformAdapter {
  return {
    name: 'test',
    connect: async () => undefined,
    send: () => Promise.reject(new SendError('no', { outcome })),
    find: async () => undefined,
    update: async () => {},
    close: async () => {},
  };
}

test.each([
  ['gone', 'invite me there first'],
  ['not-sent', 'could not be reached just now'],
  ['unknown', 'could not be reached just now'],
] as const)('what cannot be announced because it is %s is told with what to do', async (outcome, words) => {
  const store = await openStore({ kind: 'memory', secretKeys: [], createId: () => 'id', now: () => 0 });
  const { tools } = createUnasked({
    store,
    scouts: { fleet: createFakeFleet() },
    adapters: [adapterFailing(outcome)],
    settings: readConfig({}).summaries,
    now: () => 0,
    log: noLog,
  });
  await expect(tools.announce(there, reply(text('hello')))).rejects.toThrow(words);
  await store.close();
});
