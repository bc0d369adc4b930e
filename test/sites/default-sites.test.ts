import { createDefaultSites } from '../../src/sites/default-sites.ts';
import type { SiteChoice } from '../../src/storage/store.ts';
import { createRecordedLog } from '../clients/recorded-log.ts';
import { CHANNEL, DANA } from '../fixtures/stored.ts';

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
  expect(await defaults.of(CHANNEL)).toBeUndefined();
  expect(await defaults.of({ ...CHANNEL, thread: '17.5' })).toBeUndefined();
  await defaults.set(CHANNEL, choice('north'));
  expect([await defaults.of(CHANNEL), reads()]).toEqual([choice('north'), 1]);
  await defaults.set(CHANNEL, undefined);
  expect(await defaults.of(CHANNEL)).toBeUndefined();
});

test('what another process wrote is known within ten seconds', async () => {
  const { defaults, write, pass } = setUp();
  await defaults.of(CHANNEL);
  write('south');
  pass(9_999);
  expect(await defaults.of(CHANNEL)).toBeUndefined();
  pass(1);
  expect(await defaults.of(CHANNEL)).toEqual(choice('south'));
});

test('while the store fails it is what was known last, and the log hears of it', async () => {
  const { defaults, fail, pass, log } = setUp();
  await defaults.set(CHANNEL, choice('north'));
  pass(10_000);
  fail(new Error('the disk is full'));
  expect(await defaults.of(CHANNEL)).toEqual(choice('north'));
  expect(await defaults.of({ ...CHANNEL, channel: 'C9' })).toBeUndefined();
  expect(log.lines.map(({ message }) => message)).toEqual([
    'could not read which site a conversation means',
    'could not read which site a conversation means',
  ]);
  await expect(defaults.set(CHANNEL, choice('south'))).rejects.toThrow('the disk is full');
  expect(await defaults.of(CHANNEL)).toEqual(choice('north'));
});
