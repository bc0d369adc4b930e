import { startRealOutage } from './real-outage.ts';

const MINUTE = 60_000;

let it: Awaited<ReturnType<typeof startRealOutage>>;

beforeEach(async () => {
  it = await startRealOutage();
});

afterEach(() => it.close());

const QUESTIONS = ['robots', 'runs', 'orders in-progress', 'stations'];

const answers = (): Promise<string[]> => Promise.all(QUESTIONS.map((line) => it.ask(line)));

/** Lets both Scouts be down, or answer. */
function be(down: boolean): void {
  it.robots.faults.set({ down });
  it.floor.faults.set({ down });
}

test('an outage of both Scouts is told and ends in two messages, and meanwhile answers are the last good ones, marked as old', async () => {
  const before = await answers();
  await it.pass(5 * MINUTE);
  be(true);
  await it.pass(5 * MINUTE);
  expect(it.said('chat.postMessage').toSorted()).toEqual([
    expect.stringMatching(/^C1 {2}⚠ Scout north has not answered since .* \(connection cut\)\.$/),
    expect.stringMatching(/^C1 {2}⚠ Scout plant 1 has not answered since .* \(connection cut\)\.$/),
  ]);
  const stale = await answers();
  for (const [i, answer] of stale.entries()) {
    expect(answer).toMatch(
      /^⚠ Scout (?:north|plant 1) has not answered since 10:0\d \(\d+ tries, connection cut\)\. Here is what it said at 10:0\d, stale:\n/,
    );
    const [headline = 'no headline'] = before[i]?.split('\n') ?? [];
    expect(answer).toContain(headline.split(':')[0]);
  }
  be(false);
  await it.pass(MINUTE);
  const changed = it.said('chat.update').map((each) => each.replace(/^C1 \S+ /, ''));
  expect(changed.toSorted()).toEqual([
    expect.stringMatching(/^✓ Scout north answered again at .*, after \d min\.$/),
    expect.stringMatching(/^✓ Scout plant 1 answered again at .*, after \d min\.$/),
  ]);
  expect(it.said('chat.postMessage')).toHaveLength(2);
  for (const answer of await answers()) expect(answer).not.toContain('has not answered since');
});

test('while they are down each is asked once a minute, and when they are back nobody storms them', async () => {
  await answers();
  await it.pass(2 * MINUTE);
  be(true);
  await it.pass(20 * MINUTE);
  be(false);
  it.robots.clearRequests();
  it.floor.clearRequests();
  await it.pass(MINUTE);
  const looks = [it.robots.requests.length, it.floor.requests.length];
  // One look each, and a log-in where the session is no more.
  for (const count of looks) expect(count).toBeLessThanOrEqual(4);
  await Promise.all(Array.from({ length: 50 }, answers));
  // However many ask, each thing is asked once.
  for (const [i, { requests }] of [it.robots, it.floor].entries()) {
    const asked = requests.slice(looks[i]).map(({ path, query }) => `${path}?${query}`);
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
  }
  expect([it.said('chat.postMessage').length, it.said('chat.update').length]).toEqual([2, 2]);
});

test('an hour in which nobody asks anything costs a Scout one question a minute', async () => {
  await it.pass(MINUTE);
  it.robots.clearRequests();
  it.floor.clearRequests();
  await it.pass(60 * MINUTE);
  const robots = it.robots.requests.filter(({ path }) => path.startsWith('/api/v0/robots'));
  expect(robots.length).toBeLessThanOrEqual(60);
  expect(it.robots.requests.length - robots.length).toBeLessThanOrEqual(4);
  expect(it.floor.requests.length).toBeLessThanOrEqual(60);
  expect(it.slack.callsOf('chat.postMessage')).toEqual([]);
});
