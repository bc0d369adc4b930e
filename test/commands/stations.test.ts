import { askFloor } from '../fixtures/ask.ts';
import { minutes, NOW } from '../fixtures/fake-fleet.ts';
import { fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';

const kitting = { workArea: 'Kitting' };
const floor = {
  stations: [
    fakeStation(1),
    fakeStation(2),
    fakeStation(3, { name: 'Kitting 1', ...kitting, status: 'paused' as const, rawStatus: 'Paused' }),
    fakeStation(4, { name: 'Kitting 2', ...kitting, status: 'inactive' as const, rawStatus: 'InActive' }),
  ],
  units: [
    { id: 7, name: 'Gearbox G4', avgBuildSeconds: 1_800, steps: [] },
    { id: 8, name: 'Cable Harness', steps: [] },
  ],
  users: [{ id: 501, displayName: 'Maria Oduya' }],
  orders: [
    fakeOrder(1, {
      stations: [
        { id: 1, name: 'Assembly 1', status: 'active', completed: 17, quantity: 25 },
        { id: 2, name: 'Assembly 2', status: 'setup', completed: 0, quantity: 25 },
      ],
    }),
    fakeOrder(2, {
      status: 'paused',
      pausedAt: NOW - minutes(50),
      pauseReason: 'Missing Materials',
      stations: [{ id: 3, name: 'Kitting 1', status: 'paused', completed: 4, quantity: 9 }],
    }),
  ],
};

const waiting = (id: number, station: number, values: Parameters<typeof fakeOrder>[1] = {}) =>
  fakeOrder(id, {
    status: 'queued',
    completed: 0,
    quantity: 10,
    stations: [{ id: station, status: 'queued' }],
    userIds: [],
    ...values,
  });

const firstLine = async (text: string, facts: Parameters<typeof askFloor>[1] = floor): Promise<string> =>
  (await askFloor(text, facts)).split('\n')[0] ?? '';

test('the first line counts stations by what they do', async () => {
  expect(await firstLine('stations')).toBe('4 stations: 1 running, 1 in setup, 1 paused, 1 idle');
});

test('a row shows the order, its product and the count of that station alone', async () => {
  const answer = await askFloor('stations', floor);
  expect(answer).toMatch(/^Assembly 1 +Assembly +▶ running WO-1001, Gearbox G4, 17 of 25$/m);
  expect(answer).toMatch(/^Assembly 2 +Assembly +in setup WO-1001, Gearbox G4, 0 of 25$/m);
});

test('a paused station tells why and for how long, and a button asks for more', async () => {
  const answer = await askFloor('stations', floor);
  expect(answer).toMatch(/^Kitting 1 .*‖ paused WO-1002, .*, Missing Materials, since 09:29 \(50 min\)$/m);
  expect(answer).toContain('[Why is Kitting 1 paused?: station pause "Kitting 1"]');
});

test('no list of stations names anybody', async () => {
  expect(await askFloor('stations', floor)).not.toContain('Maria');
});

test('idle is only what says so and has no order', async () => {
  const laidAside = fakeOrder(3, { status: 'inactive', stations: [{ id: 5, status: 'inactive' }] });
  const facts = {
    ...floor,
    stations: [...floor.stations, fakeStation(5, { status: 'inactive', rawStatus: 'InActive' })],
    orders: [...floor.orders, laidAside],
  };
  const answer = await askFloor('stations idle', facts);
  expect(answer).toMatch(/^1 of 5 stations is idle\n/);
  expect(answer).toMatch(/^Kitting 2 +Kitting +idle$/m);
  expect(answer).not.toContain('Assembly 5');
  expect(await askFloor('stations', facts)).toMatch(/^Assembly 5 .*laid aside WO-1003/m);
});

test('what an order does now counts more than an older status of its station', async () => {
  const late = { ...floor, stations: [fakeStation(1, { status: 'inactive', rawStatus: 'InActive' })] };
  expect(await firstLine('stations', late)).toBe('1 station: 1 running');
});

test('a station that the server cannot tell of is not reported, not idle', async () => {
  const facts = { ...floor, unread: [4] };
  const answer = await askFloor('stations', facts);
  expect(answer).toMatch(/^4 stations: .*, 1 not reported\n/);
  expect(answer).toMatch(/^Kitting 2 +Kitting +not reported$/m);
  expect(answer).toContain('Kitting 2 could not be read');
  expect(await firstLine('stations idle', facts)).toBe('None of 4 stations are idle');
});

test('words that the bot does not know are shown as the server gives them', async () => {
  const held = fakeOrder(9, {
    status: 'unknown',
    rawStatus: 'Held for QA',
    stations: [{ id: 1, status: 'unknown', completed: 3, quantity: 5 }],
  });
  const station = fakeStation(1, { status: 'unknown', rawStatus: 'Quarantine' });
  const answer = await askFloor('stations', { stations: [station], orders: [held] });
  expect(answer).toMatch(/^1 station: 1 "Quarantine"\n/);
  expect(answer).toContain('"Held for QA" WO-1009, Gearbox G4, 3 of 5');
});

test('a station that says it runs, and shows no order, is not made idle', async () => {
  const answer = await askFloor('stations', { stations: [fakeStation(1)] });
  expect(answer).toContain('▶ running, no order reported');
});

test.each([
  ['stations running', '1 of 4 stations is running'],
  ['stations setup', '1 of 4 stations is in setup'],
  ['stations paused', '1 of 4 stations is paused'],
  ['stations break', 'None of 4 stations are on a break'],
  ['stations Assembly', '2 stations in Assembly: 1 running, 1 in setup'],
  ['stations idle in Kitting', '1 of 2 stations in Kitting is idle'],
  ['stations "Kitting 1"', '1 station called "Kitting 1": 1 paused'],
])('"%s" says "%s"', async (line, said) => {
  expect(await firstLine(line)).toBe(said);
});

test('an area that does not exist gets those that do', async () => {
  expect(await askFloor('stations "Welding"', floor)).toMatch(/^No work area or station is called Welding\./);
});

test('unmanned are stations that run an order to which nobody is signed in', async () => {
  const alone = fakeOrder(4, { userIds: [], stations: [{ id: 4, status: 'active', completed: 1, quantity: 2 }] });
  const answer = await askFloor('stations unmanned', { ...floor, orders: [...floor.orders, alone] });
  expect(answer).toMatch(/^1 of 4 stations is running with nobody signed in\n/);
  expect(answer).toMatch(/^Kitting 2 .*WO-1004/m);
  expect(answer).toContain('who is signed in is told for an order, not for each of its stations');
});

test('where no order names anybody it is said that this may not be reported', async () => {
  const orders = floor.orders.map((order) => ({ ...order, userIds: [] }));
  expect(await askFloor('stations unmanned', { ...floor, orders })).toContain(
    'perhaps this Scout does not report who is signed in',
  );
});

test('load tells the work queued by area, the most first, as an estimate with its basis', async () => {
  const orders = [...floor.orders, waiting(5, 3), waiting(6, 4), waiting(7, 1), waiting(8, 2, { completed: 4 })];
  const answer = await askFloor('stations load', { ...floor, orders });
  expect(answer).toMatch(/^Kitting is the most loaded: about 10 h of work in 2 orders queued \(estimate\)\n/);
  expect(answer).toMatch(/^Kitting +2 +2 +about 10 h$/m);
  expect(answer).toMatch(/^Assembly +2 +2 +about 8 h$/m);
  expect(answer).toContain('estimate: units queued × average build time of their product');
});

test('queued orders without hours are counted, with the reason', async () => {
  const { quantity, ...uncounted } = waiting(7, 3);
  const orders = [
    waiting(5, 3),
    waiting(6, 3, { units: [{ id: 8, name: 'Cable Harness' }] }),
    uncounted,
    waiting(8, 3, { units: [{ id: 7 }, { id: 8 }] }),
    waiting(9, 3, {
      stations: [
        { id: 3, status: 'queued' },
        { id: 1, status: 'queued' },
      ],
    }),
    waiting(10, 3, { stations: [] }),
  ];
  const answer = await askFloor('stations load', { ...floor, orders });
  expect(answer).toMatch(/^Kitting +2 +5 +about 5 h, and 4 orders without hours$/m);
  expect(answer).toMatch(/^Assembly +2 +1 +not known$/m);
  expect(answer).toContain(
    '4 queued orders without hours: 1 with no average build time, 1 with no quantity, 1 of several products, 1 in several work areas',
  );
  expect(answer).toContain('1 queued order of which the queue tells no station');
});

test('without average build times the queue is counted, not timed', async () => {
  const answer = await askFloor('stations load', { ...floor, orders: [waiting(5, 3)], notConfigured: ['units'] });
  expect(answer).toMatch(/^Kitting is the most loaded: 1 order queued, in hours not known\n/);
  expect(answer).not.toContain('estimate:');
});

test('a queue that tells no stations makes no load', async () => {
  const orders = [waiting(5, 3, { stations: [] }), waiting(6, 3, { stations: [] })];
  expect(await firstLine('stations load', { ...floor, orders })).toBe(
    'The queue tells no stations: 2 orders wait on the whole floor',
  );
  expect(await firstLine('stations load', floor)).toBe('No orders are queued');
  expect(await firstLine('stations load Kitting', { ...floor, orders: [waiting(5, 3)] })).toBe(
    'Kitting: about 5 h of work in 1 order queued (estimate)',
  );
});

test('a long floor is shown in pages', async () => {
  const many = { stations: Array.from({ length: 45 }, (_, i) => fakeStation(i + 101)) };
  const first = await askFloor('stations running', many);
  expect(first).toContain('45 of 45 stations are running');
  expect(first).toContain('[Next 20: stations running page 2]');
  expect(first).not.toContain('Assembly 121');
  expect(await askFloor('stations running page 3', many)).toMatch(/^Assembly 145 /m);
});

test('a plant without stations is an answer', async () => {
  expect(await firstLine('stations', {})).toBe('Scout lists no stations');
  expect(await firstLine('stations load', {})).toBe('Scout lists no stations');
});

test('a stale floor is told as stale, and spans end when it was last seen', async () => {
  const outage = { since: NOW - minutes(4), tries: 2, reason: 'connection refused' };
  const answer = await askFloor('stations', { ...floor, outage, asOf: NOW - minutes(5) });
  expect(answer).toMatch(/^⚠ Scout plant 1 has not answered since 10:15/);
  expect(answer).toContain('since 09:29 (45 min)');
});
