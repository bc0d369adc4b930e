import * as v from 'valibot';
import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { EpochMs } from '../../core/reply.ts';
import { within } from '../../core/within.ts';
import type { Wait } from './pace.ts';
import { errorCode, type SlackApi } from './slack-api.ts';

/** Who is in the user groups of a workspace: never rejects, takes a second at most, asks Slack once in five minutes for each group. */
export interface UserGroups {
  /** False where Slack does not tell, and has not told before. */
  has(group: string, user: string): Promise<boolean>;
}

export interface UserGroupsOptions {
  readonly api: SlackApi;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  readonly log: Log;
}

type Members = ReadonlySet<string>;

const KEEP_MS = 300_000;
const FAILED_KEEP_MS = 30_000;
const DEADLINE_MS = 1_000;
const NOBODY: Members = new Set();

const Users = v.object({ users: v.array(v.string()) });

/** Builds the memory of who is in which group. */
export function createUserGroups({ api, now, wait, log }: UserGroupsOptions): UserGroups {
  const asked = new Map<string, { readonly members: Promise<Members>; readonly until: EpochMs }>();
  /** What Slack said last. */
  const told = new Map<string, Members>();
  const lastOf = (group: string): Members => told.get(group) ?? NOBODY;

  async function ask(usergroup: string): Promise<Members> {
    try {
      const { users } = v.parse(Users, await api.call('usergroups.users.list', { usergroup }, 0));
      told.set(usergroup, new Set(users));
    } catch (error) {
      if (errorCode(error) === 'missing_scope') {
        log.error({ usergroup }, 'a user group of the settings counts as empty: the Slack app lacks usergroups:read');
      } else {
        log.warn({ usergroup, error: messageOf(error) }, 'could not learn who is in a user group');
        asked.set(usergroup, { members: Promise.resolve(lastOf(usergroup)), until: now() + FAILED_KEEP_MS });
      }
    }
    return lastOf(usergroup);
  }

  function membersOf(group: string): Promise<Members> {
    const before = asked.get(group);
    if (before !== undefined && before.until > now()) return before.members;
    const members = ask(group);
    asked.set(group, { members, until: now() + KEEP_MS });
    return members;
  }

  return {
    has: async (group, user) => (await within(DEADLINE_MS, membersOf(group), () => lastOf(group), wait)).has(user),
  };
}
