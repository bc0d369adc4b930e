import type { Reply } from '../../src/core/reply.ts';
import { renderMessages } from '../../src/platforms/slack/render.ts';
import { renderCards } from '../../src/platforms/teams/render.ts';
import { withCircumstances } from '../../src/schedule/delivery-note.ts';
import { createDailySummary } from '../../src/summaries/daily-summary.ts';
import { createShiftSummary } from '../../src/summaries/shift-summary.ts';
import { createFakeFleet, hours, NOW } from '../fixtures/fake-fleet.ts';
import { createFakePlant } from '../fixtures/fake-floor.ts';
import { subscriptionOf } from '../fixtures/scheduled-world.ts';
import { floorFacts } from './large-floor.ts';
import { robotFacts } from './many-robots.ts';

const plant = createFakePlant(floorFacts);
const DAY = hours(24);
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
