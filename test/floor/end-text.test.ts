import type { WorkOrder } from '../../src/clients/floor/floor-client.ts';
import { writeReply } from '../../src/core/plain-text.ts';
import { reply, text } from '../../src/core/reply.ts';
import { endText } from '../../src/floor/end-text.ts';
import { hours, NOW } from '../fixtures/fake-fleet.ts';
import { fakeOrder } from '../fixtures/fake-floor.ts';

const units = [{ id: 7, name: 'Gearbox G4', avgBuildSeconds: 840, steps: [] }];

const ends = (values: Partial<WorkOrder>, known = units): string =>
  writeReply(reply(text(...endText(fakeOrder(1, values), { units: known, now: NOW }))), 'UTC', NOW);

const at = (...statuses: readonly WorkOrder['status'][]): WorkOrder['stations'] =>
  statuses.map((status, i) => ({ id: i + 1, name: `Assembly ${i + 1}`, status }));

test('a predicted end is told as reported, and that it has passed', () => {
  expect(ends({ predictedEnd: NOW + hours(1) })).toBe('11:19 (predicted)');
  expect(ends({ predictedEnd: NOW - hours(1) })).toBe('09:19 (predicted, 1 h ago)');
});

test('without one the end is an estimate, with what it is reckoned from', () => {
  expect(ends({ stations: at('active', 'active') })).toBe('about 11:15 (estimate: 8 left × 14 min ÷ 2 stations)');
  expect(ends({ stations: at('active', 'paused') })).toBe('about 12:11 (estimate: 8 left × 14 min)');
  expect(ends({ stations: [], status: 'setup' })).toBe('about 12:11 (estimate: 8 left × 14 min)');
});

test('where only the stations tell counts, the one with the most left decides', () => {
  const stations = [17, 12].map((completed, i) => ({
    id: i + 1,
    name: `Assembly ${i + 1}`,
    status: 'active' as const,
    completed,
    quantity: 25,
  }));
  const { quantity: _, completed: __, ...order } = fakeOrder(1, { stations });
  const written = endText(order, { units, now: NOW });
  expect(written).toContain(' (estimate: 13 left at Assembly 2 × 14 min)');
});

test('where one of the stations does not tell its count, nothing is estimated', () => {
  const {
    quantity: _,
    completed: __,
    ...order
  } = fakeOrder(1, {
    stations: [
      { id: 1, status: 'active', completed: 3, quantity: 9 },
      { id: 2, status: 'active' },
    ],
  });
  expect(endText(order, { units, now: NOW })).toEqual(['not reported']);
});

test('where nobody is at work on it, only the work that is left is told', () => {
  expect(ends({ status: 'paused' })).toBe('not reported (estimate: 8 left × 14 min = 1 h 52 min of work)');
  expect(ends({ status: 'queued', completed: 0 })).toBe(
    'not reported (estimate: 25 left × 14 min = 5 h 50 min of work)',
  );
  expect(ends({ status: 'unknown' })).toMatch(/^not reported \(estimate/);
});

test('without an average build time, or for several products, nothing is estimated', () => {
  expect(ends({}, [])).toBe('not reported');
  expect(ends({ units: [{ id: 7 }, { id: 8 }] })).toBe('not reported');
  expect(ends({ units: [] })).toBe('not reported');
});

test('more done than ordered is nothing left', () => {
  expect(ends({ completed: 26 })).toBe('not reported (all are counted, the order is not closed)');
});

test('what is over tells when it was done', () => {
  expect(ends({ status: 'completed', completedAt: NOW - hours(1) })).toBe('done 09:19');
  expect(ends({ status: 'completed' })).toBe('done, when is not reported');
  expect(ends({ status: 'cancelled' })).toBe('cancelled');
});
