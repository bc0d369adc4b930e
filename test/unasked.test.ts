import { createRoles } from '../src/access/roles.ts';
import type { Conversation } from '../src/core/message.ts';
import { writeReply } from '../src/core/plain-text.ts';
import type { PlatformAdapter } from '../src/core/platform-adapter.ts';
import { reply, text } from '../src/core/reply.ts';
import { SendError, type SendOutcome } from '../src/core/send-error.ts';
import type { Scouts } from '../src/floor/scouts.ts';
import { readConfig } from '../src/settings/config.ts';
import { onlySite } from '../src/sites/site.ts';
import { openStore } from '../src/storage/open-store.ts';
import { createUnasked } from '../src/unasked.ts';
import { noLog } from './fixtures/ask.ts';
import { createFakeFleet, NOW } from './fixtures/fake-fleet.ts';
import { createFakePlant } from './fixtures/fake-floor.ts';
import { subscriptionOf } from './fixtures/scheduled-world.ts';

const roles = createRoles({ admins: [] });
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
    sites: [onlySite({ fleet: createFakeFleet() })],
    adapters: [adapterFailing(outcome)],
    settings: readConfig({}).summaries,
    roles,
    auditMs: 1,
    now: () => 0,
    log: noLog,
  });
  await expect(tools.announce(there, reply(text('hello')))).rejects.toThrow(words);
  await store.close();
});

describe('a preview', () => {
  const fleet = createFakeFleet({ robots: [{ name: 'Rex' }], runs: [] });
  const plant = createFakePlant();

  async function previewOf(summary: string, scouts: Scouts): Promise<string> {
    const now = () => NOW;
    const store = await openStore({ kind: 'memory', secretKeys: [], createId: () => 'id', now });
    const settings = readConfig({}).summaries;
    const { tools } = createUnasked({
      store,
      sites: [onlySite(scouts)],
      adapters: [],
      settings,
      roles,
      auditMs: 1,
      now,
      log: noLog,
    });
    const answer = await tools.preview(subscriptionOf('k4m7', { summary })).finally(() => store.close());
    return writeReply(answer, 'UTC', NOW);
  }

  test('of the daily summary is about what Scouts there are', async () => {
    expect(await previewOf('fleet', { fleet })).not.toContain('Floor');
    expect(await previewOf('fleet', { plant })).toMatch(/^Floor, since yesterday 10:19: no orders done/);
    expect(await previewOf('fleet', { fleet, plant })).toMatch(
      /^No runs since yesterday 10:19.*\nFloor, since yesterday 10:19/,
    );
  });

  test('of a shift summary is about the shift that goes on', async () => {
    expect(await previewOf('shift', { plant })).toMatch(/^Shift 06:00 to 14:00 so far: no orders done/);
  });

  test('of a summary that is not to be had any more says so', async () => {
    await expect(previewOf('shift', { fleet })).rejects.toThrow('The shift summary is not to be had here any more.');
  });
});
