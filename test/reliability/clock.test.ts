import { createRetryPause } from '../../src/clients/retry-pause.ts';
import { type ExaminedOptions, type ExaminedScout, SCOUTS } from './examined-scouts.ts';
import { expectQuoted } from './told.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FAILED = /^⚠|does not|did not|answered|broke off|refuses/;

const opened: ExaminedScout[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((scout) => scout.close()));
});

describe.each(SCOUTS)("the clock of the bot's machine, beside %s,", (_, openScout) => {
  async function open(options: ExaminedOptions = {}): Promise<ExaminedScout> {
    const scout = await openScout(options);
    opened.push(scout);
    return scout;
  }

  test('jumps forward a day', async () => {
    const scout = await open();
    await scout.ask();
    scout.counts();
    scout.pass(DAY);
    expect(await scout.ask()).not.toMatch(FAILED);
    expect(await scout.read()).toContain('just now');
    const { logIns, questions } = scout.counts();
    // One new token at most, and one question of each kind.
    expect(logIns).toBeLessThan(2);
    expect(questions).toBeGreaterThan(0);
    await scout.ask();
    expect(scout.counts()).toEqual({ logIns: 0, questions: 0 });
  });

  test('is set back a day', async () => {
    const scout = await open();
    await scout.ask();
    scout.pass(-DAY);
    expect(await scout.ask()).not.toMatch(FAILED);
    expect(await scout.read()).toContain('as of 14:20, just now');
    scout.counts();
    await scout.ask();
    expect(scout.counts()).toEqual({ logIns: 0, questions: 0 });
    scout.pass(10 * MINUTE);
    scout.expire();
    expect(await scout.ask()).not.toMatch(FAILED);
    expect(scout.counts().logIns).toBe(1);
  });

  test('is set back a day while the log-in is left alone', async () => {
    const scout = await open();
    scout.refuseLogIn(true);
    await scout.ask();
    scout.pass(-DAY);
    expect(scout.health().nextLogInAt).toBeLessThanOrEqual(scout.now());
    scout.refuseLogIn(false);
    scout.pass(2_000);
    expect(await scout.ask()).not.toMatch(FAILED);
  });

  test('is set back a day in an outage', async () => {
    const scout = await open();
    await scout.ask();
    scout.pass(10 * MINUTE, 'scout too');
    await scout.door.shut();
    await scout.ask();
    scout.pass(-DAY);
    const stale = 'Here is what it said at 14:30, stale:';
    expect(await scout.ask()).toMatch(
      new RegExp(`^⚠ Scout north has not answered since 14:30 \\(\\d+ tries, connection refused\\)\\. ${stale}$`),
    );
    scout.pass(DAY - MINUTE);
    expect(await scout.ask()).toMatch(/^⚠ .* stale:$/);
    scout.pass(2 * MINUTE);
    expect(await scout.ask()).toBe('Scout north does not answer: connection refused.');
    await scout.door.open();
    scout.pass(2_000);
    expect(await scout.ask()).not.toMatch(FAILED);
  });

  test('jumps forward a day in an outage', async () => {
    const scout = await open();
    await scout.ask();
    scout.pass(10 * MINUTE, 'scout too');
    await scout.door.shut();
    expect(await scout.ask()).toMatch(/^⚠ /);
    scout.pass(DAY);
    const told = await scout.ask();
    expect(told).toBe('Scout north does not answer: connection refused.');
    expectQuoted(told);
    await scout.door.open();
    scout.pass(2_000);
    expect(await scout.ask()).not.toMatch(FAILED);
  });
});

test('a pause is over when the clock is set back before it, and the next one is as long as ever', () => {
  let at = DAY;
  const pause = createRetryPause(() => at);
  pause.refused();
  at = 0;
  expect([pause.remainingMs(), pause.until]).toEqual([0, 0]);
  pause.refused();
  expect(pause.remainingMs()).toBe(MINUTE);
});
