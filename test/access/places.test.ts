import { keepingToPlaces } from '../../src/access/closed-places.ts';
import { createPlaces, type PlaceLists } from '../../src/access/places.ts';
import type { Conversation, Standing } from '../../src/core/message.ts';
import type { PlatformAdapter } from '../../src/core/platform-adapter.ts';
import { reply, text } from '../../src/core/reply.ts';
import { aUser, place, said } from './people.ts';

const direct = place('U1', { kind: 'direct' });
const inTeams: Conversation = { platform: 'teams', team: 'tenant', channel: '19:a@thread.tacv2', kind: 'channel' };

const reasonAt = async (lists: PlaceLists, conversation: Conversation): Promise<string | undefined> =>
  (await createPlaces(lists).problem(said('robots', aUser('U1'), conversation)))?.reason;

test.each([
  ['everywhere without lists', {}, place('C1'), undefined],
  ['in a workspace that is listed', { workspaces: ['T2', 'T1'] }, place('C1'), undefined],
  ['in another workspace', { workspaces: ['T2'] }, place('C1'), 'workspace not allowed'],
  ['in Teams, which has no workspaces', { workspaces: ['T2'] }, inTeams, undefined],
  ['in a tenant that is listed, in capitals or not', { tenants: ['other', 'TENANT'] }, inTeams, undefined],
  ['in any tenant where none is listed', { tenants: [] }, inTeams, undefined],
  ['in another tenant', { tenants: ['other'], channels: [inTeams.channel] }, inTeams, 'tenant not allowed'],
  ['in Slack, which has no tenants', { tenants: ['other'] }, place('C1'), undefined],
  ['in a channel that is listed', { channels: ['C1'] }, place('C1'), undefined],
  ['in a channel of Teams that is listed', { channels: ['19:a@thread.tacv2'] }, inTeams, undefined],
  ['in another channel', { channels: ['C2', 'direct'] }, place('C1'), 'channel not allowed'],
  ['in a direct conversation', { channels: ['direct'] }, direct, undefined],
  ['in a direct conversation where only channels are listed', { channels: ['C1'] }, direct, 'direct not allowed'],
  ['in a direct conversation that is listed by itself', { channels: ['U1'] }, direct, undefined],
  [
    'in a listed channel of another workspace',
    { workspaces: ['T2'], channels: ['C1'] },
    place('C1'),
    'workspace not allowed',
  ],
])('%s the bot answers or not', async (_, lists, conversation, reason) => {
  expect(await reasonAt(lists, conversation)).toBe(reason);
});

describe('somebody who comes from another workspace', () => {
  const reasonFor = async (known: Standing | undefined, lists: PlaceLists = {}): Promise<string | undefined> => {
    const user = aUser('U9', { home: 'T9', standing: async () => known });
    return (await createPlaces(lists).problem(said('robots', user)))?.reason;
  };

  test('is answered where it is the same organisation, or where that workspace is listed', async () => {
    expect(await reasonFor('member')).toBeUndefined();
    expect(await reasonFor('guest')).toBeUndefined();
    expect(await reasonFor('stranger', { workspaces: ['T1', 'T9'] })).toBeUndefined();
  });

  test('is answered by whether that workspace is listed, where Slack told the organisation alone', async () => {
    const user = aUser('U9', { home: 'T9', standing: async () => 'member' as const });
    const reasonIn = async (workspaces: readonly string[]) =>
      (await createPlaces({ workspaces }).problem(said('robots', user, place('C1', { team: 'E1' }))))?.reason;
    expect([await reasonIn(['T9']), await reasonIn(['T1'])]).toEqual([undefined, 'workspace not allowed']);
  });

  test('is not answered where it is another organisation, or where nobody knows', async () => {
    expect(await reasonFor('stranger')).toBe('stranger');
    expect(await reasonFor('stranger', { workspaces: ['T1'] })).toBe('stranger');
    expect(await reasonFor(undefined)).toBe('membership not known');
  });
});

describe('what is said unasked', () => {
  const sent: string[] = [];
  const adapter: PlatformAdapter = {
    name: 'slack',
    connect: async () => undefined,
    async send(conversation, _, mark) {
      sent.push(`${conversation.channel} ${mark}`);
      return { conversation, id: '1' };
    },
    find: async () => undefined,
    update: async ({ conversation }) => void sent.push(`${conversation.channel} edited`),
    close: async () => {},
  };

  test('goes only where the bot may write, also what was subscribed to before', async () => {
    const { send, update, name } = keepingToPlaces(adapter, createPlaces({ channels: ['C1'] }));
    expect(name).toBe('slack');
    await send(place('C1'), reply(text('Summary')), 'mark');
    await expect(send(place('C2'), reply(text('Summary')))).rejects.toMatchObject({
      name: 'SendError',
      outcome: 'gone',
      message: 'the settings of this bot do not allow it',
      cause: { name: 'NotAllowed', reason: 'channel not allowed' },
    });
    const message = (channel: string) => ({ conversation: place(channel), id: '1' });
    await update(message('C1'), reply(text('Over')));
    await expect(update(message('C2'), reply(text('Over')))).rejects.toMatchObject({ outcome: 'gone' });
    expect(sent).toEqual(['C1 mark', 'C1 edited']);
  });
});
