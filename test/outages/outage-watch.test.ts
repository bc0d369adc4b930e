import { SendError } from '../../src/core/send-error.ts';
import { StoreError } from '../../src/storage/store-error.ts';
import { channel, subscriptionOf } from '../fixtures/scheduled-world.ts';
import { HOUR, MINUTE, SECOND, setUpOutages, TEN } from './outage-world.ts';

let it: Awaited<ReturnType<typeof setUpOutages>>;

beforeEach(async () => {
  it = await setUpOutages();
});

afterEach(() => it.close());

const REFUSED = 'connection refused';
const firstLine = (text = ''): string => text.split('\n')[0] ?? '';
const lines = (): readonly string[] => it.shown.map(({ channel: where, text }) => `${where} ${firstLine(text)}`);

/** Lets the Scout fail, and the clock go on until that is told. */
async function beDown(reason = REFUSED): Promise<void> {
  it.scout.reason = reason;
  await it.clock.advance(5 * MINUTE);
}

/** Lets the Scout answer, and the clock go on until that is told. */
async function beUp(): Promise<void> {
  it.scout.reason = undefined;
  await it.clock.advance(2 * MINUTE);
}

describe('an outage', () => {
  test('is told once in each conversation that has subscribed, and the same message tells its end', async () => {
    await it.subscribe('C1', 'C2');
    it.startProcess('one');
    await it.clock.advance(2 * MINUTE);
    await beDown();
    expect(it.shown.map(({ text }) => text)).toEqual(
      Array(2).fill(
        [
          '⚠ Scout north has not answered since 10:03 (connection refused).',
          'Until it does, answers about the robots are what it said before. This message changes when it answers again.',
          '[Health: health]',
        ].join('\n'),
      ),
    );
    await it.clock.advance(34 * MINUTE);
    await beUp();
    expect(it.shown.map(({ text, edits }) => [text, edits])).toEqual(
      Array(2).fill([
        [
          '✓ Scout north answered again at 10:42, after 39 min.',
          'It had not answered since 10:03 (connection refused).',
          '[Summary: summary]',
        ].join('\n'),
        1,
      ]),
    );
  });

  test('is told when it has lasted for three minutes, and no sooner', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    it.scout.reason = REFUSED;
    await it.clock.advance(3 * MINUTE - SECOND);
    expect(it.shown).toEqual([]);
    await it.clock.advance(31 * SECOND);
    expect(it.shown).toHaveLength(1);
  });

  test('that is shorter is not told', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    for (let time = 0; time < 5; time++) {
      it.scout.reason = REFUSED;
      await it.clock.advance(2 * MINUTE);
      await beUp();
    }
    expect([it.shown, it.stage.sends]).toEqual([[], 0]);
  });

  test('of one question that failed long ago is looked at again before it is told', async () => {
    await it.subscribe('C1');
    it.startProcess('one', { lookEveryMs: () => HOUR });
    await it.clock.advance(SECOND);
    it.scout.reason = 'connection cut';
    it.scout.ask('one');
    it.scout.reason = undefined;
    await it.clock.advance(10 * MINUTE);
    expect([it.shown, it.scout.looks.length]).toEqual([[], 2]);
  });

  test('that is over before it could be sent is not told', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    it.fail('C1', ...Array.from({ length: 9 }, () => new SendError('not now', { outcome: 'not-sent' })));
    await beDown();
    await beUp();
    it.fail('C1');
    await it.clock.advance(20 * MINUTE);
    expect([it.shown, await it.store.outageNotices('robots north')]).toEqual([[], []]);
  });

  test('that goes on for days tells the day', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    await beDown();
    await it.clock.advance(26 * HOUR);
    await beUp();
    expect(it.shown[0]?.text).toMatch(
      /^✓ Scout north answered again at 12:0\d, after 1 d 2 h\.\nIt had not answered since 10:00 yesterday \(/,
    );
  });
});

describe('a Scout', () => {
  test('is asked nothing by itself where nobody has subscribed', async () => {
    await it.store.save(subscriptionOf('paused', { state: 'paused' }));
    it.startProcess('one');
    await it.clock.advance(HOUR);
    expect(it.scout.looks).toEqual([]);
  });

  test('is asked once a minute where nobody else asks, also while it is down', async () => {
    await it.subscribe('C1', 'C2');
    it.startProcess('one');
    await it.clock.advance(30 * MINUTE);
    expect(it.scout.looks).toHaveLength(31);
    it.scout.reason = REFUSED;
    await it.clock.advance(30 * MINUTE);
    expect(it.scout.looks).toHaveLength(61);
  });

  test('is asked nothing while people ask it anyway', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    await it.clock.advance(SECOND);
    for (let second = 0; second < 600; second += 20) {
      it.scout.ask('one');
      await it.clock.advance(20 * SECOND);
    }
    expect(it.scout.looks).toHaveLength(1);
  });

  test('that takes its time is not asked twice at once, and nothing is told of it meanwhile', async () => {
    await it.subscribe('C1');
    let looks = 0;
    const look = async () => {
      looks++;
      await new Promise(() => {});
    };
    it.startProcess('one', { look });
    await it.clock.advance(HOUR);
    expect([looks, it.shown]).toEqual([1, []]);
  });
});

describe('a Scout that comes and goes', () => {
  test('is told of in the same message for an hour', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    for (let time = 0; time < 4; time++) {
      await beDown();
      await beUp();
      await it.clock.advance(40 * MINUTE);
    }
    expect(it.shown).toHaveLength(1);
    expect(it.shown[0]?.text).toMatch(
      /^✓ Scout north answered again at 12:2\d, after \d min\.\n.*\n4 outages since 10:00\.\n/,
    );
    await beDown();
    expect(lines()).toEqual([expect.stringMatching(/^C1 ⚠ Scout north has not answered since 13:/)]);
  });

  test('is told of in the same message where it begins within that hour', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    await beDown();
    await beUp();
    await it.clock.advance(57 * MINUTE);
    await beDown();
    expect(it.shown).toHaveLength(1);
    expect(it.shown[0]?.text).toContain('outages since');
  });

  test('is told of in a new message after that', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    await beDown();
    await beUp();
    await it.clock.advance(HOUR);
    await beDown();
    expect(lines()).toEqual([expect.stringMatching(/^C1 ✓ /), expect.stringMatching(/^C1 ⚠ .* since 11:/)]);
    expect(it.shown[1]?.text).not.toContain('outages since');
  });
});

describe('after a restart', () => {
  test('the message that tells of an outage is found again and changed', async () => {
    await it.subscribe('C1');
    const first = it.startProcess('one');
    await beDown();
    await first.close();
    it.startProcess('two');
    await it.clock.advance(10 * MINUTE);
    expect(lines()).toEqual(['C1 ⚠ Scout north has not answered since 10:00 (connection refused).']);
    await beUp();
    expect([lines(), it.shown[0]?.edits]).toEqual([
      [expect.stringMatching(/^C1 ✓ Scout north answered again at 10:16, after 16 min/)],
      1,
    ]);
  });

  test('an outage that ended meanwhile is told to have ended', async () => {
    await it.subscribe('C1');
    const first = it.startProcess('one');
    await beDown();
    await first.close();
    it.scout.reason = undefined;
    await it.clock.advance(3 * HOUR);
    it.startProcess('two');
    await it.clock.advance(SECOND);
    expect(lines()).toEqual([expect.stringMatching(/^C1 ✓ Scout north answered again at 13:05, after 3 h 5 min/)]);
  });

  test.each([
    [false, 'C1 ⚠ Scout north has not answered since 10:00 (connection refused).', 2],
    [true, undefined, 1],
    [undefined, undefined, 1],
  ])(
    'a message that was being sent is sent again only where it surely is not there: %s',
    async (found, line, sends) => {
      await it.subscribe('C1');
      it.startProcess('one');
      it.fail('C1', 'silence');
      it.scout.reason = REFUSED;
      await it.clock.advance(3 * MINUTE + SECOND);
      expect(it.stage.sends).toBe(1);
      // Killed: it neither ends what it was about nor gives anything back.
      it.kill();
      it.stage.found = found;
      it.startProcess('two');
      await it.clock.advance(5 * MINUTE);
      expect([lines()[0], it.stage.sends]).toEqual([line, sends]);
    },
  );
});

describe('of several processes', () => {
  test('one asks and tells', async () => {
    await it.subscribe('C1', 'C2');
    for (const owner of ['one', 'two', 'three']) it.startProcess(owner);
    await beDown();
    await it.clock.advance(20 * MINUTE);
    await beUp();
    expect([it.shown.map(({ edits }) => edits), new Set(it.scout.looks.map(({ owner }) => owner)).size]).toEqual([
      [1, 1],
      1,
    ]);
    expect(it.scout.looks.length).toBeLessThanOrEqual(28);
  });

  test('another goes on where that one ends', async () => {
    await it.subscribe('C1');
    const first = it.startProcess('one');
    await it.clock.advance(SECOND);
    it.startProcess('two');
    await beDown();
    await first.close();
    await it.clock.advance(MINUTE);
    await beUp();
    expect([it.shown.length, firstLine(it.shown[0]?.text)]).toEqual([1, expect.stringMatching(/^✓ /)]);
    expect(it.scout.looks.at(-1)?.owner).toBe('two');
  });

  test('another goes on where that one dies, after its lease', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    await beDown();
    it.kill();
    it.startProcess('two');
    await it.clock.advance(SECOND);
    const before = it.scout.looks.length;
    await beUp();
    expect([it.shown.length, firstLine(it.shown[0]?.text)]).toEqual([1, expect.stringMatching(/^✓ /)]);
    expect(it.scout.looks.slice(before).map(({ owner }) => owner)).toEqual(
      it.scout.looks.slice(before).map(() => 'two'),
    );
  });

  test('an answer that one got long ago does not end the outage that another has told', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    it.startProcess('two');
    await it.clock.advance(SECOND);
    it.scout.ask('two');
    await beDown();
    it.kill();
    it.startProcess('two', { lookEveryMs: () => HOUR });
    await it.clock.advance(10 * MINUTE);
    expect(lines()).toEqual(['C1 ⚠ Scout north has not answered since 10:01 (connection refused).']);
  });
});

describe('a conversation', () => {
  test('that takes nothing any more is left alone, and the others are told', async () => {
    await it.subscribe('C1', 'C2');
    it.startProcess('one');
    it.fail('C1', new SendError('is_archived', { outcome: 'gone' }));
    await beDown();
    await beUp();
    await beDown();
    expect([lines(), it.stage.sends]).toEqual([[expect.stringMatching(/^C2 ⚠ /)], 2]);
  });

  test('whose message was deleted gets no new one', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    await beDown();
    it.fail('C1', new SendError('message_not_found', { outcome: 'gone' }));
    await beUp();
    await beDown();
    await beUp();
    expect([it.stage.sends, it.stage.edits]).toEqual([1, 1]);
  });

  test('that the platform asks to leave in peace is told after that', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    it.fail('C1', new SendError('ratelimited', { outcome: 'not-sent', retryAfterMs: 10 * MINUTE }));
    await beDown();
    await it.clock.advance(4 * MINUTE);
    expect(it.stage.sends).toBe(1);
    await it.clock.advance(5 * MINUTE);
    expect([it.stage.sends, lines().length]).toEqual([2, 1]);
  });

  test('that cannot be reached is tried again after growing pauses', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    it.fail('C1', ...Array.from({ length: 99 }, () => new SendError('no', { outcome: 'not-sent' })));
    await beDown();
    await it.clock.advance(2 * HOUR);
    expect(it.stage.sends).toBeLessThan(20);
    it.fail('C1');
    await it.clock.advance(11 * MINUTE);
    expect(lines()).toEqual([expect.stringMatching(/^C1 ⚠ /)]);
  });

  test('of which nobody knows whether it was told is not told twice, but by a new message that it is over', async () => {
    await it.subscribe('C1', 'C2');
    it.startProcess('one');
    it.fail('C1', new SendError('error 500', { outcome: 'unknown' }));
    it.fail('C2', 'silence');
    await beDown();
    await it.clock.advance(30 * MINUTE);
    expect([it.shown, it.stage.sends]).toEqual([[], 2]);
    await beUp();
    expect(lines().toSorted()).toEqual([expect.stringMatching(/^C1 ✓ /), expect.stringMatching(/^C2 ✓ /)]);
    await beDown();
    expect([it.shown.length, lines()[0]]).toEqual([2, expect.stringContaining('⚠')]);
  });

  test('whose message could not be changed gets it changed later', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    await beDown();
    it.fail('C1', new SendError('error 503', { outcome: 'unknown' }), 'silence');
    await beUp();
    await it.clock.advance(10 * MINUTE);
    expect([lines(), it.stage]).toEqual([
      [expect.stringMatching(/^C1 ✓ Scout north answered again at 10:0\d/)],
      expect.objectContaining({ sends: 1, edits: 3 }),
    ]);
  });

  test('that has unsubscribed meanwhile is told the end', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    await beDown();
    const subscription = subscriptionOf('s-C1', { conversation: channel('C1'), version: 2, state: 'removed' });
    expect(await it.store.save(subscription)).toBe(true);
    await beUp();
    expect(lines()).toEqual([expect.stringMatching(/^C1 ✓ /)]);
  });

  test('that is reached at another address now has its message changed there', async () => {
    const there = { ...channel('C1'), endpoint: 'https://a.example' };
    await it.subscribe(there);
    it.startProcess('one');
    await beDown();
    await it.store.keepConversation('U1', { ...there, endpoint: 'https://b.example' }, it.now());
    await beUp();
    expect(it.shown).toMatchObject([{ endpoint: 'https://b.example', edits: 1 }]);
  });

  test('with several subscriptions is told once', async () => {
    await it.subscribe('C1');
    await it.store.save(subscriptionOf('other', { conversation: channel('C1'), summary: 'shift' }));
    it.startProcess('one');
    await beDown();
    expect(lines()).toHaveLength(1);
  });

  test('is told of the sites that its subscriptions are about', async () => {
    await it.store.save(subscriptionOf('north', { conversation: channel('C1'), site: 'north' }));
    await it.store.save(subscriptionOf('south', { conversation: channel('C2'), site: 'south' }));
    await it.store.save(subscriptionOf('all', { conversation: channel('C3') }));
    it.startProcess('one', { site: 'north' });
    await beDown();
    expect(it.shown.map(({ channel: where }) => where).toSorted()).toEqual(['C1', 'C3']);
  });
});

describe('what cannot be helped', () => {
  test('a store that is away is said once, and waited for', async () => {
    await it.subscribe('C1');
    let isAway = false;
    const store = {
      ...it.store,
      async toldOutage(source: string) {
        if (isAway) throw new StoreError('the database does not answer');
        return it.store.toldOutage(source);
      },
    };
    it.startProcess('one', {}, store);
    await it.clock.advance(MINUTE);
    isAway = true;
    await beDown();
    isAway = false;
    await it.clock.advance(5 * MINUTE);
    expect(lines()).toEqual([expect.stringMatching(/^C1 ⚠ /)]);
    expect(it.log.filter(({ level }) => level === 'error')).toMatchObject([
      { message: 'could not look after outages', values: { error: 'the database does not answer' } },
    ]);
  });

  test('a clock that is set back does not make an outage end before it began, nor last for ever', async () => {
    await it.subscribe('C1');
    it.startProcess('one');
    await beDown();
    it.setBack(2 * HOUR);
    await beUp();
    expect(lines()).toEqual([expect.stringMatching(/^C1 ✓ Scout north answered again at 10:00, after 0 s/)]);
    expect(it.now()).toBeLessThan(TEN);
  });
});
