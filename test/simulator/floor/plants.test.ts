import { createDefaultPlant } from '../../../src/simulator/floor/default-plant.ts';
import { furnishPlant } from '../../../src/simulator/floor/furnish-plant.ts';
import { isKnown, type OrderState, stateOfJob, stateOfOrder } from '../../../src/simulator/floor/order-state.ts';
import type { Plant, WorkOrder } from '../../../src/simulator/floor/plant.ts';
import { createLargePlant } from '../../../src/simulator/floor/plant-generator.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

// A month of starts at odd moments.
const STARTS = Array.from(
  { length: 12 },
  (_, index) => Date.parse('2026-10-01T00:00:00Z') + index * (2.5 * DAY + 7_777_777),
);

interface Seen {
  readonly order: WorkOrder;
  readonly state: OrderState;
}

function look(plant: Plant, now: number): readonly Seen[] {
  return [...plant.orders.values()]
    .filter((order) => isKnown(order, now))
    .map((order) => ({ order, state: stateOfOrder(order, now) }));
}

function count(seen: readonly Seen[]): Readonly<Record<string, number>> {
  const groups = Object.groupBy(seen, ({ state }) => state.status);
  return Object.fromEntries(Object.entries(groups).map(([status, orders]) => [status, orders.length]));
}

test.each(STARTS.map((at) => [new Date(at).toISOString(), at] as const))(
  'at %s the demo has something of each kind',
  (_, at) => {
    const plant = furnishPlant(createDefaultPlant(at));
    const seen = look(plant, at);
    expect(seen).toHaveLength(40);
    expect(count(seen)).toEqual({
      Active: 6,
      Setup: 1,
      Paused: 2,
      InActive: 1,
      Queued: 15,
      Completed: 14,
      Cancelled: 1,
    });
    const byNumber = new Map(seen.map((each) => [each.order.number, each]));
    expect(byNumber.get('WO-9867432')?.state.pauseReason).toBe('Missing Materials');
    const late = seen.filter(({ order, state }) => (order.dueAt ?? at) < at && state.endedAt === undefined);
    expect(late.map(({ order }) => order.number).toSorted()).toEqual(['WO-1042', 'WO-20544', 'WO-9867432']);
    const shared = byNumber.get('WO-3991420')?.order.jobs.map((job) => stateOfJob(job, at));
    expect(shared?.map(({ completed, quantity }) => `${completed}/${quantity}`)).toEqual(['17/25', '16/25', '15/25']);
    expect(byNumber.get('WO-20518')?.state.predictedEnd).toBeUndefined();
    expect(byNumber.get('PD1002214')?.state.userIds).toEqual([]);
    expect(seen.some(({ state }) => state.completed > state.quantity)).toBe(true);
    const leavers = seen.flatMap(({ state }) => state.userIds).filter((id) => !plant.users.has(id));
    expect(leavers).toHaveLength(1);
  },
);

test('the demo goes on for days: orders come, begin and end', () => {
  const at = STARTS[0] ?? 0;
  const plant = furnishPlant(createDefaultPlant(at));
  for (const days of [1, 2, 3, 5]) {
    const now = at + days * DAY;
    const { Active = 0, Queued = 0 } = count(look(plant, now));
    expect(Active).toBeGreaterThanOrEqual(6);
    expect(Queued).toBeGreaterThanOrEqual(1);
  }
});

test('nothing that is seen of a station overlaps: one order after the other, but where one was laid aside', () => {
  const at = STARTS[0] ?? 0;
  const plant = furnishPlant(createDefaultPlant(at));
  for (const [stationId, jobs] of plant.jobsAt) {
    const begun = jobs.filter(({ startedAt }) => Number.isFinite(startedAt));
    const overlapping = begun.filter((job, index) => (begun[index - 1]?.endsAt ?? 0) > job.startedAt);
    expect(overlapping.map(({ order }) => order.number)).toEqual(
      plant.stations.get(stationId)?.name === 'Assembly 4' ? ['WO-1042'] : [],
    );
  }
});

test('a large plant has as many stations and orders as were asked for, and the same seed gives the same', () => {
  const at = STARTS[0] ?? 0;
  const world = createLargePlant(at, { stations: 200, orders: 5000 });
  const plant = furnishPlant(world);
  expect([plant.stations.size, plant.orders.size]).toEqual([200, 5000]);
  expect(new Set([...plant.orders.values()].map(({ number }) => number)).size).toBe(5000);
  const { Active = 0, Queued = 0, Completed = 0, Paused = 0 } = count(look(plant, at));
  expect(Active + Paused).toBeGreaterThan(150);
  expect(Queued).toBeGreaterThan(1500);
  expect(Completed).toBeGreaterThan(1500);
  expect(createLargePlant(at, { stations: 200, orders: 5000 })).toEqual(world);
  expect(createLargePlant(at, { stations: 200, orders: 5000, seed: 2 })).not.toEqual(world);
});
