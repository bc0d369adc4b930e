import { stationState, stationStates } from '../../src/floor/station-state.ts';
import { fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';

test('an order is at a station only while that station has it in progress', () => {
  const order = fakeOrder(1, {
    stations: [
      { id: 1, status: 'unknown' },
      { id: 2, status: 'active', completed: 3 },
    ],
  });
  const stations = [fakeStation(1, { status: 'inactive' }), fakeStation(2, { currentWorkOrderIds: [1] })];
  const [first, second] = stationStates({ stations, inProgress: [order], queued: [], skipped: 0, unread: [] });
  expect(first).toMatchObject({ status: 'inactive', orders: [] });
  expect(second).toMatchObject({ status: 'active', orders: [{ here: { completed: 3 } }] });
});

test('a station whose queue alone could not be read still tells what it runs', () => {
  const station = fakeStation(1, { currentWorkOrderIds: [1] });
  const sweep = { stations: [station], inProgress: [fakeOrder(1)], queued: [], skipped: 0, unread: [{ id: 1 }] };
  expect(stationStates(sweep)).toMatchObject([{ isTold: true, status: 'active' }]);
});

test('a server that tells no status of stations leaves it to the orders', () => {
  const station = { id: 1, name: 'Assembly 1', status: 'unknown' as const, currentWorkOrderIds: [] };
  expect(stationState(station, []).status).toBe('inactive');
  expect(stationState(station, [fakeOrder(1)]).status).toBe('active');
});
