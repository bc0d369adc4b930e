import type { Fault } from './door.ts';
import { type ExaminedOptions, type ExaminedScout, SCOUTS } from './examined-scouts.ts';
import {
  dribble,
  dribbleHeaders,
  gigabyte,
  gzipBomb,
  half,
  headerFlood,
  page,
  reset,
  says,
  silence,
  stall,
  status,
} from './faults.ts';
import { heldMb } from './memory.ts';
import { startMuteServer } from './mute-server.ts';
import { createNames } from './names.ts';
import { expectQuoted } from './told.ts';

const MINUTE = 60_000;
/** Instead of the usual 10 s; what is told of it is put right where it is compared. */
const DEADLINE_MS = 300;
const CONNECT_MS = 150;

const FAILED = /^⚠|does not|did not|answered|broke off|refuses/;
const STALE =
  /^⚠ Scout north has not answered since 14:30 \(\d+ tr(?:y|ies), (.+)\)\. Here is what it said at 14:20, stale:$/;

interface Seen {
  /** What is told where nothing was known before. */
  readonly cold: string;
  /** Why the last answer is told as stale. */
  readonly reason: string;
}

const opened: ExaminedScout[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((scout) => scout.close()));
});

/** With the usual patience in place of that of the tests. */
const usual = (told: string): string => told.replace('0.3 s', '10 s').replace('0.15 s', '3 s');

async function askUntilWell(scout: ExaminedScout, tries: number): Promise<string> {
  const told = await scout.ask();
  if (tries === 1 || !FAILED.test(told)) return told;
  scout.pass(2_000);
  return askUntilWell(scout, tries - 1);
}

describe.each(SCOUTS)('%s', (_, openScout) => {
  async function open(options: ExaminedOptions = {}): Promise<ExaminedScout> {
    const scout = await openScout(options);
    opened.push(scout);
    return scout;
  }

  /** Lets something fail before anything is known, and after that; two seconds after it is over all must be well. What was told has to stand in the page. */
  async function fail(
    begin: (scout: ExaminedScout) => unknown,
    end: (scout: ExaminedScout) => unknown,
    options: ExaminedOptions = {},
  ): Promise<Seen> {
    const [cold, warm] = [await open(options), await open(options)];
    // A busy machine may need longer for an answer than the short patience of some tests; then it is asked again.
    const tries = options.deadlineMs === undefined ? 1 : 20;
    expect(await askUntilWell(warm, tries)).not.toMatch(FAILED);
    warm.pass(10 * MINUTE, 'scout too');
    await begin(cold);
    const told = usual(await cold.ask());
    await begin(warm);
    const stale = await warm.ask();
    expect(stale).toMatch(STALE);
    const reason = usual(STALE.exec(stale)?.[1] ?? '');
    for (const scout of [cold, warm]) {
      await end(scout);
      scout.pass(2_000);
      expect(await askUntilWell(scout, tries)).not.toMatch(FAILED);
    }
    expectQuoted(told, reason);
    return { cold: told, reason };
  }

  /** The same for answers that fail; the log-in goes on as it should. */
  const failAnswers = (fault: Fault, options?: ExaminedOptions): Promise<Seen> =>
    fail(
      ({ door, isLogIn }) => door.spoil(fault, (path) => !isLogIn(path)),
      ({ door }) => door.spoil(),
      options,
    );

  /** The same for everything that is asked, the log-in included. */
  const failAll = (fault: Fault, options?: ExaminedOptions): Promise<Seen> =>
    fail(
      ({ door }) => door.spoil(fault),
      ({ door }) => door.spoil(),
      options,
    );

  test('is down: nobody listens at its address', async () => {
    const seen = await fail(
      ({ door }) => door.shut(),
      ({ door }) => door.open(),
    );
    expect(seen.cold).toBe('Scout north does not answer: connection refused.');
  });

  test('takes the connection and never shakes hands', async () => {
    const mute = await startMuteServer();
    const scout = await open({ connectTimeoutMs: CONNECT_MS, port: mute.port });
    const told = usual(await scout.ask());
    expect(told).toBe('Scout north does not answer: no connection within 3 s.');
    expectQuoted(told);
    mute.close();
  });

  test('takes the question and says nothing', async () => {
    const seen = await failAll(silence, { deadlineMs: DEADLINE_MS });
    expect(seen.cold).toBe('Scout north does not answer: no answer within 10 s.');
  });

  test('stops in the middle of an answer and leaves the connection open', async () => {
    await failAnswers(stall, { deadlineMs: DEADLINE_MS });
  });

  test.each([
    ['body', dribble],
    ['headers', dribbleHeaders],
  ])('sends its %s a byte now and then', async (_part, fault) => {
    await failAnswers(fault, { deadlineMs: DEADLINE_MS });
  });

  test('refuses the log-in of the bot', async () => {
    const [cold, warm] = [await open(), await open()];
    cold.refuseLogIn(true);
    const told = await cold.ask();
    expect(told).toBe('Scout north refuses the log-in of the bot. The bot tries again in 30 s.');
    cold.pass(29_000);
    expect(await cold.ask()).toBe('Scout north refuses the log-in of the bot. The bot tries again in 1 s.');
    expect(cold.counts().logIns).toBe(1);
    await warm.ask();
    warm.pass(10 * MINUTE, 'scout too');
    warm.refuseLogIn(true);
    warm.expire();
    const [, reason = ''] = STALE.exec(await warm.ask()) ?? [];
    for (const scout of [cold, warm]) {
      scout.refuseLogIn(false);
      scout.pass(30_000);
      expect(await scout.ask()).not.toMatch(FAILED);
    }
    expectQuoted(told, reason);
  });

  test.each([401, 403])('answers %i to one kind of question', async (code) => {
    await failAnswers(status(code));
  });

  test('ends the session in the middle of an answer', async () => {
    const scout = await open();
    await scout.ask(scout.several);
    scout.pass(10 * MINUTE, 'scout too');
    scout.counts();
    let passed = 0;
    scout.door.look((path) => {
      if (!scout.isLogIn(path) && ++passed === 2) scout.expire();
    });
    expect(await scout.ask(scout.several)).not.toMatch(FAILED);
    expect(passed).toBeGreaterThan(2);
    expect(scout.counts().logIns).toBe(1);
  });

  test.each([
    ['is self-signed and not trusted', () => ({})],
    ['has another fingerprint', () => ({ fingerprint: 'ab'.repeat(32) })],
  ])('shows a certificate that %s', async (_why, tls) => {
    const scout = await open({ tls });
    expectQuoted(await scout.ask());
    expect(scout.door.asked).toEqual([]);
  });

  test('shows another certificate from one moment to the next', async () => {
    const [scout, byAuthority] = [await open(), await open({ tls: ({ certificate }) => ({ ca: certificate }) })];
    for (const each of [scout, byAuthority]) {
      await each.ask();
      each.pass(10 * MINUTE, 'scout too');
      await each.door.showAnother();
      each.door.cut();
      each.counts();
      const [, reason = ''] = STALE.exec(await each.ask()) ?? [];
      expectQuoted(reason);
      // Nothing was sent to whoever that is, no token and no password.
      expect(each.counts()).toEqual({ logIns: 0, questions: 0 });
      each.door.showAnnounced();
      each.pass(2_000);
      expect(await each.ask()).not.toMatch(FAILED);
    }
  });

  test('answers with a web page instead of JSON', async () => {
    await failAnswers(page);
  });

  test('breaks off in the middle of an answer', async () => {
    const seen = await failAnswers(half);
    expect(seen.cold).toBe('Scout north broke off in the middle of its answer.');
  });

  test('answers with a gigabyte', async () => {
    const { fault, mostSentMb } = gigabyte();
    const seen = await failAnswers(fault);
    expect(seen.cold).toBe('Scout north answered more than 32 MB.');
    const scout = await open();
    scout.door.spoil(fault, (path) => !scout.isLogIn(path));
    const before = await heldMb();
    for (let times = 0; times < 6; times++) {
      await scout.ask();
      scout.pass(2_000);
    }
    expect((await heldMb()) - before).toBeLessThan(16);
    // What is more than the limit lay in the buffers of the two sockets.
    expect(mostSentMb()).toBeLessThan(64);
  });

  test('answers with a gigabyte packed into a megabyte', async () => {
    const fault = gzipBomb();
    const before = await heldMb();
    await failAnswers(fault);
    expect((await heldMb()) - before).toBeLessThan(16);
  });

  test('sends a megabyte of headers', async () => {
    await failAnswers(headerFlood);
  });

  test.each([
    ['JSON with a mistake in it', '[{"uuid": "r1",}]'],
    ['JSON of another form', '{"message": "hello"}'],
    ['no JSON at all', 'Internal error, see log'],
    ['an empty body', ''],
  ])('answers with %s', async (_what, body) => {
    await failAnswers(says(body));
  });

  test.each([500, 502, 503, 504, 429])('answers with the status %i', async (code) => {
    await failAnswers(status(code, { 'retry-after': '60' }));
  });

  test('sends the bot elsewhere', async () => {
    const elsewhere = await startMuteServer();
    const location = `https://127.0.0.1:${elsewhere.port}/data`;
    await failAnswers(status(302, { location }));
    await failAnswers(status(307, { location }));
    expect(elsewhere.came()).toBe(0);
    elsewhere.close();
  });

  test('resets connections before it answers', async () => {
    await failAnswers(reset);
  });

  test('resets a connection that was kept open between two questions', async () => {
    const scout = await open();
    for (let times = 0; times < 5; times++) {
      expect(await scout.ask()).not.toMatch(FAILED);
      scout.door.cut();
      scout.pass(10 * MINUTE, 'scout too');
    }
    expect(scout.counts().logIns).toBeLessThan(3);
  });

  test.each([
    ['is not known', 'ENOTFOUND'],
    ['cannot be looked up', 'EAI_AGAIN'],
  ])('has a name that %s for a while', async (_why, code) => {
    const names = createNames();
    await fail(
      ({ door }) => {
        names.fail(code);
        door.cut();
      },
      () => names.mend(),
      { host: 'scout.test', lookup: names.lookup },
    );
  });

  test('has a name that no resolver knows', async () => {
    const scout = await open({ host: 'scout.invalid' });
    expect(await scout.ask()).toMatch(/^Scout north does not answer: its name (?:is not known|cannot be looked up)\.$/);
  });
});
