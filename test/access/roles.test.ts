import { createRoles, type RoleLists } from '../../src/access/roles.ts';
import type { User } from '../../src/core/message.ts';
import { aUser, standing } from './people.ts';

const GUID = '0a1b2c3d-0000-4000-8000-00000000000f';

/** What somebody may do, in letters: ask, change something, change what others made. */
async function mayOf(lists: Partial<RoleLists>, user: User): Promise<string> {
  const roles = createRoles({ admins: [], ...lists });
  const asks = (await roles.askProblem(user)) === undefined;
  const changes = await roles.permitChange('subscribe', user).then(
    () => true,
    () => false,
  );
  return [asks && 'ask', changes && 'change', (await roles.isAdmin(user)) && 'admin'].filter(Boolean).join(' ');
}

const refusalOf = (lists: Partial<RoleLists>, user: User): Promise<unknown> =>
  createRoles({ admins: [], ...lists })
    .permitChange('subscribe', user)
    .catch((error: unknown) => error);

test.each([
  ['a member', standing('member'), 'ask change'],
  ['a guest', standing('guest'), 'ask'],
  ['a stranger', standing('stranger'), 'ask'],
  ['somebody of whom the platform could not tell', standing(undefined), 'ask'],
  ['somebody where the platform knows no guests', aUser('U1'), 'ask change'],
])('without lists %s may do what members or guests may', async (_, user, may) => {
  expect(await mayOf({}, user)).toBe(may);
});

test.each([
  ['the lists name nobody', {}, 'ask change'],
  ['others are subscribers', { subscribers: ['U2'] }, 'ask'],
  ['others are viewers', { viewers: ['U2'] }, 'change'],
  ['one is a viewer', { viewers: ['U1'] }, 'ask change'],
  ['one is a viewer and others are subscribers', { viewers: ['U1'], subscribers: ['U2'] }, 'ask'],
  ['one is a subscriber and others are viewers', { viewers: ['U2'], subscribers: ['U1'] }, 'ask change'],
  [
    'one is an admin and others are all else',
    { viewers: ['U2'], subscribers: ['U2'], admins: ['U1'] },
    'ask change admin',
  ],
])('a higher role may what a lower one may: %s', async (_, lists, may) => {
  expect(await mayOf(lists, standing('member'))).toBe(may);
});

test('a guest whom the lists name has that role', async () => {
  expect(await mayOf({ subscribers: ['U1'] }, standing('guest'))).toBe('ask change');
  expect(await mayOf({ admins: ['U1'] }, standing('stranger'))).toBe('ask change admin');
});

test('an id of Entra counts whatever its letters look like, and so does that of the chat', async () => {
  const user = aUser('29:1-abc_DEF', { directoryId: GUID, standing: async () => 'guest' as const });
  expect(await mayOf({ admins: [GUID.toUpperCase()] }, user)).toBe('ask change admin');
  expect(await mayOf({ subscribers: ['29:1-abc_DEF'] }, user)).toBe('ask change');
  expect(await mayOf({ subscribers: ['29:1-abc'] }, user)).toBe('ask');
});

test('groups give roles to those who are in them', async () => {
  const user = aUser('U1', { isInGroup: async (group) => group === 'S1', standing: async () => 'guest' });
  expect(await mayOf({ subscribers: ['S2', 'S1'] }, user)).toBe('ask change');
  expect(await mayOf({ viewers: ['S2'], subscribers: ['S3'], admins: ['S4'] }, user)).toBe('');
  expect(await mayOf({ subscribers: ['S1'] }, aUser('U1'))).toBe('ask');
});

test('whom a directory knows is looked for in its groups, and everybody else in user groups', async () => {
  const asked: string[] = [];
  const isInGroup = async (group: string) => asked.push(group) > 0 && group === GUID;
  const lists = { subscribers: ['S1', `group:${GUID}`] };
  expect(await mayOf(lists, aUser('29:1', { directoryId: 'a-1', isInGroup }))).toBe('ask change');
  expect(asked).toEqual([GUID]);
  expect(await mayOf(lists, aUser('U1', { isInGroup }))).toBe('ask');
  expect(asked).toEqual([GUID, 'S1']);
});

test('a group is no person, whatever its id', async () => {
  const user = aUser('29:1', { directoryId: GUID, isInGroup: async () => false });
  expect(await mayOf({ subscribers: [`group:${GUID}`] }, user)).toBe('ask');
});

test('a platform is asked for nothing that the lists do not need', async () => {
  const asked: string[] = [];
  const user = aUser('U1', {
    async standing() {
      asked.push('standing');
      return 'member';
    },
    async isInGroup(group) {
      asked.push(group);
      return false;
    },
  });
  expect(await mayOf({ viewers: ['U1'], subscribers: ['U1', 'S1'], admins: ['U1'] }, user)).toBe('ask change admin');
  expect(asked).toEqual([]);
  expect(await createRoles({ admins: [] }).askProblem(user)).toBeUndefined();
  expect(asked).toEqual([]);
  await createRoles({ admins: [] }).permitChange('pause', user);
  expect(asked).toEqual(['standing']);
  await refusalOf({ subscribers: ['S1', 'S1'] }, user);
  expect(asked).toEqual(['standing', 'S1']);
});

test.each([
  [
    standing('guest'),
    {},
    'You are a guest here: you may ask me, but `subscribe` needs the role subscriber, which only members have.',
  ],
  [
    standing('stranger'),
    {},
    'You come from another organisation: you may ask me, but `subscribe` needs the role subscriber',
  ],
  [
    standing(undefined),
    {},
    '`subscribe` is for members, and I could not find out just now whether you are one. Say it again in a moment.',
  ],
  [standing('member'), { subscribers: ['U2'] }, '`subscribe` needs the role subscriber, which you do not have.'],
])('whoever may not change something is told why and which role is missing', async (user, lists, words) => {
  const refusal = await refusalOf(lists, user);
  expect(refusal).toMatchObject({ name: 'NotAllowed', message: expect.stringContaining(words) });
});

test('whoever may not ask is told which role is missing', async () => {
  const { askProblem } = createRoles({ viewers: ['U2'], admins: [] });
  expect(await askProblem(aUser('U1'))).toEqual({
    reason: 'needs viewer',
    words: 'Only people with the role viewer may ask me here, and you do not have it.',
  });
});
