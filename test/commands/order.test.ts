import { NotFound } from '../../src/clients/errors.ts';
import type { WorkOrder } from '../../src/clients/floor/floor-client.ts';
import type { Plant } from '../../src/floor/plant.ts';
import { askFloor, askScouts } from '../fixtures/ask.ts';
import { hours, NOW } from '../fixtures/fake-fleet.ts';
import { createFakePlant, type FloorFacts, fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';

const stations = [fakeStation(1), fakeStation(2), fakeStation(3)];
const units = [
  { id: 7, name: 'Gearbox G4', avgBuildSeconds: 840, steps: [] },
  { id: 8, name: 'PH-200', steps: [] },
];
const users = [
  { id: 501, displayName: 'Maria Oduya' },
  { id: 502, displayName: 'Tomas Lindqvist' },
];
const known = { stations, units, users };
const nowhere: Partial<Plant> = { people: { namesIn: [], hours: false } };

const answerFor = (line: string, order: WorkOrder, facts: FloorFacts = {}, values: Partial<Plant> = {}) =>
  askFloor(line, { ...known, orders: [order], ...facts }, values);

/** On three stations: a look at the floor tells their counts and no sum, the order itself only the sum. */
function onThreeStations(): Plant {
  const whole = fakeOrder(42, {
    quantity: 75,
    completed: 48,
    userIds: [501, 502],
    stations: [1, 2, 3].map((id) => ({ id, status: 'active' })),
  });
  const { quantity: _, completed: __, ...swept } = whole;
  const counted = [17, 16, 15].map((completed, i) => ({
    id: i + 1,
    status: 'active' as const,
    completed,
    quantity: 25,
  }));
  const plant = createFakePlant({ ...known, orders: [{ ...swept, stations: counted }] });
  return { ...plant, floor: { ...plant.floor, workOrder: async () => ({ value: whole, asOf: NOW - 5_000 }) } };
}

describe('the status of a work order', () => {
  test('is the first line, with where and how much; then a line for each thing that is known', async () => {
    const order = fakeOrder(42, {
      scrap: 1,
      dueAt: NOW + hours(5),
      predictedEnd: NOW + hours(1),
      productivityPct: 96.4,
    });
    const answer = await answerFor('order WO-1042', order);
    expect(answer).toMatch(/^WO-1042 is in progress at Assembly 1: 17 of 25 done\n/);
    expect(answer).toContain('Builds: Gearbox G4\nDone: 17 of 25, 8 left\nStation: Assembly 1\nSigned in: Maria Oduya');
    expect(answer).toContain(
      'Started: 08:19\nEnds: 11:19 (predicted)\nDue: 15:19\nLate: no (the rule: past its due date)',
    );
    expect(answer).toContain('Scrapped: 1\nProductivity: 96 %\nSteps answered: none');
    expect(answer).toContain('as of 10:18, 20 s ago · plant 1');
    expect(answer).toContain('[Refresh: order WO-1042]');
    expect(answer).toContain('[Assembly 1: station "Assembly 1"] [Gearbox G4: unit "Gearbox G4"]');
  });

  test('of one on several stations shows the whole and each count', async () => {
    const answer = await askScouts('order 1042', { plant: onThreeStations() });
    expect(answer).toMatch(/^WO-1042 is in progress at Assembly 1, Assembly 2 and Assembly 3: 48 of 75 done\n/);
    expect(answer).toContain('Done: 48 of 75, 27 left');
    expect(answer).toContain(
      'Stations: Assembly 1 (in progress, 17 of 25), Assembly 2 (in progress, 16 of 25) and Assembly 3 (in progress, 15 of 25)',
    );
    expect(answer).toContain('Ends: about 12:25 (estimate: 27 left × 14 min ÷ 3 stations)');
  });

  test('of a paused one tells for how long and why', async () => {
    const order = fakeOrder(42, { status: 'paused', pausedAt: NOW - hours(1.25), pauseReason: 'Missing Materials' });
    const answer = await answerFor('order 1042', order);
    expect(answer).toMatch(/^WO-1042 has been paused for 1 h 15 min: Missing Materials \(17 of 25\)\n/);
    expect(answer).toContain('Status: paused since 09:04: Missing Materials');
  });

  test('of a late one says so, and by which rule', async () => {
    const answer = await answerFor('order 1042', fakeOrder(42, { dueAt: NOW - hours(2) }));
    expect(answer).toMatch(/^WO-1042 is in progress at Assembly 1: 17 of 25 done, late by 2 h\n/);
    expect(answer).toContain('Late: yes, by 2 h (the rule: past its due date)');
  });

  test('of one that waits, that is done, or whose word is not known is told as such', async () => {
    const waiting = fakeOrder(42, { status: 'queued', completed: 0, userIds: [], sequence: 2 });
    expect(await answerFor('order 1042', waiting)).toMatch(/^WO-1042 is queued at Assembly 1: 25 to build\n/);
    const over = fakeOrder(42, { status: 'completed', completed: 25, completedAt: NOW - hours(1) });
    const done = await answerFor('order 1042', over);
    expect(done).toMatch(/^WO-1042 is done: 25 of 25, since 09:19\n/);
    expect(done).toContain('Worked on by: Maria Oduya');
    expect(done).toContain('not among the open orders, but of the last 7 days');
    const held = fakeOrder(42, { status: 'unknown', rawStatus: 'Held for QA' });
    expect(await answerFor('order 1042', held)).toMatch(/^WO-1042 has the status "Held for QA" at Assembly 1/);
  });

  test('names what is not reported, and makes nothing up', async () => {
    const bare: WorkOrder = { id: 42, number: 'WO-1042', status: 'unknown', units: [], stations: [], userIds: [] };
    const answer = await answerFor('order 1042', bare, { notConfigured: ['responses'] });
    expect(answer).toMatch(/^WO-1042: its status is not reported\n/);
    expect(answer).toContain('not reported: product, count, stations, start, due date, scrap, answers to steps');
    expect(answer).toContain('Ends: not reported');
  });

  test('is told of what its stations show where the order itself cannot be asked for', async () => {
    const plant = onThreeStations();
    const workOrder = async () => {
      throw new NotFound('Scout plant 1 does not have what was asked for.', 'not found');
    };
    const answer = await askScouts('order 1042', { plant: { ...plant, floor: { ...plant.floor, workOrder } } });
    expect(answer).toMatch(
      /^WO-1042 is in progress at .*: Assembly 1: 17 of 25, Assembly 2: 16 of 25, Assembly 3: 15 of 25\n/,
    );
    expect(answer).toContain('not reported: count, due date, scrap');
  });
});

describe('who works on it', () => {
  test('is told by name where the policy allows it, a former user without one', async () => {
    const order = fakeOrder(42, { userIds: [501, 490] });
    expect(await answerFor('order people WO-1042', order)).toMatch(
      /^Maria Oduya and a former user \(no\. 490\) are signed in on WO-1042\n/,
    );
  });

  test('is told by number where names are not allowed, and how they would be', async () => {
    const answer = await answerFor('order people WO-1042', fakeOrder(42, { userIds: [501, 502] }), {}, nowhere);
    expect(answer).toMatch(/^2 operators are signed in on WO-1042\n/);
    expect(answer).toContain('FLOOR_NAMES_IN');
    expect(answer).not.toContain('Maria');
    expect(answer).not.toContain('501');
  });

  test('is told in the conversations that the policy names', async () => {
    const here: Partial<Plant> = { people: { namesIn: ['C1'], hours: false } };
    expect(await answerFor('order people WO-1042', fakeOrder(42), {}, here)).toMatch(/^Maria Oduya is signed in/);
    const direct: Partial<Plant> = { people: { namesIn: ['direct'], hours: false } };
    expect(await answerFor('order people WO-1042', fakeOrder(42), {}, direct)).toMatch(/^1 operator is signed in/);
  });

  test('is nobody where nobody is signed in', async () => {
    expect(await answerFor('order who 1042', fakeOrder(42, { userIds: [] }))).toMatch(
      /^Nobody is signed in on WO-1042\n/,
    );
  });

  test('is a number where names may be told and are not reported', async () => {
    const answer = await answerFor('order people 1042', fakeOrder(42), { notConfigured: ['users'] });
    expect(answer).toMatch(/^1 operator is signed in on WO-1042\n/);
    expect(answer).toContain('their names are not reported');
  });
});

test.each([
  ['left', /^8 of 25 are left of WO-1042\n/],
  ['where', /^WO-1042 is at Assembly 1\n/],
  ['end', /^End of WO-1042: about 12:11 \(estimate: 8 left × 14 min\)\n/],
  ['due', /^WO-1042 was due 1 h ago, 09:19\n/],
  ['late', /^WO-1042 is late by 1 h \(the rule: past its due date\)\n/],
  ['scrap', /^2 of WO-1042 were scrapped, 17 are done\n/],
  ['pause', /^WO-1042 is not paused: it is in progress\n/],
])('asked for "%s", the first line answers that, before or behind the number', async (aspect, line) => {
  const order = fakeOrder(42, { dueAt: NOW - hours(1), scrap: 2 });
  expect(await answerFor(`order ${aspect} WO-1042`, order)).toMatch(line);
  expect(await answerFor(`order WO-1042 ${aspect}`, order)).toMatch(line);
});

test.each([
  ['left', /^How many are left of WO-1042 is not reported \(17 are done\)\n/],
  ['due', /^When WO-1042 is due is not reported\n/],
  ['late', /^Whether WO-1042 is late cannot be told: no due date is reported\n/],
  ['scrap', /^How much of WO-1042 was scrapped is not reported\n/],
  ['end', /^End of WO-1042: not reported\n/],
])('"%s" that is not reported is said to be so', async (aspect, line) => {
  const { quantity: _, ...order } = fakeOrder(42, { stations: [{ id: 1, status: 'active' }] });
  expect(await answerFor(`order ${aspect} WO-1042`, order)).toMatch(line);
});

test('a pause at one of several stations is told with its place', async () => {
  const order = fakeOrder(42, {
    stations: [
      { id: 1, status: 'active' },
      { id: 2, status: 'paused' },
    ],
    pausedAt: NOW - hours(0.5),
    pauseReason: 'No Gas',
  });
  expect(await answerFor('order pause 1042', order)).toMatch(
    /^WO-1042 has been paused for 30 min at Assembly 2, not elsewhere: No Gas\n/,
  );
});

describe('the answers to its steps', () => {
  const responses = {
    42: Array.from({ length: 20 }, (_, i) => ({
      id: i + 1,
      stepName: 'Torque check',
      answer: `${i + 1} Nm`,
      userId: 501,
      at: NOW - hours(2) + i * 60_000,
    })),
  };

  test('are a table, the last first, in pages', async () => {
    const answer = await answerFor('order steps 1042', fakeOrder(42), { responses });
    expect(answer).toMatch(/^20 answers to steps of WO-1042, 1 to 15, the last 08:38\n/);
    expect(answer.indexOf('20 Nm')).toBeLessThan(answer.indexOf('19 Nm'));
    expect(answer).toContain('[Next 15: order steps WO-1042 page 2]');
    expect(await answerFor('order steps 1042 page 2', fakeOrder(42), { responses })).toContain('1 Nm');
  });

  test('tell who gave them only where names are allowed', async () => {
    expect(await answerFor('order steps 1042', fakeOrder(42), { responses })).toContain('Maria Oduya');
    const answer = await answerFor('order steps 1042', fakeOrder(42), { responses }, nowhere);
    expect(answer).not.toContain('Who  ');
    expect(answer).not.toContain('Maria');
  });

  test('are a number and the last one among the fields', async () => {
    expect(await answerFor('order 1042', fakeOrder(42), { responses })).toContain(
      'Steps answered: 20, the last: Torque check: 20 Nm, 08:38',
    );
  });

  test('that are none, or are not reported, are told apart', async () => {
    expect(await answerFor('order steps 1042', fakeOrder(42))).toMatch(/^No step of WO-1042 has been answered\n/);
    expect(await answerFor('order steps 1042', fakeOrder(42), { notConfigured: ['responses'] })).toMatch(
      /^What was answered to the steps of WO-1042 is not reported\n/,
    );
  });
});

test('what is left is told of each station where the whole is not reported', async () => {
  const {
    quantity: _,
    completed: __,
    ...order
  } = fakeOrder(42, {
    stations: [1, 2].map((id) => ({ id, status: 'active', completed: 10 + id, quantity: 25 })),
  });
  expect(await answerFor('order left 1042', order)).toMatch(
    /^Left of WO-1042: 14 of 25 at Assembly 1, 13 of 25 at Assembly 2\n/,
  );
});

describe('its photos', () => {
  test('are links, the last first', async () => {
    const captures = {
      42: [
        { id: 1, stepName: 'Inspect', at: NOW - hours(2), url: 'https://captures.example/1.jpg' },
        { id: 2, stepName: 'Pack', at: NOW - hours(1) },
      ],
    };
    const answer = await answerFor('order photos 1042', fakeOrder(42), { captures });
    expect(answer).toMatch(/^2 photos of WO-1042, the last 09:19\n/);
    expect(answer).toContain('photo 1 (https://captures.example/1.jpg)');
    expect(answer).toContain('photo 2, no link reported');
  });

  test('are in HQ where the bot is not told them', async () => {
    expect(await answerFor('order photos 1042', fakeOrder(42), { notConfigured: ['captures'] })).toMatch(
      /^Photos of WO-1042 are not reported here; what was taken is in HQ\n/,
    );
    expect(await answerFor('order photos 1042', fakeOrder(42))).toMatch(/^No photo of WO-1042 was taken\n/);
  });
});

describe('words that fit several orders', () => {
  const orders = [
    fakeOrder(42),
    fakeOrder(43, { number: 'PD-1042', units: [{ id: 8, name: 'PH-200' }], userIds: [502] }),
    fakeOrder(44, { number: 'WO-2042', status: 'queued', completed: 0, userIds: [] }),
  ];

  test('show each in a row, and ask', async () => {
    const answer = await askFloor('order 1042', { ...known, orders });
    expect(answer).toMatch(/^2 orders fit 1042: which one\?\n/);
    expect(answer).toContain('[WO-1042: order WO-1042] [PD-1042: order PD-1042]');
  });

  test('show no more than five', async () => {
    const many = Array.from({ length: 12 }, (_, i) => fakeOrder(i, { number: `WO-${i + 10}42` }));
    const answer = await askFloor('order 42', { ...known, orders: many });
    expect(answer).toMatch(/^12 orders fit 42: which one\? Here are the first 5; write more of the number\.\n/);
    expect(answer.match(/^WO-\d+/gm)).toHaveLength(5);
  });

  test('of the same number are told apart by their ids', async () => {
    const same = [fakeOrder(1, { number: 'MAINTENANCE' }), fakeOrder(2, { number: 'MAINTENANCE' })];
    const answer = await askFloor('order maintenance', { ...known, orders: same });
    expect(answer).toContain('[MAINTENANCE (id 1): order id 1] [MAINTENANCE (id 2): order id 2]');
    const one = await askFloor('order id 2', { ...known, orders: same });
    expect(one).toMatch(/^MAINTENANCE is in progress/);
    expect(one).toContain('[Refresh: order id 2]');
  });

  test('that are a product list its orders, with what is asked for', async () => {
    const answer = await askFloor('order gearbox', { ...known, orders });
    expect(answer).toMatch(/^2 orders build Gearbox G4: 1 running, 1 queued\n/);
    expect(await askFloor('order where gearbox', { ...known, orders })).toMatch(
      /^Gearbox G4 is being built at Assembly 1\n/,
    );
    const who = await askFloor('order people gearbox', { ...known, orders });
    expect(who).toMatch(/^Maria Oduya is signed in on orders of Gearbox G4\n/);
    expect(who).toContain('nobody');
    const withheld = await askFloor('order people gearbox', { ...known, orders }, nowhere);
    expect(withheld).toMatch(/^1 operator is signed in on orders of Gearbox G4\n/);
    expect(withheld).toContain('FLOOR_NAMES_IN');
    expect(await askFloor('order end gearbox', { ...known, orders })).toContain('(estimate: 8 left × 14 min)');
    expect(await askFloor('order late gearbox', { ...known, orders })).toContain(
      'cannot be told: no due date is reported',
    );
  });

  test('that are a product nobody builds now list those of the last days', async () => {
    const old = [1, 2].map((id) => fakeOrder(id, { status: 'completed', completedAt: NOW - hours(24 * id) }));
    expect(await askFloor('order gearbox', { ...known, orders: old })).toMatch(
      /^No open order builds Gearbox G4; 2 orders of the last 7 days did\n/,
    );
  });
});

test("a number that is only a part of an order's says so", async () => {
  const answer = await answerFor('order 420', fakeOrder(42, { number: 'WO-3991420' }));
  expect(answer).toMatch(/^WO-3991420 is in progress/);
  expect(answer).toContain('420 is only a part of the number WO-3991420');
});

test('an id is tried last, and said to be one', async () => {
  const answer = await answerFor('order 42', fakeOrder(42, { number: 'MAINTENANCE' }));
  expect(answer).toMatch(/^MAINTENANCE is in progress/);
  expect(answer).toContain('no open or recent order has the number 42: it is the id of MAINTENANCE');
});

test('without a number asks for one, and an unknown one tells where was looked', async () => {
  expect(await askFloor('order')).toMatch(/^An order is missing: write its number or what it builds/);
  expect(await askFloor('order people')).toMatch(/^An order is missing/);
  const answer = await answerFor('order WO-1024', fakeOrder(42));
  expect(answer).toMatch(
    /^No order has a number or product like WO-1024\. I looked at 1 order in progress or queued, and those of the last 7, then 31 days\. Nearest: WO-1042\./,
  );
  expect(answer).toContain('[WO-1042: order WO-1042]');
});
