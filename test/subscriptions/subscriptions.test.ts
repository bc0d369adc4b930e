import type { Subscription } from '../../src/storage/store.ts';
import { NOW } from '../fixtures/fake-fleet.ts';
import { createSubscriptionWorld, place } from '../fixtures/subscription-world.ts';

const DAY = 86_400_000;
const ADA = {
  person: { id: 'Ada', name: 'Ada' },
  user: { id: 'Ada', zone: async () => 'UTC', name: async () => 'Ada' },
  conversation: place('C1'),
};
const SEVEN = { days: [1, 2, 3, 4, 5, 6, 7], times: ['07:00'], zone: 'UTC' };
/** Of the day before NOW. */
const DUE = NOW - (NOW % DAY) + 7 * 3_600_000 - DAY;

/** A subscription that was due a moment ago, which nobody has seen yet. */
async function dueOne(values: Partial<Subscription> = {}) {
  const world = await createSubscriptionWorld({ now: () => DUE + 500 });
  const due: Subscription = {
    id: 'k4m7',
    version: 1,
    conversation: ADA.conversation,
    summary: 'fleet',
    timetable: SEVEN,
    robots: [],
    skipEmpty: false,
    creator: ADA.person,
    createdAt: DUE - DAY,
    state: 'active',
    nextAt: DUE,
    ...values,
  };
  await world.store.save(due);
  return world;
}

test('a summary that is due comes also where its timetable is changed at that moment', async () => {
  const { tools, close } = await dueOne();
  const changed = await tools.subscriptions.change('k4m7', { timetable: { ...SEVEN, times: ['08:00'] } }, ADA);
  expect(changed).toMatchObject({ timetable: { times: ['08:00'] }, nextAt: DUE });
  await close();
});

test('a summary that is due comes also where a change is undone at that moment', async () => {
  const { tools, close } = await dueOne();
  await tools.subscriptions.change('k4m7', { robots: ['Rex'] }, ADA);
  const [undone] = await tools.subscriptions.undo(ADA);
  expect(undone?.subscription).toMatchObject({ robots: [], state: 'active', nextAt: DUE });
  await close();
});

test('a summary whose pause is over comes also where it is resumed at that moment', async () => {
  const { tools, close } = await dueOne({ state: 'paused' });
  expect(await tools.subscriptions.resume('k4m7', ADA)).toMatchObject({ state: 'active', nextAt: DUE });
  await close();
});

test('what was removed and comes back does not come for what passed meanwhile', async () => {
  const { tools, close } = await dueOne();
  await tools.subscriptions.remove('k4m7', ADA);
  const [undone] = await tools.subscriptions.undo(ADA);
  expect(undone?.subscription).toMatchObject({ state: 'active', nextAt: DUE + DAY });
  await close();
});

test('a change that is undone does not bring back an address that is none any more', async () => {
  const conversation = { ...ADA.conversation, endpoint: 'https://a.example' };
  const { tools, store, close } = await dueOne({ conversation });
  await tools.subscriptions.change('k4m7', { robots: ['Rex'] }, ADA);
  await store.keepConversation('Ada', { ...conversation, endpoint: 'https://b.example' }, DUE);
  const [undone] = await tools.subscriptions.undo(ADA);
  expect(undone?.subscription.conversation.endpoint).toBe('https://b.example');
  await close();
});
