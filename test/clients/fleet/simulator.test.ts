import { NotFound, Refused, UnexpectedAnswer, Unreachable } from '../../../src/clients/errors.ts';
import type { FleetClient } from '../../../src/clients/fleet/fleet-client.ts';
import { createScoutClient, type ScoutOptions } from '../../../src/clients/fleet/scout-client.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/simulator.ts';
import { createRecordedLog } from '../recorded-log.ts';

const AT = Date.parse('2026-10-21T14:20:00Z');
const HOUR = 3_600_000;

let simulator: Simulator;
let fleet: FleetClient;

async function start(version: '3.3' | '4.1' | '5.1', options: Partial<ScoutOptions> = {}): Promise<void> {
  simulator = await startSimulator({ version, clockAt: AT, frozen: true });
  const { username, password } = simulator.credentials;
  fleet = createScoutClient({
    site: { name: 'north', url: simulator.url, zone: 'UTC' },
    credentials: { kind: 'password', username, password },
    tls: { fingerprint: simulator.fingerprint },
    now: () => simulator.clock.now(),
    random: () => 0,
    log: createRecordedLog(),
    ...options,
  });
}

afterEach(async () => {
  await fleet.close();
  await simulator.close();
});

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe.each(['3.3', '4.1', '5.1'] as const)('a simulated server of version %s', (version) => {
  beforeEach(() => start(version));

  test('answers every question, or says that it does not report it', async () => {
    const robots = (await fleet.robots()).value;
    expect(robots.length).toBeGreaterThan(0);
    const [robot] = robots;
    expect((await fleet.version()).value?.startsWith(version)).toBe(true);
    expect((await fleet.missions()).value.every(({ actionCount }) => (actionCount ?? 0) > 0)).toBe(true);
    expect((await fleet.calendar()).value?.length).toBeGreaterThan(0);
    const session = (await fleet.robotSession(robot?.name ?? '')).value;
    const anomalies = (await fleet.anomalies({})).value;
    const statistics = (await fleet.runStatistics({ from: AT - 24 * HOUR, to: AT })).value;
    expect(session !== undefined).toBe(version !== '3.3');
    expect(anomalies !== undefined).toBe(version !== '3.3');
    expect(statistics !== undefined).toBe(version === '5.1');
  });

  test('gives runs newest first, with their actions, captures, pictures and log', async () => {
    const list = (await fleet.runs({ limit: 50 })).value;
    const starts = list.items.map(({ startedAt }) => startedAt ?? 0);
    expect(starts.length).toBeGreaterThan(5);
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
    const finished = list.items.find(({ endedAt, type }) => endedAt !== undefined && type === 'mission');
    expect(finished?.actionsPlanned).toBeGreaterThan(0);
    const uuid = finished?.uuid ?? '';
    expect((await fleet.run(uuid)).value).toEqual(finished);
    const events = (await fleet.runEvents(uuid)).value;
    expect(events.complete).toBe(true);
    expect(events.items.every((event) => event.runUuid === uuid)).toBe(true);
    const log = (await fleet.runLog(uuid)).value;
    expect(log !== undefined).toBe(version === '5.1');
  });

  test('keeps a session that it has ended alive for all who wait', async () => {
    await fleet.robots();
    simulator.faults.set({ sessionExpired: true });
    simulator.clearRequests();
    const questions = Array.from({ length: 200 }, (_, hours) =>
      fleet.runs({ limit: 1, from: AT - (hours + 1) * HOUR }),
    );
    expect((await Promise.all(questions)).every(({ outage }) => outage === undefined)).toBe(true);
    expect(simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('does not know what does not exist', async () => {
    expect(await failure(fleet.run('00000000-0000-4000-8000-000000000000'))).toBeInstanceOf(NotFound);
    expect(await failure(fleet.run('../robots'))).toBeInstanceOf(NotFound);
    expect(await failure(fleet.picture('/daq/download/nothing.png'))).toBeInstanceOf(NotFound);
    expect((await fleet.runs({ robot: 'Nobody' })).value).toMatchObject({ items: [], complete: true });
    expect((await fleet.runEvents('00000000-0000-4000-8000-000000000000')).value.items).toEqual([]);
    expect(fleet.health().outage).toBeUndefined();
  });
});

describe('a simulated server', () => {
  test('shows the pictures of its captures', async () => {
    await start('5.1');
    const { items } = (await fleet.runs({ limit: 50 })).value;
    const events = await Promise.all(items.slice(0, 10).map(({ uuid }) => fleet.runEvents(uuid)));
    const paths = events
      .flatMap(({ value }) => value.items)
      .flatMap(({ captures }) => captures)
      .flatMap(({ path }) => path ?? []);
    expect(paths.length).toBeGreaterThan(0);
    const pictures = await Promise.all([...new Set(paths)].slice(0, 2).map((path) => failure(fleet.picture(path))));
    // A capture may be another file than a picture, but none is missing.
    expect(pictures.filter((error) => error !== undefined && !(error instanceof UnexpectedAnswer))).toEqual([]);
    expect(pictures).toContain(undefined);
  });

  test.each(['4.1', '5.1'] as const)('of version %s takes an API token', async (version) => {
    await start(version);
    const byToken = createScoutClient({
      site: { name: 'north', url: simulator.url, zone: 'UTC' },
      credentials: { kind: 'token', token: simulator.credentials.token },
      tls: { ca: simulator.certificate },
      now: () => simulator.clock.now(),
      random: () => 0,
      log: createRecordedLog(),
    });
    expect((await byToken.robots()).value).toEqual((await fleet.robots()).value);
    simulator.faults.set({ tokenRefused: true });
    simulator.clock.moveBy(HOUR);
    expect((await byToken.robots()).outage).toMatchObject({ reason: 'API token refused' });
    expect(await failure(byToken.calendar())).toBeInstanceOf(Refused);
    await byToken.close();
  });

  test('is read to its end through many pages', async () => {
    await start('5.1', { bounds: { pageSize: 7 } });
    const from = AT - 7 * 24 * HOUR;
    const { value } = await fleet.runs({ from, to: AT });
    expect(value.items.length).toBeGreaterThan(14);
    expect(value).toMatchObject({ complete: true, total: value.items.length });
    expect(new Set(value.items.map(({ uuid }) => uuid)).size).toBe(value.items.length);
    let paged = 0;
    for await (const page of fleet.runPages({ from, to: AT })) paged += page.items.length;
    expect(paged).toBe(value.items.length);
  });

  test('that ignores the offset gives all the same what fits into one answer', async () => {
    await start('5.1');
    simulator.faults.set({ offsetIgnored: true });
    expect((await fleet.anomalies({})).value?.complete).toBe(true);
  });

  test('with faults gives the last answer with its outage', async () => {
    await start('5.1', { timing: { retries: 0 } });
    const before = (await fleet.robots()).value;
    for (const [fault, kind] of [
      [{ down: true }, Unreachable],
      [{ errorRate: 1 }, Unreachable],
      [{ html: true }, UnexpectedAnswer],
      [{ cut: true }, UnexpectedAnswer],
    ] as const) {
      simulator.faults.reset();
      simulator.faults.set(fault);
      simulator.clock.moveBy(HOUR);
      const stale = await fleet.robots();
      expect(stale.value).toEqual(before);
      expect(stale.outage?.tries).toBeGreaterThan(0);
      expect(await failure(fleet.runs({ limit: 3 }))).toBeInstanceOf(kind);
    }
    simulator.faults.reset();
    simulator.clock.moveBy(HOUR);
    expect((await fleet.robots()).outage).toBeUndefined();
  });

  test('that limits log-ins, or refuses the password, is asked once', async () => {
    await start('3.3');
    simulator.faults.set({ loginLimited: true });
    expect(await failure(fleet.robots())).toMatchObject({ message: expect.stringContaining('too many log-ins') });
    expect(await failure(fleet.version())).toBeInstanceOf(Refused);
    expect(simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    simulator.faults.reset();
    simulator.clock.moveBy(HOUR);
    expect((await fleet.robots()).value.length).toBeGreaterThan(0);
  });
});
