import * as v from 'valibot';
import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { Conversation, Standing } from '../../core/message.ts';
import { createRecentMap } from '../../core/recent-map.ts';
import type { EpochMs } from '../../core/reply.ts';
import { within } from '../../core/within.ts';
import type { Wait } from './pace.ts';
import type { Place } from './place.ts';

/** Somebody, where they wrote, and the conversation among whose members they are listed. */
export interface Listed {
  readonly user: string;
  readonly conversation: Pick<Conversation, 'team'>;
  readonly place: Place;
  readonly roster: string;
}

/** What Teams knows of the people in a conversation: never rejects, takes two seconds at most, asks Teams once in 12 hours for each. */
export interface Roster {
  /** How somebody stands to the tenant; undefined where Teams does not tell. */
  standingOf(listed: Listed): Promise<Standing | undefined>;
}

export interface RosterOptions {
  readonly memberOf: (place: Place, user: string) => Promise<unknown>;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  readonly log: Log;
}

const KEEP_MS = 12 * 3_600_000;
const DEADLINE_MS = 2_000;
const MOST_PEOPLE = 10_000;

const Text = v.nullish(v.string(), '');
const Member = v.object({ userRole: Text, userPrincipalName: Text, tenantId: Text });

/** Builds the memory of people's standing. */
export function createRoster({ memberOf, now, wait, log }: RosterOptions): Roster {
  const known = createRecentMap<{ readonly standing: Promise<Standing | undefined>; readonly until: EpochMs }>(
    MOST_PEOPLE,
  );

  async function ask(key: string, { user, conversation, place, roster }: Listed): Promise<Standing | undefined> {
    try {
      return readStanding(await memberOf({ ...place, conversation: roster }, user), conversation.team);
    } catch (error) {
      log.warn({ user, error: messageOf(error) }, 'could not learn whether somebody is a guest');
      known.delete(key);
      return undefined;
    }
  }

  return {
    async standingOf(listed) {
      const key = `${listed.conversation.team} ${listed.user}`;
      const before = known.get(key);
      const standing = before !== undefined && before.until > now() ? before.standing : ask(key, listed);
      if (standing !== before?.standing) {
        known.set(key, { standing, until: now() + KEEP_MS });
      }
      return within(DEADLINE_MS, standing, () => undefined, wait);
    },
  };
}

/** By its documentation Teams marks guests by their role; in practice not always, but in Entra the name of each guest's account has a mark too. */
function readStanding(answer: unknown, tenant: string): Standing {
  const { userRole, userPrincipalName, tenantId } = v.parse(Member, answer);
  if (tenantId !== '' && tenant !== '' && tenantId.toLowerCase() !== tenant.toLowerCase()) return 'stranger';
  return /^(guest|anonymous)$/i.test(userRole) || /#EXT#/i.test(userPrincipalName) ? 'guest' : 'member';
}
