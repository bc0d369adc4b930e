import type { Conversation } from '../../../src/core/message.ts';
import { reply, text } from '../../../src/core/reply.ts';
import { createPlatformWatch } from '../../fixtures/platform-watch.ts';
import { personalMessage } from './activities.ts';
import { startTeams, type TeamsUnderTest } from './adapter-under-test.ts';

let it: TeamsUnderTest | undefined;
afterEach(() => it?.close());

const placeAt = (endpoint: string): Conversation => ({
  platform: 'teams',
  team: 'tenant-1',
  channel: '19:c@thread.tacv2',
  kind: 'channel',
  endpoint,
});

test('whoever watches hears when an activity arrives, by which id it is followed, and when it is acknowledged', async () => {
  const watch = createPlatformWatch();
  it = await startTeams({ watch });
  await it.send(personalMessage(it.connector.serviceUrl, 'robots', { id: 'activity-1' }));
  expect(watch.heard).toEqual(['arrived', 'follow activity-1', 'acknowledged']);
});

test('what is refused at the door is no acknowledgement', async () => {
  const watch = createPlatformWatch();
  it = await startTeams({ watch });
  const refused = await it.knock(JSON.stringify(personalMessage(it.connector.serviceUrl, 'robots')));
  expect(refused.status).toBe(401);
  expect(watch.heard).toEqual(['arrived']);
});

test('health tells whether the bot got a token when it last sent something', async () => {
  it = await startTeams();
  const { adapter, connector, authority } = it;
  const send = () => adapter.send(placeAt(connector.serviceUrl), reply(text('hello')));
  expect(adapter.health?.()).toEqual({ state: 'connected', waiting: 0 });
  await send();
  expect(adapter.health?.()).toMatchObject({ canSend: true });
  const { token } = authority;
  Object.assign(authority, { token: () => Promise.reject(new Error('no token today')) });
  await expect(send()).rejects.toThrow('no token today');
  expect(adapter.health?.()).toMatchObject({ canSend: false });
  Object.assign(authority, { token });
  await send();
  expect(adapter.health?.()).toMatchObject({ canSend: true });
});

test('health counts the messages that wait for their turn', async () => {
  const turn = Promise.withResolvers<void>();
  it = await startTeams({ now: () => 0, wait: () => turn.promise });
  const { adapter, connector } = it;
  const sends = Array.from({ length: 10 }, () => adapter.send(placeAt(connector.serviceUrl), reply(text('hello'))));
  await connector.until(() => connector.messages().length === 7);
  expect(adapter.health?.()).toMatchObject({ waiting: 3 });
  turn.resolve();
  await Promise.all(sends);
  expect(adapter.health?.()).toMatchObject({ waiting: 0 });
});
