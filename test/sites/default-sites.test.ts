import type { Conversation } from '../../src/core/message.ts';
import { createDefaultSites } from '../../src/sites/default-sites.ts';
import { openStore } from '../../src/storage/open-store.ts';
import type { SiteChoice } from '../../src/storage/store.ts';
import { createRecordedLog } from '../clients/recorded-log.ts';
import { CHANNEL, DANA } from '../fixtures/stored.ts';

/** Somebody says something there. */
const saidIn = (conversation: Conversation, id = 'U1') => ({
  conversation,
  sender: { id, zone: async () => 'UTC', name: async () => id },
});
const HERE = saidIn(CHANNEL);

const choice = (site: string): SiteChoice => ({ site, by: DANA, at: 1 });

/** Defaults over a store that is counted, and that another process may write to. */
function setUp() {
  let now = 0;
  let reads = 0;
  let kept: SiteChoice | undefined;
  let failure: Error | undefined;
  const log = createRecordedLog();
  const defaults = createDefaultSites({
    store: {
      async siteOf() {
        reads++;
        if (failure) throw failure;
        return kept;
      },
      async setSite(_, chosen) {
        if (failure) throw failure;
        kept = chosen;
      },
    },
    now: () => now,
    log,
  });
  return {
    defaults,
    log,
    reads: () => reads,
    write: (site: string) => {
      kept = choice(site);
    },
    fail: (error: Error | undefined) => {
      failure = error;
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('what a conversation means is read once, whatever the thread, and is known at once when it changes', async () => {
  const { defaults, reads } = setUp();
  expect(await defaults.of(HERE)).toBeUndefined();
  expect(await defaults.of(saidIn({ ...CHANNEL, thread: '17.5' }, 'U2'))).toBeUndefined();
  await defaults.set(HERE, choice('north'));
  expect([await defaults.of(HERE), reads()]).toEqual([choice('north'), 1]);
  await defaults.set(HERE, undefined);
  expect(await defaults.of(HERE)).toBeUndefined();
});

test('what another process wrote is known within ten seconds', async () => {
  const { defaults, write, pass } = setUp();
  await defaults.of(HERE);
  write('south');
  pass(9_999);
  expect(await defaults.of(HERE)).toBeUndefined();
  pass(1);
  expect(await defaults.of(HERE)).toEqual(choice('south'));
});

test('while the store fails it is what was known last, and the log hears of it', async () => {
  const { defaults, fail, pass, log } = setUp();
  await defaults.set(HERE, choice('north'));
  pass(10_000);
  fail(new Error('the disk is full'));
  expect(await defaults.of(HERE)).toEqual(choice('north'));
  expect(await defaults.of(saidIn({ ...CHANNEL, channel: 'C9' }))).toBeUndefined();
  expect(log.lines.map(({ message }) => message)).toEqual([
    'could not read which site a conversation means',
    'could not read which site a conversation means',
  ]);
  await expect(defaults.set(HERE, choice('south'))).rejects.toThrow('the disk is full');
  expect(await defaults.of(HERE)).toEqual(choice('north'));
});

test("a conversation with one person is the person's, also on the home page of Slack", async () => {
  const store = await openStore({ kind: 'memory', secretKeys: [], createId: () => 'id', now: () => 0 });
  const defaults = createDefaultSites({ store, now: () => 0, log: createRecordedLog() });
  const direct = { ...CHANNEL, channel: 'D1', kind: 'direct' } as const;
  await defaults.set(saidIn(direct), choice('north'));
  expect(await defaults.of(saidIn({ ...direct, channel: 'U1' }))).toEqual(choice('north'));
  expect(await defaults.of(saidIn({ ...direct, channel: 'U2' }, 'U2'))).toBeUndefined();
  await store.close();
});
