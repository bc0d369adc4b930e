import type { Reply } from '../../src/core/reply.ts';
import { renderMessages } from '../../src/platforms/slack/render.ts';
import { renderCards } from '../../src/platforms/teams/render.ts';
import type { Site } from '../../src/sites/site.ts';
import { acrossSiteSummaries } from '../../src/sites/site-summary.ts';
import { createDailySummary } from '../../src/summaries/daily-summary.ts';
import { createShiftSummary } from '../../src/summaries/shift-summary.ts';
import { noLog } from '../fixtures/ask.ts';
import { hours, NOW } from '../fixtures/fake-fleet.ts';
import { downFleet, fakeSite } from '../fixtures/sites.ts';
import { createSubscriptionWorld, type SubscriptionWorld } from '../fixtures/subscription-world.ts';
import { floorFacts } from '../summaries/large-floor.ts';
import { robotFacts } from '../summaries/many-robots.ts';

/** Large sites with long names, of which every third has robots alone and every third a floor alone. */
const sitesOf = (count: number): readonly Site[] =>
  Array.from({ length: count }, (_, i) =>
    fakeSite(`Production hall ${i + 1} of the northern works`, {
      ...(i % 3 !== 1 && { fleet: robotFacts }),
      ...(i % 3 !== 2 && { floor: floorFacts }),
    }),
  );

const pictureUrl = () => `https://bot.example/pictures/${'x'.repeat(60)}`;

/** How many messages a reply takes in Slack and in Teams. */
const messagesOf = (reply: Reply): readonly number[] => [
  renderMessages(reply).length,
  renderCards(reply, { pictureUrl }).length,
];

const text = (reply: Reply): string => JSON.stringify(reply.blocks);

const LINES = [
  'robots',
  'robot "Robot 3"',
  'last',
  'now',
  'runs',
  'runs failed',
  'photos',
  'next',
  'missions',
  'anomalies',
  'orders',
  'orders late',
  'order "Gearbox G4"',
  'stations',
  'stations load',
  'station "Sub Assembly 4"',
  'unit Gearbox',
  'machines',
  'maintenance',
  'shift',
  'summary',
  'summary last week',
  'health',
  'help',
  'use',
];

describe.each([2, 3, 7, 20])('the answers of %d large sites', (count) => {
  let world: SubscriptionWorld;
  beforeAll(async () => {
    world = await createSubscriptionWorld({ sites: sitesOf(count) });
  });
  afterAll(() => world.close());

  test.each(LINES)('to "%s" fit into one Slack message and one Teams card', async (line) => {
    const reply = await world.reply(line);
    expect([line, messagesOf(reply)]).toEqual([line, [1, 1]]);
  });

  test('name every site, and say what was left out', async () => {
    const reply = await world.reply('summary');
    for (let i = 1; i <= count; i++) expect(text(reply)).toContain(`Production hall ${i} of`);
    expect(text(reply)).toContain('Left out for want of room: ');
  });
});

describe('the summaries that come by themselves', () => {
  const sites = [...sitesOf(19), fakeSite('cellar', { fleet: {}, robots: downFleet('cellar') })];
  const span = { from: NOW - hours(24), to: NOW, label: 'since yesterday 10:19', zone: 'UTC', words: 'last 24h' };
  const request = { span, robots: [], now: NOW };

  test('of 20 sites fit into one message, the one that is down among them', async () => {
    const daily = sites.map((site) => ({ site, summary: createDailySummary(site) }));
    const built = await acrossSiteSummaries(daily, {
      sites,
      commandName: 'summary',
      askLabel: 'Summary now',
      log: noLog,
    })?.build(request);
    expect(built && messagesOf(built.reply)).toEqual([1, 1]);
    expect(built && text(built.reply)).toContain('Scout cellar does not answer');
  });

  test('and so do their hand-overs', async () => {
    const shifts = sites.flatMap((site) => (site.plant ? [{ site, summary: createShiftSummary(site.plant) }] : []));
    const built = await acrossSiteSummaries(shifts, {
      sites,
      commandName: 'shift',
      askLabel: 'Shift now',
      log: noLog,
    })?.build(request);
    expect(built && messagesOf(built.reply)).toEqual([1, 1]);
  });
});
