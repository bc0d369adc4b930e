import type { WorkOrder } from '../../src/clients/floor/floor-client.ts';
import { askFloor } from '../fixtures/ask.ts';
import { hours, NOW } from '../fixtures/fake-fleet.ts';
import { fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';

const MINUTE = 60_000;

const at = (id: number): Pick<WorkOrder, 'stations'> => ({ stations: [{ id, status: 'active' }] });
const queued = (id: number, sequence: number, values: Partial<WorkOrder> = {}): WorkOrder =>
  fakeOrder(id, { status: 'queued', completed: 0, sequence, stations: [{ id: 1, status: 'queued' }], ...values });
const done = (id: number, completedAt: number, values: Partial<WorkOrder> = {}): WorkOrder =>
  fakeOrder(id, { status: 'completed', completed: 25, completedAt, ...values });

const stations = [fakeStation(1), fakeStation(2), fakeStation(3, { name: 'Kitting 1', workArea: 'Kitting' })];
const units = [
  { id: 7, name: 'Gearbox G4', steps: [] },
  { id: 8, name: 'PH-200', steps: [] },
];

test('all that is open comes in one line by status, what is paused first, the queue in its order', async () => {
  const orders = [
    queued(5, 2),
    queued(4, 1),
    fakeOrder(1),
    fakeOrder(2, { status: 'setup' }),
    fakeOrder(3, { status: 'paused', pausedAt: NOW - hours(1), pauseReason: 'Missing Materials' }),
    done(6, NOW - hours(1)),
  ];
  const answer = await askFloor('orders', { stations, units, orders });
  expect(answer).toMatch(/^5 orders open: 1 running, 1 in setup, 1 paused, 2 queued\n/);
  expect(answer.match(/^WO-\d+/gm)).toEqual(['WO-1003', 'WO-1001', 'WO-1002', 'WO-1004', 'WO-1005']);
  expect(answer).toContain('paused since 09:19: Missing Materials');
  expect(answer).toContain('queued, place 1');
  expect(answer).toContain('as of 10:18, 20 s ago · plant 1');
});

test('an order that is queued at one station and runs at another is told once, as running', async () => {
  const twice = fakeOrder(1, {
    stations: [
      { id: 1, status: 'active' },
      { id: 2, status: 'queued' },
    ],
  });
  const answer = await askFloor('orders', { stations, orders: [twice] });
  expect(answer).toMatch(/^1 order open: 1 running\n/);
});

test('in progress is all that stations have begun, in whatever words it is asked for', async () => {
  const orders = [fakeOrder(1), fakeOrder(2, { status: 'inactive' }), queued(3, 1)];
  for (const line of ['orders in-progress', 'orders running', 'orders active', 'orders in progress'])
    expect(await askFloor(line, { stations, orders })).toMatch(/^2 orders at stations: 1 running, 1 laid aside\n/);
});

test('a status that the bot does not know is shown and counted as the server gives it', async () => {
  const orders = [fakeOrder(1, { status: 'unknown', rawStatus: 'Held for QA' })];
  const answer = await askFloor('orders', { stations, orders });
  expect(answer).toMatch(/^1 order open: 1 "Held for QA"\n/);
});

test('an order on several stations shows the count of each, in the order of their names', async () => {
  const counts = [17, 16, 15].map((completed, i) => ({
    id: i + 1,
    status: 'active' as const,
    completed,
    quantity: 25,
  }));
  const { completed: _, quantity: __, ...whole } = fakeOrder(1, { stations: counts });
  const answer = await askFloor('orders', { stations, orders: [whole] });
  expect(answer).toContain('Assembly 1, Assembly 2 and Kitting 1');
  expect(answer).toContain('17 of 25, 16 of 25 and 15 of 25');
});

test('what is queued tells how many units that is', async () => {
  const answer = await askFloor('orders waiting', { stations, orders: [queued(1, 1), queued(2, 2, { quantity: 5 })] });
  expect(answer).toMatch(/^2 orders queued: 30 units to build\n/);
});

test('quantities that are not all reported are a lower bound', async () => {
  const { quantity: _, ...untold } = queued(2, 2);
  expect(await askFloor('orders queued', { stations, orders: [queued(1, 1), untold] })).toMatch(
    /^2 orders queued: at least 25 units to build\n/,
  );
});

test('done without a time is the day of the plant, with units and scrap', async () => {
  const orders = [
    done(1, NOW - hours(1), { scrap: 2 }),
    done(2, NOW - hours(3), { completed: 5, scrap: 0 }),
    done(3, NOW - hours(11)),
    fakeOrder(4),
  ];
  const answer = await askFloor('orders done', { stations, orders });
  expect(answer).toMatch(/^2 orders done today: 30 units, 2 scrapped\n/);
  expect(answer).toContain('[Refresh: orders done today]');
  expect(answer).toContain('days by the clock of the plant (UTC)');
  const inTokyo = await askFloor('orders done', { stations, orders }, { zone: 'Asia/Tokyo' });
  expect(inTokyo).toMatch(/^3 orders done today: 55 units, at least 2 scrapped\n/);
  expect(await askFloor('orders finished yesterday', { stations, orders })).toMatch(
    /^1 order done yesterday: 25 units, scrap not reported\n/,
  );
});

test('counts that a done order does not report are not made up', async () => {
  const { completed: _, ...uncounted } = done(1, NOW - hours(1));
  expect(await askFloor('orders done', { orders: [uncounted] })).toMatch(
    /^1 order done today: units not reported, scrap not reported\n/,
  );
  expect(await askFloor('orders done', { orders: [uncounted, done(2, NOW - hours(2))] })).toMatch(
    /^2 orders done today: at least 25 units, scrap not reported\n/,
  );
});

test('a done order that does not tell when is counted beside the list', async () => {
  const { completedAt: _, ...undated } = done(1, NOW);
  const answer = await askFloor('orders done', { orders: [undated] });
  expect(answer).toMatch(/^No order was done today\n/);
  expect(answer).toContain('of 1 order the time is not reported');
});

test('paused orders are named with their reasons in the first line, the longest paused first', async () => {
  const paused = (id: number, minutes: number, reason?: string): WorkOrder =>
    fakeOrder(id, { status: 'paused', pausedAt: NOW - minutes * MINUTE, ...(reason && { pauseReason: reason }) });
  const facts = { stations, orders: [paused(1, 5, 'Tool Issue'), paused(2, 50), fakeOrder(3)] };
  const answer = await askFloor('orders hold', facts);
  expect(answer).toMatch(/^2 orders paused: WO-1002 \(reason not reported\) and WO-1001 \(Tool Issue\)\n/);
  const many = [...facts.orders, paused(4, 6, 'Tool Issue'), paused(5, 7, 'No Gas')];
  expect(await askFloor('orders paused', { stations, orders: many })).toMatch(
    /^4 orders paused: 2 × Tool Issue, 1 × .* and 1 × .*\n/,
  );
});

test('an order that is paused at one of its stations is among the paused, and says where', async () => {
  const half = fakeOrder(1, {
    stations: [
      { id: 1, status: 'active' },
      { id: 2, status: 'paused' },
    ],
    pauseReason: 'No Gas',
  });
  const answer = await askFloor('orders paused', { stations, orders: [half] });
  expect(answer).toContain('in progress, paused at Assembly 2: No Gas');
});

describe('late orders', () => {
  const orders = [
    fakeOrder(1, { dueAt: NOW - hours(1) }),
    queued(2, 1, { dueAt: NOW - hours(3) }),
    fakeOrder(3, { dueAt: NOW + hours(1) }),
    fakeOrder(4),
    fakeOrder(5),
  ];

  test('are told by the rule of the plant, the latest first, and of how many it cannot be told', async () => {
    const answer = await askFloor('orders late', { stations, orders });
    expect(answer).toMatch(/^2 of 5 open orders are late\n/);
    expect(answer.match(/^WO-\d+/gm)).toEqual(['WO-1002', 'WO-1001']);
    expect(answer).toContain('07:19, 3 h late');
    expect(answer).toContain('late: past its due date · of 2 orders it cannot be told: no due date is reported');
  });

  test('by another rule are told by that', async () => {
    const late = { kind: 'predictedEnd' } as const;
    const predicted = [fakeOrder(1, { predictedEnd: NOW + hours(9) }), fakeOrder(2, { predictedEnd: NOW + hours(1) })];
    const answer = await askFloor('orders late', { stations, orders: predicted }, { late });
    expect(answer).toMatch(/^1 of 2 open orders is late\n/);
    expect(answer).toContain('19:19');
    expect(answer).toContain('late: predicted to end after this shift');
  });

  test('are not claimed where nothing can be told, or none is known', async () => {
    expect(await askFloor('orders late', { stations, orders: orders.slice(3) })).toMatch(
      /^Whether any of 2 open orders is late cannot be told\n/,
    );
    expect(await askFloor('orders late', { stations, orders: orders.slice(2) })).toMatch(
      /^None of 3 open orders is known to be late\n/,
    );
    expect(await askFloor('orders late', { stations, orders: orders.slice(2, 3) })).toMatch(
      /^None of 1 open order is late\n/,
    );
  });

  test('without a rule say that none is set, and how it is', async () => {
    const answer = await askFloor('orders late', { stations, orders }, { late: { kind: 'none' } });
    expect(answer).toMatch(/^No order can be called late: no rule for it is set\./);
    expect(answer).toContain('late.rule');
    expect(answer).toContain('FLOOR_FILE');
    expect(await askFloor('orders', { stations, orders }, { late: { kind: 'none' } })).not.toContain('orders late');
  });
});

describe('of a station, a work area or a product', () => {
  const orders = [
    fakeOrder(1, at(1)),
    fakeOrder(2, { ...at(3), units: [{ id: 8 }] }),
    queued(3, 1, { stations: [{ id: 2, status: 'queued' }] }),
  ];
  const facts = { stations, units, orders };

  test('only theirs are shown, and buttons keep that', async () => {
    const answer = await askFloor('orders Kitting 1', facts);
    expect(answer).toMatch(/^1 order open at Kitting 1: 1 running\n/);
    expect(answer).toContain('PH-200');
    expect(answer).toContain('[Refresh: orders "Kitting 1"]');
    expect(answer).toContain('[Paused: orders paused "Kitting 1"]');
    expect(await askFloor('orders in-progress at Assembly 1', facts)).toMatch(/^1 order at Assembly 1: 1 running\n/);
    expect(await askFloor('orders assembly', facts)).toMatch(/^2 orders open in Assembly: 1 running, 1 queued\n/);
    expect(await askFloor('orders ph 200', facts)).toMatch(/^1 order open of PH-200: 1 running\n/);
  });

  test('a name that nothing bears gives the nearest, and a number the way to the order', async () => {
    expect(await askFloor('orders Kiting', facts)).toMatch(/^No station, work area or product is called Kiting\./);
    expect(await askFloor('orders 1042', facts)).toContain('[Order 1042: order 1042]');
  });

  test('none there is said', async () => {
    expect(await askFloor('orders paused kitting', facts)).toMatch(/^No order is paused in Kitting\n/);
  });
});

test('a time without a status shows all that the server counts into it', async () => {
  const orders = [fakeOrder(1), done(2, NOW - hours(1)), done(3, NOW - hours(30))];
  expect(await askFloor('orders today', { stations, orders })).toMatch(/^2 orders today: 1 running, 1 done\n/);
});

test('a time with a status is the time at which that began', async () => {
  const orders = [fakeOrder(1), fakeOrder(2, { startedAt: NOW - hours(30) })];
  expect(await askFloor('orders in-progress today', { stations, orders })).toMatch(
    /^1 order at stations, begun today: 1 running\n/,
  );
  const { startedAt: _, ...untimed } = fakeOrder(3);
  expect(await askFloor('orders in-progress today', { stations, orders: [untimed] })).toContain(
    'of 1 order the time is not reported',
  );
});

test('shifts are those of the plant', async () => {
  const orders = [done(1, NOW - hours(1)), done(2, NOW - hours(6))];
  expect(await askFloor('orders done last shift', { stations, orders })).toMatch(/^1 order done last shift: 25 units/);
  expect(await askFloor('orders done this shift', { stations, orders })).toMatch(
    /^1 order done current shift: 25 units/,
  );
});

test('the newest of them are those of which something became last', async () => {
  const orders = [
    fakeOrder(1, { startedAt: NOW - hours(3) }),
    fakeOrder(2),
    fakeOrder(3, { startedAt: NOW - hours(4) }),
  ];
  const answer = await askFloor('orders newest 2', { stations, orders });
  expect(answer).toMatch(/^The newest 2 orders open: 2 running\n/);
  expect(answer).not.toContain('WO-1003');
});

test('long lists have pages, and a button to the next keeps every word', async () => {
  const orders = Array.from({ length: 40 }, (_, i) => queued(i + 1, i + 1));
  const first = await askFloor('orders queued Assembly 1', { stations, orders });
  expect(first).toMatch(/^40 orders queued at Assembly 1: 1000 units to build, 1 to 15\n/);
  expect(first).toContain('[Next 15: orders queued "Assembly 1" page 2]');
  const last = await askFloor('orders queued Assembly 1 page 9', { stations, orders });
  expect(last).toMatch(/, 31 to 40\n/);
  expect(last).toContain('[Refresh: orders queued "Assembly 1" page 3]');
});

test('stations that could not be read are named', async () => {
  expect(await askFloor('orders', { stations, orders: [fakeOrder(1)], unread: [2] })).toContain(
    'Assembly 2 could not be read',
  );
});

test('a floor that does not tell its products still tells its orders, by their ids', async () => {
  const orders = [fakeOrder(1, { units: [{ id: 9 }] })];
  expect(await askFloor('orders', { stations, orders, notConfigured: ['units'] })).toContain('no. 9');
});

test('while the server does not answer, the last that was known is told as stale', async () => {
  const outage = { since: NOW - 5 * MINUTE, tries: 3, reason: 'connection refused' };
  const answer = await askFloor('orders', { stations, orders: [fakeOrder(1)], outage, asOf: NOW - 6 * MINUTE });
  expect(answer).toMatch(/^⚠ Scout plant 1 has not answered since 10:14/);
});

test('an order whose number is a word of the bot is put in quotes on its button', async () => {
  const answer = await askFloor('orders', { stations, orders: [fakeOrder(1, { number: 'Scrap' })] });
  expect(answer).toContain('[Scrap: order "Scrap"]');
});
