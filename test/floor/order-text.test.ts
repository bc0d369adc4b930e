import {
  countText,
  nameOf,
  orderStatusText,
  ordersText,
  progressText,
  stationStatusText,
  unitsText,
} from '../../src/floor/order-text.ts';
import { fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';

const stations = [fakeStation(1), fakeStation(2)];
const units = [{ id: 7, name: 'Gearbox G4', steps: [] }];

test('a status is a word or two; one that is not known is shown as given', () => {
  expect(orderStatusText({ status: 'active' })).toBe('in progress');
  expect(orderStatusText({ status: 'unknown', rawStatus: 'Held for QA' })).toBe('"Held for QA"');
  expect(orderStatusText({ status: 'unknown' })).toBe('status not reported');
  expect(stationStatusText({ status: 'break' })).toBe('on a break');
  expect(stationStatusText({ status: 'unknown', rawStatus: 'Night Mode' })).toBe('"Night Mode"');
  expect(stationStatusText({ status: 'unknown' })).toBe('status not reported');
});

test('a thing has the name it comes with, else the one that is known, else its number', () => {
  expect(nameOf({ id: 7, name: 'G4' }, units)).toBe('G4');
  expect(nameOf({ id: 7 }, units)).toBe('Gearbox G4');
  expect(nameOf({ id: 8 }, units)).toBe('no. 8');
});

test('an order builds one product or several', () => {
  expect(unitsText({ units: [{ id: 7 }] }, units)).toBe('Gearbox G4');
  expect(unitsText({ units: [{ id: 7 }, { id: 8, name: 'Jig' }] }, units)).toBe('Gearbox G4 and Jig');
  expect(unitsText({ units: [] }, units)).toBe('unit not reported');
});

test('a count is told as far as it is reported', () => {
  expect(countText({ completed: 17, quantity: 25 })).toBe('17 of 25');
  expect(countText({ completed: 0, quantity: 25 })).toBe('0 of 25');
  expect(countText({ completed: 17 })).toBe('17 done');
  expect(countText({ quantity: 25 })).toBe('of 25');
  expect(countText({})).toBeUndefined();
});

test('with several stations each count is shown, and none is summed up', () => {
  const counted = [
    { id: 1, status: 'active' as const, completed: 17, quantity: 25 },
    { id: 2, status: 'active' as const, completed: 16, quantity: 25 },
  ];
  const { completed: _, quantity: __, ...swept } = fakeOrder(1, { stations: counted });
  expect(progressText(swept, stations)).toBe('Assembly 1: 17 of 25, Assembly 2: 16 of 25');
  expect(progressText({ ...swept, completed: 33, quantity: 50 }, stations)).toBe(
    '33 of 50 (Assembly 1: 17 of 25, Assembly 2: 16 of 25)',
  );
  expect(progressText({ ...swept, stations: [] }, stations)).toBe('count not reported');
});

test('orders are counted in words', () => {
  expect([0, 1, 5].map(ordersText)).toEqual(['no orders', '1 order', '5 orders']);
});
