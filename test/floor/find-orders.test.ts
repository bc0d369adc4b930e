import type { WorkOrder } from '../../src/clients/floor/floor-client.ts';
import { UserError } from '../../src/core/errors.ts';
import { findOrders, openOrders } from '../../src/floor/find-orders.ts';
import { hours, NOW } from '../fixtures/fake-fleet.ts';
import { createFakePlant, type FloorFacts, fakeOrder } from '../fixtures/fake-floor.ts';

const open = (id: number, number: string, unit = 'Gearbox G4'): WorkOrder =>
  fakeOrder(id, { number, units: [{ id: unit.length, name: unit }] });
const doneDaysAgo = (days: number, order: WorkOrder): WorkOrder => ({
  ...order,
  status: 'completed',
  completedAt: NOW - hours(24 * days),
});

async function find(wanted: string, orders: readonly WorkOrder[], facts: FloorFacts = {}) {
  const found = await findOrders(wanted, createFakePlant({ orders, ...facts }), NOW);
  return { by: found.by, numbers: found.orders.map(({ number }) => number), days: found.searchedDays };
}

test.each([
  ['WO-1042', 'WO-1042'],
  ['wo-1042', 'WO-1042'],
  ['1042', 'WO-1042'],
  ['#1042', 'WO-1042'],
  ['order 1042', 'WO-1042'],
  ['no. 1042', 'WO-1042'],
  ['wo 1042', 'WO-1042'],
  ['the work order 1042', 'WO-1042'],
  ['42', 'WO-0042'],
  ['PD1002214', 'pd1002214'],
  ['1002214', 'pd1002214'],
  ['maintenance', 'MAINTENANCE'],
  ['nested job', 'Nested Job'],
])('"%s" is the number of %s', async (wanted, number) => {
  const numbers = ['WO-1042', 'WO-0042', 'pd1002214', 'MAINTENANCE', 'Nested Job'];
  const orders = numbers.map((each, i) => open(i + 1, each));
  expect(await find(wanted, orders)).toMatchObject({ by: 'number', numbers: [number] });
});

test('the number as it is written goes before one that is like it', async () => {
  const orders = [open(1, 'WO-1042'), open(2, 'wo-1042'), open(3, 'PD-1042')];
  expect(await find('wo-1042', orders)).toMatchObject({ by: 'number', numbers: ['wo-1042'] });
  expect(await find('1042', orders)).toMatchObject({ by: 'number', numbers: ['WO-1042', 'wo-1042', 'PD-1042'] });
});

test('a part of the number is found: its end first, then any part of three characters', async () => {
  const orders = [open(1, 'WO-3991420'), open(2, 'WO-4201')];
  expect(await find('420', orders)).toMatchObject({ by: 'part', numbers: ['WO-3991420'] });
  expect(await find('399', orders)).toMatchObject({ by: 'part', numbers: ['WO-3991420'] });
  expect(await find('WO 420', orders)).toMatchObject({ by: 'part', numbers: ['WO-3991420'] });
  await expect(find('99', orders)).rejects.toThrow(UserError);
});

test('"WO" is said of orders that are called otherwise, too, but only where none is called so', async () => {
  expect(await find('WO 1002214', [open(1, 'PD1002214')])).toMatchObject({ by: 'part', numbers: ['PD1002214'] });
  expect(await find('WO 7', [open(1, 'PD-7'), open(2, 'WO-7')])).toMatchObject({ by: 'number', numbers: ['WO-7'] });
});

test('a product is found by its name or a part of it, also one that orders name by its id alone', async () => {
  const units = [{ id: 99, name: 'PH-200', steps: [] }];
  const orders = [
    open(1, 'WO-1'),
    open(2, 'WO-2', 'Valve Block VB-3'),
    fakeOrder(3, { number: 'WO-3', units: [{ id: 99 }] }),
  ];
  expect(await find('gearbox', orders)).toMatchObject({ by: 'product', numbers: ['WO-1'] });
  expect(await find('VB-3', orders)).toMatchObject({ by: 'product', numbers: ['WO-2'] });
  expect(await find('ph 200', orders, { units })).toMatchObject({ by: 'product', numbers: ['WO-3'] });
});

test('a nested job is found by each of its products', async () => {
  const nested = fakeOrder(1, {
    units: [
      { id: 1, name: 'Valve Block' },
      { id: 2, name: 'Cable Harness' },
    ],
  });
  expect(await find('harness', [nested])).toMatchObject({ by: 'product', numbers: ['WO-1001'] });
});

test('a small number is not taken for a part of a product', async () => {
  const orders = [open(1, 'WO-900', '454-23-17'), fakeOrder(17, { number: 'WO-800' })];
  expect(await find('17', orders)).toMatchObject({ by: 'id', numbers: ['WO-800'] });
  expect(await find('454-23-17', orders)).toMatchObject({ by: 'product', numbers: ['WO-900'] });
});

test('the id is tried last, and only it behind "id"', async () => {
  const orders = [fakeOrder(17, { number: 'WO-900' }), fakeOrder(5, { number: 'WO-17' })];
  expect(await find('17', orders)).toMatchObject({ by: 'number', numbers: ['WO-17'] });
  expect(await find('id 17', orders)).toMatchObject({ by: 'id', numbers: ['WO-900'] });
});

describe('what is neither in progress nor queued', () => {
  test('is searched for in 7 days, then in 31, and it is told in which it was found', async () => {
    const orders = [
      doneDaysAgo(3, open(1, 'WO-1')),
      doneDaysAgo(20, open(2, 'WO-2', 'Jig')),
      open(3, 'WO-900', 'Pump'),
    ];
    expect(await find('WO-1', orders)).toEqual({ by: 'number', numbers: ['WO-1'], days: 7 });
    expect(await find('WO-2', orders)).toEqual({ by: 'number', numbers: ['WO-2'], days: 31 });
    expect(await find('jig', orders)).toEqual({ by: 'product', numbers: ['WO-2'], days: 31 });
    expect(await find('pump', orders)).toEqual({ by: 'product', numbers: ['WO-900'], days: undefined });
  });

  test('goes before an open one of whose number the words are a part, if it has just that number', async () => {
    const orders = [open(1, 'WO-10427'), doneDaysAgo(3, open(2, 'WO-1042'))];
    expect(await find('WO-1042', orders)).toEqual({ by: 'number', numbers: ['WO-1042'], days: 7 });
    expect(await find('10427', orders)).toEqual({ by: 'number', numbers: ['WO-10427'], days: undefined });
  });
});

describe('what is not found', () => {
  test('tells the window that was searched, and the nearest numbers as buttons', async () => {
    const orders = [open(1, 'WO-1042')];
    const failure = await find('WO-1024', orders).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message:
        'No order has a number or product like WO-1024. I looked at 1 order in progress or queued, and those of the last 7, then 31 days. Nearest: WO-1042.',
    });
    expect(JSON.stringify(failure instanceof UserError && failure.details)).toContain('order WO-1042');
  });

  test('where the server cannot search, it is told that earlier ones were not looked at', async () => {
    await expect(find('WO-7', [], { notConfigured: ['search'] })).rejects.toThrow(
      'I looked at no orders in progress or queued; earlier ones could not be searched.',
    );
  });

  test('names the stations that could not be read', async () => {
    const stations = [{ id: 1, name: 'Assembly 1', status: 'active' as const, currentWorkOrderIds: [] }];
    const failure = await find('WO-7', [], { stations, unread: [1] }).catch((error: unknown) => error);
    expect(JSON.stringify(failure instanceof UserError && failure.details)).toContain('Assembly 1 could not be read');
  });
});

test('an order that waits at one station while another runs it is open once', () => {
  const running = open(1, 'WO-1');
  const waiting = open(2, 'WO-2');
  expect(openOrders({ inProgress: [running], queued: [{ ...running, status: 'queued' }, waiting] })).toEqual([
    running,
    waiting,
  ]);
});
