import { writeReply } from '../../src/core/plain-text.ts';
import type { PlatformAdapter } from '../../src/core/platform-adapter.ts';
import { startOutageNotices } from '../../src/outage-notices.ts';
import { readConfig } from '../../src/settings/config.ts';
import { onlySite } from '../../src/sites/site.ts';
import { openStore } from '../../src/storage/open-store.ts';
import { noLog } from '../fixtures/ask.ts';
import { createFakeFleet, minutes, NOW } from '../fixtures/fake-fleet.ts';
import { createFakePlant } from '../fixtures/fake-floor.ts';
import { channel, subscriptionOf } from '../fixtures/scheduled-world.ts';

test.each([
  [{}, true],
  [{ OUTAGE_NOTICES: 'on' }, true],
  [{ OUTAGE_NOTICES: 'off' }, false],
])('with %j outages are told: %s', (settings, isTold) => {
  expect(readConfig(settings).summaries.outageNotices).toBe(isTold);
});

test('the Scout of a site that does not answer is told where somebody has subscribed, and the one that does is not', async () => {
  const now = (): number => NOW;
  const store = await openStore({ kind: 'memory', secretKeys: [], createId: () => 'id', now });
  await store.save(subscriptionOf('a1'));
  const outage = { since: NOW - minutes(10), tries: 3, reason: 'connection refused' };
  const site = onlySite({ fleet: createFakeFleet({ health: { outage } }), plant: createFakePlant() });
  let watch: ReturnType<typeof startOutageNotices> | undefined;
  const sent = await new Promise((resolve) => {
    const adapter: PlatformAdapter = {
      name: 'test',
      connect: async () => undefined,
      async send(conversation, said) {
        resolve([conversation, writeReply(said, 'UTC', NOW).split('\n')[0]]);
        return { conversation, id: 'm1' };
      },
      find: async () => undefined,
      update: async () => {},
      close: async () => {},
    };
    watch = startOutageNotices({ store, sites: [site], adapters: [adapter], now, log: noLog });
  });
  await watch?.close();
  expect(sent).toEqual([channel('C-a1'), '⚠ Scout north has not answered since 10:09 (connection refused).']);
  expect(await store.outageNotices('floor plant 1')).toEqual([]);
  await store.close();
});
