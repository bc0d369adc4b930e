import { isLate, type LateRule, lateGapText, lateRuleText } from '../../src/floor/late.ts';
import { lateOrders } from '../../src/floor/late-orders.ts';
import { hours, NOW } from '../fixtures/fake-fleet.ts';
import { createFakePlant, fakeOrder } from '../fixtures/fake-floor.ts';

const units = [{ id: 7, name: 'Gearbox G4', avgBuildSeconds: 600, steps: [] }];
const facts = { now: NOW, shiftEnd: NOW + hours(4), units };
const dueDate: LateRule = { kind: 'dueDate' };
const predictedEnd: LateRule = { kind: 'predictedEnd' };
const overAverage: LateRule = { kind: 'overAverage', factor: 1.2 };

test('an order is late past its due date, not at it', () => {
  expect(isLate(fakeOrder(1, { dueAt: NOW - 1 }), dueDate, facts)).toBe(true);
  expect(isLate(fakeOrder(1, { dueAt: NOW }), dueDate, facts)).toBe(false);
});

test('an order is late that is predicted to end after its shift', () => {
  expect(isLate(fakeOrder(1, { predictedEnd: NOW + hours(4) + 1 }), predictedEnd, facts)).toBe(true);
  expect(isLate(fakeOrder(1, { predictedEnd: NOW + hours(4) }), predictedEnd, facts)).toBe(false);
});

test('an order is late that is at work longer than its units take on average, times the factor', () => {
  const order = fakeOrder(1, { quantity: 10 });
  expect(isLate({ ...order, appliedSeconds: 7_201 }, overAverage, facts)).toBe(true);
  expect(isLate({ ...order, appliedSeconds: 7_200 }, overAverage, facts)).toBe(false);
});

test('what the rule looks at and is not reported makes no judgement', () => {
  const { quantity: _, ...unknown } = fakeOrder(1, { appliedSeconds: 9_999 });
  expect(isLate(fakeOrder(1), dueDate, facts)).toBeUndefined();
  expect(isLate(fakeOrder(1), predictedEnd, facts)).toBeUndefined();
  expect(isLate(fakeOrder(1), overAverage, facts)).toBeUndefined();
  expect(isLate(unknown, overAverage, facts)).toBeUndefined();
  expect(isLate(fakeOrder(1, { appliedSeconds: 9_999 }), overAverage, { ...facts, units: [] })).toBeUndefined();
  expect(isLate(fakeOrder(1, { dueAt: 0 }), { kind: 'none' }, facts)).toBeUndefined();
});

test('the average of one product says nothing of a nested job', () => {
  const nested = fakeOrder(1, { units: [{ id: 7 }, { id: 8 }], appliedSeconds: 99_999 });
  expect(isLate(nested, overAverage, facts)).toBeUndefined();
});

test('what is done or cancelled is not late', () => {
  expect(isLate(fakeOrder(1, { status: 'completed', dueAt: 0 }), dueDate, facts)).toBe(false);
  expect(isLate(fakeOrder(1, { status: 'cancelled', dueAt: 0 }), { kind: 'none' }, facts)).toBe(false);
});

test('late orders are told in the order given, and of how many it cannot be told', () => {
  const orders = [
    fakeOrder(1, { dueAt: NOW - 1 }),
    fakeOrder(2),
    fakeOrder(3, { dueAt: NOW + 1 }),
    fakeOrder(4, { dueAt: 0 }),
  ];
  const { late, untold } = lateOrders(orders, createFakePlant(), { units, now: NOW });
  expect(late.map(({ id }) => id)).toEqual([1, 4]);
  expect(untold).toBe(1);
});

test('the shift that counts is the one going on in the zone of the plant', () => {
  const order = fakeOrder(1, { predictedEnd: Date.parse('2026-10-21T13:00:00Z') });
  const late = { kind: 'predictedEnd' } as const;
  expect(lateOrders([order], createFakePlant({}, { late }), { units, now: NOW }).late).toEqual([]);
  const berlin = createFakePlant({}, { late, zone: 'Europe/Berlin', shifts: ['06:00', '14:00'] });
  expect(lateOrders([order], berlin, { units, now: NOW }).late).toEqual([order]);
});

test('each rule says what late means, and what is missing where it cannot tell', () => {
  const rules: readonly LateRule[] = [dueDate, predictedEnd, overAverage, { kind: 'none' }];
  expect(rules.map(lateRuleText)).toEqual([
    'late: past its due date',
    'late: predicted to end after this shift',
    'late: at work longer than 1.2 × the average build time',
    'no rule for "late" is set',
  ]);
  expect(rules.map(lateGapText)).toEqual([
    'no due date is reported',
    'no predicted end is reported',
    'the time at work or the average build time is not reported',
    'no rule for "late" is set',
  ]);
});
