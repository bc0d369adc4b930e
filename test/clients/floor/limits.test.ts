import { NotFound, UnexpectedAnswer, Unreachable } from '../../../src/clients/errors.ts';
import type { DialectSettings } from '../../../src/clients/floor/dialect.ts';
import {
  BadQuestion,
  NotConfigured,
  PathUnknown,
  QuotaKept,
  QuotaSpent,
  ServerError,
} from '../../../src/clients/floor/floor-errors.ts';
import { RightMissing } from '../../../src/clients/session.ts';
import {
  createGroups,
  failure,
  gateway,
  jwtOf,
  MINUTE,
  openClient,
  problem,
  reply,
  START,
  startFloorServer,
} from './floor-server.ts';

let server: Awaited<ReturnType<typeof startFloorServer>>;
let opened: ReturnType<typeof openClient>;

const HOUR = 60 * MINUTE;
const NEXT_MONDAY = Date.parse('2026-10-26T00:00:00Z');

beforeEach(async () => {
  server = await startFloorServer();
  open();
  server.on('/token', () => ({ token: jwtOf(opened.now()) }));
  server.on('/stations', () => [{ id: 1, name: 'Kitting 1' }]);
  server.on('/units', () => []);
});

afterEach(async () => {
  await opened.client.close();
  await server.close();
});

function open(settings: DialectSettings = {}): void {
  opened = openClient(server, { settings });
}

async function reopen(settings: DialectSettings): Promise<void> {
  await opened.client.close();
  open(settings);
}

/** Makes so many calls, each for another order. */
async function call(times: number): Promise<void> {
  for (let made = 0; made < times; made++) {
    const id = server.asked.length;
    server.on(`/workorders/${id}`, () => ({ id }));
    await opened.client.workOrder(id);
  }
}

describe("the week's calls", () => {
  beforeEach(() => reopen({ limits: { weekly: 20 } }));

  test('are counted, the log-in too, and begin anew on Monday', async () => {
    await call(2);
    expect(opened.client.quota()).toEqual({ used: 3, limit: 20, state: 'plenty', renewsAt: NEXT_MONDAY });
    opened.pass(NEXT_MONDAY - START);
    expect(opened.client.quota()).toMatchObject({ used: 0, state: 'plenty' });
  });

  test('are warned of once at 80 %, and once when they are kept for people', async () => {
    await call(14);
    expect(opened.log.lines.filter(({ level }) => level === 'warn')).toEqual([]);
    await call(1);
    expect(opened.client.quota()).toMatchObject({ used: 16, state: 'warned' });
    await call(4);
    const warned = opened.log.lines.filter(({ level }) => level === 'warn');
    expect(warned.map(({ values }) => values)).toEqual([
      { source: 'Scout plant 1', used: 16, limit: 20, state: 'warned' },
      { source: 'Scout plant 1', used: 19, limit: 20, state: 'on-demand' },
    ]);
  });

  test('are kept for people from 95 % on', async () => {
    await call(18);
    expect(opened.client.quota()).toMatchObject({ used: 19, state: 'on-demand' });
    const error = await failure(opened.client.unasked().stations());
    expect(error).toBeInstanceOf(QuotaKept);
    expect(String(error)).toContain('19 of the 20 calls');
    await opened.client.stations();
    expect(opened.client.quota().used).toBe(20);
  });

  test('are spared by what comes by itself, as long as what is known is recent', async () => {
    await call(17);
    const unasked = opened.client.unasked();
    await unasked.stations();
    expect(opened.client.quota()).toMatchObject({ used: 19, state: 'on-demand' });
    opened.pass(10 * MINUTE - 1);
    expect(await unasked.stations()).toMatchObject({ asOf: START, value: { items: [{ name: 'Kitting 1' }] } });
    opened.pass(1);
    expect(await failure(unasked.stations())).toBeInstanceOf(QuotaKept);
    expect(opened.client.quota().used).toBe(19);
  });

  test('that the server calls used up stop all calls until it allows them, and what is known is told as old', async () => {
    const message = 'Out of call volume quota. Quota will be replenished in 01:00:00.';
    await opened.client.stations();
    server.on('/units', gateway(403, message, { 'retry-after': '3600' }));
    expect(await failure(opened.client.units())).toBeInstanceOf(QuotaSpent);
    expect(opened.client.quota()).toMatchObject({ state: 'spent', renewsAt: START + HOUR });
    const calls = server.asked.length;
    opened.pass(50 * MINUTE);
    const known = await opened.client.stations();
    expect(known).toMatchObject({ asOf: START, outage: { reason: "the week's calls are used up" } });
    expect(String(await failure(opened.client.units()))).toContain('The bot asks again in 10 min.');
    expect(server.asked).toHaveLength(calls);
    server.on('/units', () => []);
    opened.pass(10 * MINUTE);
    expect((await opened.client.units()).value.items).toEqual([]);
    expect((await opened.client.stations()).outage).toBeUndefined();
  });

  test('take the time of the message where there is no header', async () => {
    server.on('/units', gateway(403, 'Out of call volume quota. Quota will be replenished in 2.01:00:00.'));
    await failure(opened.client.units());
    expect(opened.client.quota().renewsAt).toBe(START + 49 * HOUR);
  });
});

describe('at most so many calls at once', () => {
  test.each([undefined, 2])('%p', async (concurrency) => {
    await reopen(concurrency === undefined ? {} : { limits: { concurrency } });
    const ids = Array.from({ length: 20 }, (_, id) => id);
    const inGroup = createGroups(concurrency ?? 4);
    for (const id of ids) {
      server.on(`/workorders/${id}`, async () => {
        await inGroup();
        return { id };
      });
    }
    await opened.client.stations();
    const orders = await Promise.all(ids.map((id) => opened.client.workOrder(id)));
    expect(orders.map(({ value }) => value.id)).toEqual(ids);
    expect(server.most).toBe(concurrency ?? 4);
  });
});

describe('what the server refuses', () => {
  test('too fast: waits as long as it says, and asks twice more at most', async () => {
    server.on('/units', gateway(429, 'Rate limit is exceeded.', { 'retry-after': '0' }));
    const error = await failure(opened.client.units());
    expect(error).toBeInstanceOf(Unreachable);
    expect(String(error)).toContain('asked too often');
    expect(server.count('/units')).toBe(3);
  });

  test('too fast for longer than anybody waits: says so at once', async () => {
    server.on('/units', gateway(429, 'Rate limit is exceeded.', { 'retry-after': '60' }));
    expect(String(await failure(opened.client.units()))).toContain('asked too often');
    expect(server.count('/units')).toBe(1);
  });

  test('too fast once: the answer comes after all', async () => {
    server.on('/units', (asked, response) =>
      server.count('/units') === 1
        ? gateway(429, 'Rate limit is exceeded.', { 'retry-after': '0' })(asked, response)
        : reply(200, [])(asked, response),
    );
    expect((await opened.client.units()).value.items).toEqual([]);
  });

  test('the right to one kind of thing, which is no outage', async () => {
    server.on('/units', problem(403));
    const error = await failure(opened.client.units());
    expect(error).toBeInstanceOf(RightMissing);
    expect(String(error)).toContain('does not let the bot read "Units"');
    expect(opened.client.health().outage).toBeUndefined();
  });

  test.each([500, 502, 503, 504])(
    'with %i: asks twice more, counts each call, then tells what it knew',
    async (status) => {
      await opened.client.stations();
      opened.pass(46 * MINUTE);
      server.on('/stations', problem(status));
      const used = opened.client.quota().used;
      const known = await opened.client.stations();
      expect(known).toMatchObject({ asOf: START, outage: { reason: `error ${status}` } });
      // With the log-in that the time made due.
      expect(opened.client.quota().used - used).toBe(4);
    },
  );

  test('an order that it does not know is not found', async () => {
    server.on('/workorders/9', problem(404));
    expect(await failure(opened.client.workOrder(9))).toBeInstanceOf(NotFound);
    expect(opened.client.health().outage).toBeUndefined();
  });

  test('an address that the gateway does not know is a wrong table, not a missing order', async () => {
    const error = await failure(opened.client.workOrder(9));
    expect(error).toBeInstanceOf(PathUnknown);
    expect(String(error)).toContain('no such address for "Work Order"');
    expect(String(error)).toContain('FLOOR_FILE');
  });

  test('a time span, naming what it did not like', async () => {
    server.on('/workorders/search', problem(400, { errors: { StartDate: ['too early'] } }));
    const error = await failure(opened.client.search({ from: 0, to: START }));
    expect(error).toBeInstanceOf(BadQuestion);
    expect(String(error)).toContain('(StartDate)');
    expect(String(error)).not.toContain('too early');
  });

  test('one order with 500 is no outage of the server', async () => {
    server.on('/workorders/9', problem(500));
    expect(await failure(opened.client.workOrder(9))).toBeInstanceOf(ServerError);
    expect(opened.client.health().outage).toBeUndefined();
  });

  test('words instead of data are not read', async () => {
    server.on('/units', reply(200, '<html>Maintenance</html>', { 'content-type': 'text/html' }));
    expect(await failure(opened.client.units())).toBeInstanceOf(UnexpectedAnswer);
    server.on('/stations', () => ({ message: 'no list' }));
    expect(String(await failure(opened.client.stations()))).toContain('"Stations"');
  });

  test('nothing that is not configured is asked', async () => {
    const error = await failure(opened.client.userHours(1, { from: START - HOUR, to: START }));
    expect(error).toBeInstanceOf(NotConfigured);
    expect(server.asked).toEqual([]);
  });
});

describe('how questions are written', () => {
  const span = { from: START - HOUR - 1, to: START + 1 };

  test.each([
    ['utc', '2026-10-21T13:15:00Z', '2026-10-21T14:25:00Z'],
    ['local', '2026-10-21T06:15:00', '2026-10-21T07:25:00'],
    ['date', '2026-10-21', '2026-10-21'],
  ] as const)('times as %s, widened to whole five minutes', async (format, from, to) => {
    await reopen({ dates: { format, zone: 'America/Los_Angeles' } });
    server.on('/workorders/search', () => []);
    await opened.client.search(span);
    await opened.client.search({ from: span.from - 1_000, to: span.to + 1_000 });
    expect(server.count('/workorders/search')).toBe(1);
    const { query } = server.asked.at(-1) ?? {};
    expect([query?.get('StartDate'), query?.get('EndDate')]).toEqual([from, to]);
  });

  test.each([
    ['page', ['1', '2', '3']],
    ['skip', ['0', '2', '4']],
  ] as const)('pages by %s until one is not full', async (style, wanted) => {
    await reopen({ paging: { style, at: 'At', size: 'Size', items: 2 } });
    server.on('/units', () => (server.count('/units') < 3 ? [{ id: 1 }, { id: 2 }] : [{ id: 3 }]));
    expect((await opened.client.units()).value.items).toHaveLength(5);
    const pages = server.asked.filter(({ path }) => path === '/units');
    expect(pages.map(({ query }) => query.get('At'))).toEqual(wanted);
    expect(pages.map(({ query }) => query.get('Size'))).toEqual(['2', '2', '2']);
  });

  test('records without a readable id are counted', async () => {
    server.on('/units', () => [{ id: 1 }, { id: 'x' }, null]);
    expect((await opened.client.units()).value).toMatchObject({ items: [{ id: 1 }], skipped: 2 });
  });

  test.each([
    ['stations', 15 * 60],
    ['machines', 60],
  ] as const)('%s are not asked for again for %i seconds', async (resource, seconds) => {
    server.on('/machines', () => []);
    const ask = () => opened.client[resource]();
    await ask();
    opened.pass((seconds - 1) * 1_000);
    await ask();
    expect(server.count(`/${resource}`)).toBe(1);
    opened.pass(3 * seconds * 1_000);
    await ask();
    expect(server.count(`/${resource}`)).toBe(2);
  });

  test('other lifetimes hold where the settings say so', async () => {
    await reopen({ ttl: { units: 1 } });
    await opened.client.units();
    opened.pass(10_000);
    await opened.client.units();
    expect(server.count('/units')).toBe(2);
  });
});
