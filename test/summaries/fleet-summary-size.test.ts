import { renderMessages } from '../../src/platforms/slack/render.ts';
import { renderCards } from '../../src/platforms/teams/render.ts';
import { createDailySummary } from '../../src/summaries/daily-summary.ts';
import { createFakeFleet, hours, NOW } from '../fixtures/fake-fleet.ts';
import { robotFacts } from './many-robots.ts';

const DAY = hours(24);
async function summaryOfMany() {
  const span = { from: NOW - DAY, to: NOW, label: 'since yesterday 10:19', zone: 'UTC', words: 'last 24h' };
  return (await createDailySummary({ fleet: createFakeFleet(robotFacts) }).build({ span, robots: [], now: NOW })).reply;
}

test('the summary of 20 robots with 10 failures fits into one Slack message', async () => {
  const reply = await summaryOfMany();
  expect(reply.blocks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['image', 'fields', 'table', 'chart']));
  const messages = renderMessages(reply);
  expect(messages).toHaveLength(1);
  expect(messages[0]?.blocks.map(({ type }) => type)).toEqual(expect.arrayContaining(['table', 'data_visualization']));
});

test('and into one Teams card', async () => {
  const cards = renderCards(await summaryOfMany(), {
    pictureUrl: () => `https://bot.example/pictures/${'x'.repeat(60)}`,
  });
  expect(cards).toHaveLength(1);
  expect(JSON.stringify(cards)).toContain('"Chart.VerticalBar.Grouped"');
});
