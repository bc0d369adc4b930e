import { type ExaminedOptions, type ExaminedScout, SCOUTS } from './examined-scouts.ts';
import { silence } from './faults.ts';

const MINUTE = 60_000;
const DEADLINE_MS = 1_000;
const EVERYBODY = Array.from({ length: 1_000 }, (_, one) => one);

const opened: ExaminedScout[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((scout) => scout.close()));
});

/** How many of so many promises were kept. */
async function kept(promises: readonly Promise<unknown>[]): Promise<number> {
  const settled = await Promise.allSettled(promises);
  return settled.filter(({ status }) => status === 'fulfilled').length;
}

describe.each(SCOUTS)('a thousand people who ask %s', (_, openScout) => {
  async function open(options: ExaminedOptions = {}): Promise<ExaminedScout> {
    const scout = await openScout(options);
    opened.push(scout);
    return scout;
  }

  test('the same are one question while it is silent, and one when it is back', async () => {
    const scout = await open({ deadlineMs: DEADLINE_MS });
    scout.door.spoil(silence);
    expect(await kept(EVERYBODY.map(() => scout.fetch()))).toBe(0);
    expect(scout.door.asked).toHaveLength(1);
    // Whoever asks within two seconds hears of the same failure.
    expect(await kept(EVERYBODY.map(() => scout.fetch()))).toBe(0);
    expect(scout.door.asked).toHaveLength(1);
    scout.door.spoil();
    scout.counts();
    scout.pass(2_000);
    expect(await kept(EVERYBODY.map(() => scout.fetch()))).toBe(1_000);
    expect(scout.counts()).toEqual({ logIns: 1, questions: 1 });
  });

  test('the same after an outage of an hour, with an old answer, are one question and no log-in too many', async () => {
    const scout = await open();
    await scout.fetch();
    await scout.door.shut();
    for (let times = 0; times < 10; times++) {
      scout.pass(6 * MINUTE, 'scout too');
      expect(await kept(EVERYBODY.slice(0, 50).map(() => scout.fetch()))).toBe(50);
    }
    await scout.door.open();
    scout.counts();
    scout.pass(2_000);
    expect(await kept(EVERYBODY.map(() => scout.fetch()))).toBe(1_000);
    const { logIns, questions } = scout.counts();
    expect(logIns).toBeLessThan(2);
    expect(questions).toBe(1);
  });

  test('a thousand different things while it is silent are let go together, and do not come back by themselves', async () => {
    const scout = await open({ deadlineMs: DEADLINE_MS });
    await scout.fetch();
    scout.counts();
    scout.door.spoil(silence);
    expect(await kept(EVERYBODY.map((one) => scout.fetch(one)))).toBe(0);
    // As many as may be under way at once, and those of them that were tried again.
    expect(scout.counts().questions).toBeLessThan(50);
    scout.door.spoil();
    scout.pass(2_000);
    expect(await kept([scout.fetch()])).toBe(1);
    expect(scout.counts().questions).toBeLessThan(2);
  });

  test('is a summary of everything at once: the bot asks no more than it must', async () => {
    const scout = await open();
    const lines = EVERYBODY.map(() => scout.ask('summary'));
    expect(new Set(await Promise.all(lines)).size).toBe(1);
    expect(scout.counts().questions).toBeLessThan(40);
  });
});
