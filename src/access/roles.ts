import { NotAllowed } from '../core/errors.ts';
import type { User } from '../core/message.ts';
import type { Refusal } from './refusal.ts';

/** Who has which role, by the ids of people, of Slack's user groups, and of groups of Entra (`group:…`). An admin may what a subscriber may, a subscriber what a viewer may. */
export interface RoleLists {
  /** May ask; everybody where left out. */
  readonly viewers?: readonly string[];
  /** May make and change subscriptions; all members where left out. */
  readonly subscribers?: readonly string[];
  /** May change also what others made. */
  readonly admins: readonly string[];
}

/** Who may do what. */
export interface Roles {
  /** Why somebody may not ask. */
  askProblem(user: User): Promise<Refusal | undefined>;
  /** Rejects with NotAllowed where somebody may not use a command that changes something. */
  permitChange(command: string, user: User): Promise<void>;
  isAdmin(user: User): Promise<boolean>;
}

/** Slack's ids of user groups. */
const USER_GROUP = /^S[A-Z0-9]+$/;
/** Stands before ids of groups of Entra, which look like those of people. */
const DIRECTORY_GROUP = 'group:';

/** Builds the roles. Platforms are asked only for groups that are listed, and for who is a member only where that decides. */
export function createRoles({ viewers, subscribers, admins }: RoleLists): Roles {
  const isAdmin = createMembership(admins);
  const isSubscriber = createMembership([...(subscribers ?? []), ...admins]);
  const isViewer = viewers && createMembership([...viewers, ...(subscribers ?? []), ...admins]);

  return {
    isAdmin,
    async askProblem(user) {
      if (isViewer === undefined || (await isViewer(user))) return undefined;
      return {
        reason: 'needs viewer',
        words: 'Only people with the role viewer may ask me here, and you do not have it.',
      };
    },
    async permitChange(command, user) {
      if (await isSubscriber(user)) return;
      if (subscribers !== undefined) {
        throw new NotAllowed(`\`${command}\` needs the role subscriber, which you do not have.`, 'needs subscriber');
      }
      // Where no platform knows guests, everybody is a member.
      const standing = user.standing === undefined ? 'member' : await user.standing();
      if (standing === 'member') return;
      if (standing !== undefined) throw noMember(command, standing);
      throw new NotAllowed(
        `\`${command}\` is for members, and I could not find out just now whether you are one. Say it again in a moment.`,
        'membership not known',
      );
    },
  };
}

function noMember(command: string, standing: 'guest' | 'stranger'): NotAllowed {
  const who = standing === 'guest' ? 'You are a guest here' : 'You come from another organisation';
  return new NotAllowed(
    `${who}: you may ask me, but \`${command}\` needs the role subscriber, which only members have.`,
    `needs subscriber, is a ${standing}`,
  );
}

/** Whether somebody is listed, by an id of theirs or by a group. */
function createMembership(list: readonly string[]): (user: User) => Promise<boolean> {
  const items = [...new Set(list)];
  const userGroups = items.filter((item) => USER_GROUP.test(item));
  const directoryGroups = items
    .filter((item) => item.startsWith(DIRECTORY_GROUP))
    .map((item) => item.slice(DIRECTORY_GROUP.length));
  // Ids of Slack are in capitals, and those of Entra mean the same in both cases.
  const ids = new Set(items.filter((item) => !USER_GROUP.test(item)).map((id) => id.toLowerCase()));
  return async ({ id, directoryId, isInGroup }) => {
    if (ids.has(id.toLowerCase()) || (directoryId !== undefined && ids.has(directoryId.toLowerCase()))) return true;
    if (isInGroup === undefined) return false;
    // Only whom a directory knows can be in a group of it, and then in no user group of Slack.
    const groups = directoryId === undefined ? userGroups : directoryGroups;
    return (await Promise.all(groups.map((group) => isInGroup(group)))).includes(true);
  };
}
