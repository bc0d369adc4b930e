import * as v from 'valibot';
import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { Standing } from '../../core/message.ts';
import { createRecentMap } from '../../core/recent-map.ts';
import type { EpochMs } from '../../core/reply.ts';
import { within } from '../../core/within.ts';
import type { Origin } from './origin.ts';
import type { Wait } from './pace.ts';
import type { SlackApi } from './slack-api.ts';

/** What Slack knows of its users: never rejects, takes a second at most, asks Slack once in 12 hours for each. */
export interface UserProfiles {
  /** A user's IANA zone; the bot's own stands in. */
  zoneOf(user: string): Promise<string>;
  /** The name that others see; the id stands in. */
  nameOf(user: string): Promise<string>;
  /** How a user stands to the workspace, or to the organisation of it; undefined where Slack did not tell. */
  standingOf(user: string, where: Pick<Origin, 'team' | 'enterprise'>): Promise<Standing | undefined>;
}

export interface UserProfilesOptions {
  readonly api: SlackApi;
  /** The zone of those whose own is not known. */
  readonly zone: string;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  readonly log: Log;
}

interface Profile {
  readonly zone: string;
  readonly name: string;
  /** Undefined where Slack did not tell of the user. */
  readonly account?: v.InferOutput<typeof Account>;
}

const KEEP_MS = 12 * 3_600_000;
const FAILED_KEEP_MS = 60_000;
const DEADLINE_MS = 1_000;
const MOST_USERS = 10_000;

const Name = v.nullish(v.string(), '');
const Flag = v.nullish(v.boolean(), false);
const Account = v.object({
  team_id: Name,
  is_restricted: Flag,
  is_ultra_restricted: Flag,
  is_stranger: Flag,
  enterprise_user: v.nullish(v.object({ enterprise_id: Name, teams: v.nullish(v.array(v.string()), []) })),
});
const UserInfo = v.object({
  user: v.object({
    ...Account.entries,
    tz: v.nullish(v.string(), ''),
    name: Name,
    real_name: Name,
    profile: v.optional(v.object({ display_name: Name }), {}),
  }),
});

/** Builds the memory of users' profiles. */
export function createUserProfiles({ api, zone, now, wait, log }: UserProfilesOptions): UserProfiles {
  const known = createRecentMap<{ readonly profile: Promise<Profile>; readonly until: EpochMs }>(MOST_USERS);

  async function ask(user: string): Promise<Profile> {
    try {
      const account = v.parse(UserInfo, await api.call('users.info', { user })).user;
      const { tz, name, real_name, profile } = account;
      const names = [profile.display_name, real_name, name, user];
      return { zone: readZone(tz) ?? zone, name: names.find((each) => each.trim() !== '') ?? user, account };
    } catch (error) {
      log.warn({ user, error: messageOf(error) }, "could not learn a user's zone and name");
      const profile: Profile = { zone, name: user };
      known.set(user, { profile: Promise.resolve(profile), until: now() + FAILED_KEEP_MS });
      return profile;
    }
  }

  async function profileOf(user: string): Promise<Profile> {
    const before = known.get(user);
    const asked = before !== undefined && before.until > now() ? before.profile : ask(user);
    if (asked !== before?.profile) {
      known.set(user, { profile: asked, until: now() + KEEP_MS });
    }
    return within(DEADLINE_MS, asked, (): Profile => ({ zone, name: user }), wait);
  }

  return {
    zoneOf: async (user) => (await profileOf(user)).zone,
    nameOf: async (user) => (await profileOf(user)).name,
    async standingOf(user, where) {
      const { account } = await profileOf(user);
      return account && standingIn(account, where);
    },
  };
}

/** Somebody of another organisation in a shared channel need not be a stranger to Slack (`is_stranger`): the workspace tells. */
function standingIn(
  { team_id, is_restricted, is_ultra_restricted, is_stranger, enterprise_user }: v.InferOutput<typeof Account>,
  { team, enterprise }: Pick<Origin, 'team' | 'enterprise'>,
): Standing {
  const isOfTeam = team_id === '' || [team, enterprise].includes(team_id) || enterprise_user?.teams.includes(team);
  const isOfEnterprise = enterprise !== undefined && enterprise_user?.enterprise_id === enterprise;
  if (is_stranger || !(isOfTeam || isOfEnterprise)) return 'stranger';
  return is_restricted || is_ultra_restricted ? 'guest' : 'member';
}

function readZone(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
