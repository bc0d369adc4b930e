import type { Run, Schedule } from '../../src/clients/fleet/fleet-client.ts';
import { missedStarts } from '../../src/fleet/missed.ts';
import { planOf } from '../../src/fleet/planned.ts';
import { createFakeFleet, fakeRun, hours, minutes, runningRun } from '../fixtures/fake-fleet.ts';

const SEVEN = Date.parse('2026-10-21T07:00:00Z');
const DAY = hours(24);
const span = { from: SEVEN - DAY, to: SEVEN };
/** Every day at 02:00. */
const nightly: Schedule = {
  missionUuid: 'm1',
  robot: 'Rex',
  firstAt: SEVEN - 30 * DAY - hours(5),
  repeatMs: DAY,
  blackouts: [],
  changedAt: SEVEN - 40 * DAY,
};
const missions = [
  { uuid: 'm1', name: 'Night Round' },
  { uuid: 'm2', name: 'Boiler Room Round' },
];
const ran = (at: number, values: Partial<Run> = {}) =>
  fakeRun(at, { mission: 'Night Round', startedAt: at, ...values });

async function missed(entry: Partial<Schedule>, runs: readonly Run[] = [], within = span) {
  const fleet = createFakeFleet({ calendar: [{ ...nightly, ...entry }], missions });
  return missedStarts(await planOf(fleet, SEVEN), runs, within, 'UTC');
}

const TWO = SEVEN - hours(5);

test('a planned start without a run is told', async () => {
  expect(await missed({})).toEqual({ starts: [{ at: TWO, mission: 'Night Round', robot: 'Rex' }], unjudged: 0 });
});

test('a run that began up to 15 minutes around the time is the planned one', async () => {
  expect((await missed({}, [ran(TWO + minutes(15))])).starts).toEqual([]);
  expect((await missed({}, [ran(TWO - minutes(15), { status: 'FAILURE' })])).starts).toEqual([]);
  expect((await missed({}, [ran(TWO + minutes(16))])).starts).toHaveLength(1);
});

test('a run of another robot or mission is not', async () => {
  const runs = [ran(TWO, { robot: 'Daisy' }), ran(TWO + minutes(1), { mission: 'Boiler Room Round' })];
  expect((await missed({}, runs)).starts).toHaveLength(1);
});

test('a run under a name that no mission has any more may be it', async () => {
  expect((await missed({}, [ran(TWO, { mission: 'Night Round (old)' })])).starts).toEqual([]);
});

test('what the robot did instead is told', async () => {
  const busy = fakeRun(9, { startedAt: TWO - minutes(20) });
  expect((await missed({}, [busy])).starts).toMatchObject([{ busyWith: 'Boiler Room Round' }]);
});

test('a mission that repeats while its own run goes on has missed nothing', async () => {
  const hourly = { firstAt: SEVEN - hours(2), repeatMs: hours(1) };
  const long = runningRun(0, { mission: 'Night Round', startedAt: SEVEN - hours(2) });
  expect((await missed(hourly, [long])).starts).toEqual([]);
});

test('an entry that was changed since, or does not tell when, cannot be judged', async () => {
  expect(await missed({ changedAt: TWO + 1 })).toEqual({ starts: [], unjudged: 1 });
  const { changedAt: _, ...silent } = nightly;
  const plan = await planOf(createFakeFleet({ calendar: [silent], missions }), SEVEN);
  expect(missedStarts(plan, [], span, 'UTC')).toEqual({ starts: [], unjudged: 1 });
});

test('a start of a mission whose name is not known cannot be judged', async () => {
  expect(await missed({ missionUuid: 'gone' })).toEqual({ starts: [], unjudged: 1 });
});

test('entries that are switched off or blacked out are left out', async () => {
  expect((await missed({ disabledReason: 'snow' })).starts).toEqual([]);
  expect((await missed({ blackouts: [{ startMs: 0, endMs: 7 * DAY - 1 }] })).starts).toEqual([]);
  const untilThree = Array.from({ length: 7 }, (_, day) => ({ startMs: day * DAY, endMs: day * DAY + hours(3) }));
  expect((await missed({ blackouts: untilThree })).starts).toEqual([]);
});

test('a start whose time is not up at the end of a span is judged in the next one', async () => {
  const late = { firstAt: SEVEN - minutes(10), repeatMs: 0 };
  expect((await missed(late)).starts).toEqual([]);
  expect((await missed(late, [], { from: SEVEN, to: SEVEN + DAY })).starts).toHaveLength(1);
});
