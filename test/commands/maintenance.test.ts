import type { MaintenanceRequest, Span } from '../../src/clients/floor/floor-client.ts';
import { askFloor, askScouts } from '../fixtures/ask.ts';
import { hours, NOW } from '../fixtures/fake-fleet.ts';
import { createFakeFloor, createFakePlant, fakeStation } from '../fixtures/fake-floor.ts';

const DAY = hours(24);
const stations = [fakeStation(1), fakeStation(2), fakeStation(5, { name: 'Kitting 2', workArea: 'Kitting' })];
const machines = [{ id: 3, name: 'Press 3', stationId: 2 }];
const leak: MaintenanceRequest = {
  id: 1,
  title: 'Hydraulic leak',
  machineId: 3,
  status: 'Open',
  openedAt: NOW - hours(2),
};
const scale: MaintenanceRequest = {
  id: 2,
  title: 'Scale out of calibration',
  stationName: 'Kitting 2',
  status: 'Waiting for parts',
  openedAt: NOW - 3 * DAY,
};
const belt: MaintenanceRequest = {
  id: 3,
  title: 'Worn belt',
  machineName: 'CNC Mill 1',
  status: 'Closed',
  openedAt: NOW - 5 * DAY,
  closedAt: NOW - 4 * DAY,
};
const facts = { stations, machines, maintenance: [belt, leak, scale] };

test('the open ones are told, the oldest first, with what they are about and for how long', async () => {
  const answer = await askFloor('maintenance', facts);
  expect(answer).toMatch(
    /^2 open maintenance requests, the oldest: Scale out of calibration \(Kitting 2\), open for 3 d\n/,
  );
  expect(answer).toMatch(/^Hydraulic leak +Press 3 at Assembly 2 +Open +08:19 +2 h$/m);
  expect(answer).toContain('looked back 90 days');
  expect(answer).toContain('counted as open: Open, Waiting for parts');
  expect(answer).not.toContain('Worn belt');
});

test('what the server calls closed is not open, whether or not it says when', async () => {
  const resolved = { id: 9, title: 'Loose bolt', status: 'Resolved', openedAt: NOW - DAY };
  const answer = await askFloor('maintenance', { maintenance: [resolved] });
  expect(answer).toMatch(/^No open maintenance requests\n/);
  expect(await askFloor('maintenance closed', { maintenance: [resolved] })).toMatch(
    /^1 closed maintenance request: Loose bolt \(not reported\)\n/,
  );
});

test('closed ones, and all', async () => {
  expect(await askFloor('maintenance closed', facts)).toMatch(
    /^1 closed maintenance request: Worn belt \(CNC Mill 1\), closed after 1 d\n/,
  );
  expect(await askFloor('maintenance all', facts)).toMatch(/^3 maintenance requests: 2 open, 1 closed\n/);
});

test('of a time those that were opened or closed in it', async () => {
  expect(await askFloor('maintenance today', facts)).toMatch(
    /^1 open maintenance request, opened today: Hydraulic leak \(Press 3 at Assembly 2\), open for 2 h\n/,
  );
  expect(await askFloor('maintenance closed last week', facts)).toMatch(
    /^1 maintenance request closed last week: Worn belt/,
  );
  expect(await askFloor('maintenance closed today', facts)).toMatch(/^No maintenance requests closed today\n/);
});

test('a request without its time is told, and that it is not reported', async () => {
  const undated = { id: 7, title: 'Oil', status: 'Open' };
  const answer = await askFloor('maintenance today', { maintenance: [undated] });
  expect(answer).toMatch(/^1 open maintenance request, opened today: Oil \(not reported\)\n/);
  expect(answer).toContain('of 1 request the time is not reported');
});

test('open ones are asked for over the last 90 days, and closed ones of a time as long before it', async () => {
  const spans: Span[] = [];
  const floor = createFakeFloor(facts);
  const asked = {
    ...floor,
    maintenance(span: Span) {
      spans.push(span);
      return floor.maintenance(span);
    },
  };
  const plant = { ...createFakePlant(), floor: asked };
  for (const line of ['maintenance', 'maintenance yesterday', 'maintenance closed yesterday'])
    await askScouts(line, { plant });
  const midnight = Date.parse('2026-10-21T00:00:00Z');
  expect(spans).toEqual([
    { from: NOW - 90 * DAY, to: NOW },
    { from: midnight - DAY, to: midnight },
    { from: midnight - 91 * DAY, to: midnight },
  ]);
});

test('of a machine, of the station where it stands, and of an area', async () => {
  expect(await askFloor('maintenance Press 3', facts)).toMatch(
    /^1 open maintenance request of Press 3: Hydraulic leak/,
  );
  expect(await askFloor('maintenance Assembly 2', facts)).toMatch(/: Hydraulic leak/);
  expect(await askFloor('maintenance Kitting', facts)).toMatch(/: Scale out of calibration/);
  expect(await askFloor('maintenance all CNC Mill 1', facts)).toMatch(/^1 maintenance request of CNC Mill 1: 0 open/);
  expect(await askFloor('maintenance Pres 3', facts)).toMatch(
    /^No machine or station is called Pres 3\. Nearest: Press 3/,
  );
});

test('names of what requests are about may be missing', async () => {
  const bare = { ...facts, notConfigured: ['machines', 'stations'] as const };
  expect(await askFloor('maintenance', bare)).toMatch(/^Hydraulic leak +machine no\. 3 +Open/m);
});

test('where maintenance is not configured it is said', async () => {
  expect(await askFloor('maintenance', { notConfigured: ['maintenance'] })).toMatch(
    /^"maintenance" of Scout plant 1 is not configured\./,
  );
});
