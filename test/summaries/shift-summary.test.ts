import { writeReply } from '../../src/core/plain-text.ts';
import { createShiftSummary } from '../../src/summaries/shift-summary.ts';
import type { SummaryRequest } from '../../src/summaries/summary.ts';
import { hours, minutes } from '../fixtures/fake-fleet.ts';
import { createFakePlant, type FloorFacts, fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';

const TWO = Date.parse('2026-10-21T14:00:00Z');
const requestAt = (to: number, now = to): SummaryRequest => ({
  span: { from: to - hours(24), to, label: 'since yesterday 14:00', zone: 'UTC' },
  robots: [],
  now,
});
const facts: FloorFacts = {
  stations: [fakeStation(1)],
  orders: [
    fakeOrder(1, { status: 'completed', completedAt: TWO - hours(1), completed: 25 }),
    fakeOrder(2, { status: 'completed', completedAt: TWO - hours(9), completed: 25 }),
    fakeOrder(3),
  ],
  asOf: TWO,
};

async function build(request: SummaryRequest, values: Partial<FloorFacts> = {}) {
  const { reply, isEmpty } = await createShiftSummary(createFakePlant({ ...facts, ...values })).build(request);
  return { isEmpty, told: writeReply(reply, 'UTC', request.now) };
}

test('what comes at a change of shifts is about the one that ended, whatever else is subscribed to', async () => {
  const { told, isEmpty } = await build(requestAt(TWO));
  expect(told).toMatch(/^Shift 06:00 to 14:00: 1 order done \(25 units\); now 1 running\n/);
  expect(told).toContain('[Shift now: shift]');
  expect(isEmpty).toBe(false);
});

test.each([
  ['before', TWO - minutes(15), 'Shift 06:00 to 14:00 so far: 1 order done'],
  ['after', TWO + minutes(15), 'Shift 06:00 to 14:00: 1 order done'],
])('so is what comes somewhat %s it', async (_, at, expected) => {
  expect((await build(requestAt(at))).told).toContain(expected);
});

test('one that is late is still about its own shift', async () => {
  expect((await build(requestAt(TWO, TWO + hours(9)))).told).toMatch(
    /^Shift 06:00 to 14:00 on Wed 21 Oct: 1 order done/,
  );
});

test('is empty where nothing was done and nothing stands at a station', async () => {
  const { isEmpty, told } = await build(requestAt(TWO), { orders: [] });
  expect(isEmpty).toBe(true);
  expect(told).toMatch(/^Shift 06:00 to 14:00: no orders done; now nothing in progress\n/);
  expect(told).not.toContain('[');
});

test('leaves alone the calls that are kept for people', async () => {
  await expect(build(requestAt(TWO), { quota: { state: 'on-demand' } })).rejects.toThrow(
    'The calls are kept for questions of people.',
  );
});
