import type { Reply } from '../../src/core/reply.ts';
import { renderMessages } from '../../src/platforms/slack/render.ts';
import { renderCards } from '../../src/platforms/teams/render.ts';
import { withCircumstances } from '../../src/schedule/delivery-note.ts';
import { createDailySummary } from '../../src/summaries/daily-summary.ts';
import { createShiftSummary } from '../../src/summaries/shift-summary.ts';
import { createFakeFleet, hours, minutes, NOW } from '../fixtures/fake-fleet.ts';
import { createFakePlant, fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';
import { subscriptionOf } from '../fixtures/scheduled-world.ts';
import { robotFacts } from './many-robots.ts';

const DAY = hours(24);
const PRODUCTS = [
  'Gearbox G4, left hand',
  'Cable Harness H-12',
  'Control Panel CP-7 (export)',
  'Valve Block VB-3 & manifold',
];
const units = PRODUCTS.map((name, i) => ({ id: i + 1, name, avgBuildSeconds: 840, steps: [] }));
const stations = Array.from({ length: 60 }, (_, i) =>
  fakeStation(i + 1, { name: `Sub Assembly ${i + 1}`, workArea: 'Sub Assembly' }),
);
const at = (i: number, status: 'active' | 'paused' | 'queued') =>
  Array.from({ length: 4 }, (_, n) => ({ id: ((i + n) % 60) + 1, status, completed: 17, quantity: 25 }));

/** A plant with 200 orders at 60 stations, 40 of them paused, 300 that wait, all late, 150 done in the last day, everything broken. */
const plant = createFakePlant({
  stations,
  units,
  orders: Array.from({ length: 650 }, (_, i) => {
    const common = { number: `WO-${9_990_000 + i}`, units: [{ id: (i % 4) + 1 }], dueAt: NOW - DAY };
    if (i < 150) return fakeOrder(i, { ...common, status: 'completed', completedAt: NOW - i * minutes(9), scrap: 1 });
    if (i < 190)
      return fakeOrder(i, {
        ...common,
        status: 'paused',
        pausedAt: NOW - i * minutes(1),
        pauseReason: 'Missing Materials: brackets of the second delivery',
        stations: at(i, 'paused'),
      });
    if (i < 350) return fakeOrder(i, { ...common, stations: at(i, 'active') });
    return fakeOrder(i, { ...common, status: 'queued', sequence: i, stations: at(i, 'queued') });
  }),
  machines: stations.map(({ id }) => ({ id, name: `Hydraulic Press ${id}`, stationId: id, status: 'Down' })),
  maintenance: stations.map(({ id }) => ({
    id,
    machineId: id,
    title: `Hydraulic leak at the lower cylinder of press ${id}`,
    status: 'Open',
    openedAt: NOW - id * DAY,
  })),
});
const span = { from: NOW - DAY, to: NOW, label: 'since yesterday 10:19', zone: 'UTC', words: 'last 24h' };
const request = { span, robots: [], now: NOW };

const daily = async (): Promise<Reply> =>
  (await createDailySummary({ fleet: createFakeFleet(robotFacts), plant }).build(request)).reply;
const shift = async (): Promise<Reply> => (await createShiftSummary(plant).build(request)).reply;

test.each([
  ['the daily summary of 20 robots and a large floor', daily, ['image', 'heading', 'chart', 'table']],
  ['the hand-over of a large floor', shift, ['fields', 'table']],
])('%s, sent late, fits into one Slack message and one Teams card', async (_, build, parts) => {
  const reply = withCircumstances(await build(), {
    subscription: subscriptionOf('k4m7'),
    plannedAt: NOW - hours(2),
    sentAt: NOW,
    reason: 'the bot was not running',
    untold: [],
  });
  expect(reply.blocks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(parts));
  expect(renderMessages(reply)).toHaveLength(1);
  const pictureUrl = () => `https://bot.example/pictures/${'x'.repeat(60)}`;
  expect(renderCards(reply, { pictureUrl })).toHaveLength(1);
});
