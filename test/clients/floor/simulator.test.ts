import { Refused, Unreachable } from '../../../src/clients/errors.ts';
import { createDialect, type DialectSettings } from '../../../src/clients/floor/dialect.ts';
import type { FloorClient } from '../../../src/clients/floor/floor-client.ts';
import { NotConfigured, QuotaSpent, SubscriptionKeyRefused } from '../../../src/clients/floor/floor-errors.ts';
import { createScoutSystemsClient } from '../../../src/clients/floor/scout-systems-client.ts';
import { RightMissing } from '../../../src/clients/session.ts';
import {
  type FloorSimulator,
  type FloorSimulatorOptions,
  startFloorSimulator,
} from '../../../src/simulator/floor/floor-simulator.ts';
import { DIALECT_NAMES, DIALECT_SETTINGS } from '../../fixtures/dialect-settings.ts';
import { createRecordedLog } from '../recorded-log.ts';
import { failure, MINUTE } from './floor-server.ts';

const AT = Date.parse('2026-10-21T14:20:00Z');
const DAY = 24 * 60 * MINUTE;
const WEEK = { from: AT - 7 * DAY, to: AT };

let simulator: FloorSimulator;
let floor: FloorClient;

async function start(options: FloorSimulatorOptions = {}, settings: DialectSettings = {}): Promise<void> {
  simulator = await startFloorSimulator({ clockAt: AT, frozen: true, ...options });
  floor = open(settings);
}

function open(settings: DialectSettings, subscriptionKey?: string): FloorClient {
  const { username, password } = simulator.credentials;
  return createScoutSystemsClient({
    site: { name: 'plant 1', url: simulator.url },
    account: { username, password },
    ...(subscriptionKey !== undefined && { subscriptionKey }),
    dialect: createDialect(settings),
    tls: { fingerprint: simulator.fingerprint },
    now: () => simulator.clock.now(),
    random: () => 0,
    log: createRecordedLog(),
  });
}

afterEach(async () => {
  await floor.close();
  await simulator.close();
});

const posts = () => simulator.requests.filter(({ method }) => method === 'POST');

describe.each(DIALECT_NAMES)('a simulated floor that speaks as "%s"', (dialect) => {
  beforeEach(() => start({ dialect }, DIALECT_SETTINGS[dialect]));

  test('answers every question, and every record is read', async () => {
    const lists = [
      await floor.stations(),
      await floor.units(),
      await floor.users(),
      await floor.search(WEEK),
      await floor.queued(),
      await floor.machines(),
      await floor.machineTimes(WEEK),
      await floor.machineCounts(WEEK),
      await floor.maintenance(WEEK),
    ];
    for (const { value } of lists) {
      expect(value.items.length).toBeGreaterThan(0);
      expect(value.skipped).toBe(0);
    }
    const [station] = (await floor.stations()).value.items;
    const hours = (await floor.stationHours(station?.id ?? 0, WEEK)).value;
    expect(hours.items).toEqual([expect.objectContaining({ totalSeconds: 7 * 86_400 })]);
  });

  test('tells in one sweep what every station runs and what is queued', async () => {
    const { value } = await floor.sweep();
    expect(value.stations).toHaveLength(12);
    const statuses = value.stations.map(({ status }) => status);
    expect(statuses).not.toContain('unknown');
    for (const status of ['active', 'setup', 'paused', 'inactive']) expect(statuses).toContain(status);
    expect(value.inProgress.filter(({ stations }) => stations.length === 3)).toHaveLength(1);
    const [spread] = value.inProgress.filter(({ stations }) => stations.length === 3);
    expect(spread?.stations.every(({ completed }) => completed !== undefined)).toBe(true);
    expect(value.inProgress.find(({ units }) => units.length > 1)).toBeDefined();
    expect(value.inProgress.filter(({ status }) => status === 'paused').every(({ pauseReason }) => pauseReason)).toBe(
      true,
    );
    expect(value.queued.length).toBeGreaterThan(10);
    expect(value.queued.every(({ status }) => status === 'queued')).toBe(true);
    expect(value).toMatchObject({ skipped: 0, unread: [] });
  });

  test('tells of one order as much as the lists do, at the same times', async () => {
    const { value } = await floor.sweep();
    const running = value.inProgress.find(({ stations, status }) => stations.length === 1 && status === 'active');
    const order = (await floor.workOrder(running?.id ?? 0)).value;
    expect(order).toMatchObject({ number: running?.number, status: 'active', units: running?.units });
    expect(order.startedAt).toBe(running?.startedAt);
    expect(order.startedAt).toBeLessThan(AT);
    expect(order.completed).toBe(running?.completed);
    expect(order.appliedSeconds).toBeGreaterThan(0);
    expect((await floor.responses(order.id)).value.skipped).toBe(0);
  });

  test('tells the photos of an order that is done', async () => {
    const { value } = await floor.search(WEEK);
    const done = value.items.find(({ status, completed = 0 }) => status === 'completed' && completed > 0);
    const photos = (await floor.captures(done?.id ?? 0)).value;
    expect(photos.skipped).toBe(0);
    expect(photos.items[0]).toMatchObject({ stepName: expect.any(String), userId: expect.any(Number) });
    expect(photos.items[0]?.url).toMatch(/^https:/);
    expect(photos.items[0]?.at).toBeLessThan(AT);
  });

  test('keeps one token for an hour of questions, renewed before it ends', async () => {
    for (let minutes = 0; minutes < 60; minutes += 4) {
      await floor.sweep();
      simulator.clock.moveBy(4 * MINUTE);
    }
    expect(posts().filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
    expect(posts().filter(({ path }) => path.endsWith('/renew'))).toHaveLength(2);
  });
});

describe('with faults', () => {
  test('a token that is forgotten is replaced once for all who ask', async () => {
    await start();
    await floor.stations();
    simulator.faults.set({ sessionExpired: true });
    simulator.clearRequests();
    await Promise.all([floor.units(), floor.users(), floor.machines(), floor.sweep()]);
    expect(posts()).toHaveLength(1);
  });

  test('a renewal that is refused becomes a log-in', async () => {
    await start();
    await floor.stations();
    simulator.faults.set({ renewRefused: true });
    simulator.clock.moveBy(26 * MINUTE);
    await floor.sweep();
    expect(posts().map(({ path }) => path.replace(/.*\/v1/, ''))).toEqual(['/token', '/token/renew', '/token']);
  });

  test('a missing subscription key is said to be that, and with the key all is well', async () => {
    await start();
    simulator.faults.set({ keyRequired: true });
    expect(await failure(floor.stations())).toBeInstanceOf(SubscriptionKeyRefused);
    await floor.close();
    floor = open({}, simulator.credentials.subscriptionKey);
    expect((await floor.stations()).value.items).toHaveLength(12);
  });

  test('a wrong password is tried again after half a minute', async () => {
    await start();
    simulator.faults.set({ passwordRefused: true });
    expect(await failure(floor.stations())).toBeInstanceOf(Refused);
    simulator.clock.moveBy(10_000);
    await failure(floor.stations());
    expect(posts()).toHaveLength(1);
    simulator.faults.reset();
    simulator.clock.moveBy(20_000);
    expect((await floor.stations()).value.items).toHaveLength(12);
  });

  test('calls that are used up are waited for, and the last that was known is told as old', async () => {
    await start();
    await floor.sweep();
    simulator.faults.set({ quotaLeft: 0 });
    simulator.clock.moveBy(10 * MINUTE);
    expect((await floor.sweep()).outage?.reason).toBe("the week's calls are used up");
    expect(await failure(floor.users())).toBeInstanceOf(QuotaSpent);
    simulator.clearRequests();
    simulator.clock.moveBy(60 * MINUTE);
    expect((await floor.sweep()).asOf).toBe(AT);
    expect(simulator.requests).toHaveLength(0);
    simulator.clock.set(floor.quota().renewsAt);
    expect((await floor.users()).value.items.length).toBeGreaterThan(0);
  });

  test('an answer that is forbidden, cut or a web page is told as what it is', async () => {
    await start();
    simulator.faults.set({ forbidden: ['units'] });
    expect(await failure(floor.units())).toBeInstanceOf(RightMissing);
    simulator.faults.set({ html: true });
    expect(String(await failure(floor.stations()))).toContain('not JSON');
    simulator.faults.reset();
    simulator.faults.set({ down: true });
    expect(await failure(floor.users())).toBeInstanceOf(Unreachable);
  });

  test('no more than four calls are under way at once', async () => {
    await start();
    await Promise.all([floor.sweep(), floor.units(), floor.users(), floor.machines(), floor.search(WEEK)]);
    expect(simulator.mostAtOnce).toBeLessThanOrEqual(4);
  });

  test("a person's hours are asked for only where the settings name the operation", async () => {
    await start();
    expect(await failure(floor.userHours(1, WEEK))).toBeInstanceOf(NotConfigured);
    const [user] = (await floor.users()).value.items;
    await floor.close();
    floor = open({ operations: { userAppliedHours: { path: '/users/{id}/applied-hours' } } });
    expect((await floor.userHours(user?.id ?? 0, WEEK)).value.items).toHaveLength(1);
  });
});
