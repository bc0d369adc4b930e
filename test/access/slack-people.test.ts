import type { SlackApi } from '../../src/platforms/slack/slack-api.ts';
import { createUserGroups } from '../../src/platforms/slack/user-groups.ts';
import { createUserProfiles } from '../../src/platforms/slack/user-profiles.ts';
import { createMemoryLog } from '../platforms/slack/adapter-under-test.ts';

const never = (): Promise<void> => new Promise(() => {});

function groupsOver(answer: () => Promise<unknown>, wait: () => Promise<void> = never) {
  const it = { now: 0, calls: 0, log: createMemoryLog() };
  const api: SlackApi = {
    async call() {
      it.calls += 1;
      return answer();
    },
  };
  return { it, ...createUserGroups({ api, now: () => it.now, wait, log: it.log }) };
}

describe('user groups', () => {
  test('many who ask at a time are one call, and after five minutes there is another', async () => {
    let users = ['U1'];
    const { it, has } = groupsOver(async () => ({ users }));
    expect(await Promise.all([has('S1', 'U1'), has('S1', 'U2'), has('S1', 'U1')])).toEqual([true, false, true]);
    expect(it.calls).toBe(1);
    users = ['U2'];
    it.now = 299_999;
    expect(await has('S1', 'U1')).toBe(true);
    it.now = 300_000;
    expect(await has('S1', 'U1')).toBe(false);
    expect(it.calls).toBe(2);
  });

  test('what Slack said last stands in while it fails, and it is asked again soon', async () => {
    let answer: () => Promise<unknown> = async () => ({ users: ['U1'] });
    const { it, has } = groupsOver(() => answer());
    await has('S1', 'U1');
    answer = () => Promise.reject(new Error('internal_error'));
    it.now = 300_000;
    expect(await has('S1', 'U1')).toBe(true);
    answer = async () => ({ users: [] });
    it.now = 330_000;
    expect(await has('S1', 'U1')).toBe(false);
    expect(it.log.lines.map(({ message }) => message)).toEqual(['could not learn who is in a user group']);
  });

  test('nobody is in a group of which Slack has not told within a second', async () => {
    const { has } = groupsOver(never, async () => {});
    expect(await has('S1', 'U1')).toBe(false);
  });
});

describe('how somebody stands to a workspace', () => {
  const standingOf = (user: object, where: { readonly team: string; readonly enterprise?: string }) => {
    const api: SlackApi = { call: async () => ({ user: { id: 'U1', ...user } }) };
    const profiles = createUserProfiles({ api, zone: 'UTC', now: () => 0, wait: never, log: createMemoryLog() });
    return profiles.standingOf('U1', where);
  };

  test.each([
    ['its own member', { team_id: 'T1' }, 'member'],
    ['a guest', { team_id: 'T1', is_restricted: true }, 'guest'],
    ['of another workspace', { team_id: 'T2' }, 'stranger'],
    [
      'of the organisation, whose users belong to it',
      { team_id: 'E1', enterprise_user: { enterprise_id: 'E1' } },
      'member',
    ],
    ['of another workspace of the organisation', { team_id: 'T2', enterprise_user: { enterprise_id: 'E1' } }, 'member'],
    [
      'a guest in the organisation',
      { team_id: 'T2', is_restricted: true, enterprise_user: { teams: ['T1'] } },
      'guest',
    ],
    ['of another organisation', { team_id: 'T2', enterprise_user: { enterprise_id: 'E2', teams: ['T2'] } }, 'stranger'],
    ['a stranger by Slack’s own word', { team_id: 'T1', is_stranger: true }, 'stranger'],
    ['somebody of whom Slack tells nothing', {}, 'member'],
  ])('%s', async (_, user, standing) => {
    expect(await standingOf(user, { team: 'T1', enterprise: 'E1' })).toBe(standing);
  });

  test('where there is no organisation none is shared', async () => {
    expect(await standingOf({ team_id: 'T2', enterprise_user: null }, { team: 'T1' })).toBe('stranger');
    expect(await standingOf({ team_id: 'T2', enterprise_user: {} }, { team: 'T1' })).toBe('stranger');
  });
});
