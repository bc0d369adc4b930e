import { writeReply } from '../../src/core/plain-text.ts';
import { StoreAway } from '../../src/storage/store-error.ts';
import { NOW } from '../fixtures/fake-fleet.ts';
import { createSubscriptionWorld } from '../fixtures/subscription-world.ts';

test('a subscription that was announced elsewhere and could not be kept is taken back there', async () => {
  const world = await createSubscriptionWorld({
    wrap: (store) => ({
      ...store,
      save: () =>
        Promise.reject(new StoreAway('has no room left on its disk', 'tell whoever runs this bot', undefined)),
    }),
  });
  const said = await world.say('subscribe daily 07:00 in #boilers', { channels: [{ id: 'C2', name: 'boilers' }] });
  expect(said.split('\n')[0]).toBe(
    'My database has no room left on its disk. Nothing was kept or changed: tell whoever runs this bot.',
  );
  expect(world.announced.map(({ channel, reply }) => [channel, writeReply(reply, 'UTC', NOW).split('\n')[0]])).toEqual([
    ['C2', expect.stringMatching(/^Ada subscribed this channel/)],
    ['C2', 'That could not be kept: no such summary will come here.'],
  ]);
  await world.close();
});
