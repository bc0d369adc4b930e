import * as v from 'valibot';
import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import { createRecentMap } from '../../core/recent-map.ts';
import type { EpochMs } from '../../core/reply.ts';
import { within } from '../../core/within.ts';
import { ConnectorError } from './connector.ts';
import { createConnectorHttp } from './connector-http.ts';
import type { Wait } from './pace.ts';

/** Who is in groups of Entra: never rejects, takes three seconds at most, asks Microsoft Graph once in five minutes for each person and group. */
export interface DirectoryGroups {
  /** Both by their object ids. False where Graph does not tell. */
  has(group: string, person: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface DirectoryGroupsOptions {
  /** Comes to a token for Microsoft Graph. */
  readonly token: () => Promise<string>;
  /** Where Microsoft Graph is; in Microsoft's public cloud where left out. */
  readonly graphUrl?: string | undefined;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  readonly log: Log;
}

const KEEP_MS = 300_000;
const FAILED_KEEP_MS = 30_000;
const DEADLINE_MS = 3_000;
const QUIET_MS = 60_000;
const MOST_ANSWERS = 20_000;
const OBJECT_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const Groups = v.pipe(v.string(), v.parseJson(), v.object({ value: v.array(v.string()) }));

/** Builds the memory of who is in which group. */
export function createDirectoryGroups(options: DirectoryGroupsOptions): DirectoryGroups {
  const { token, graphUrl = 'https://graph.microsoft.com', now, wait, log } = options;
  const http = createConnectorHttp({ deadlineMs: DEADLINE_MS, now, whom: 'Microsoft Graph' });
  const known = createRecentMap<{ readonly isIn: Promise<boolean>; readonly until: EpochMs }>(MOST_ANSWERS);
  let quietUntil = Number.NEGATIVE_INFINITY;

  /** One group a time: of a request that names several Graph refuses all where one of them is not right (user: checkMemberGroups). */
  async function ask(group: string, person: string): Promise<boolean> {
    const { body } = await http.request({
      method: 'POST',
      url: `${graphUrl}/v1.0/users/${person}/checkMemberGroups`,
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ groupIds: [group] }),
    });
    return v.parse(Groups, body).value.some((id) => id.toLowerCase() === group);
  }

  async function askAndSay(key: string, group: string, person: string): Promise<boolean> {
    try {
      return await ask(group, person);
    } catch (error) {
      known.set(key, { isIn: Promise.resolve(false), until: now() + FAILED_KEEP_MS });
      sayProblem(group, error);
      return false;
    }
  }

  function sayProblem(group: string, error: unknown): void {
    if (now() < quietUntil) return;
    quietUntil = now() + QUIET_MS;
    const values = { group, error: messageOf(error) };
    if (error instanceof ConnectorError && error.status === 403) {
      log.error(
        values,
        'a group of the settings counts as empty: the app lacks GroupMember.Read.All and User.Read.All of Microsoft Graph',
      );
    } else log.warn(values, 'could not learn who is in a group of Entra');
  }

  function answerOf(group: string, person: string): Promise<boolean> {
    const key = `${person} ${group}`;
    const before = known.get(key);
    if (before !== undefined && before.until > now()) return before.isIn;
    const isIn = askAndSay(key, group, person);
    known.set(key, { isIn, until: now() + KEEP_MS });
    return isIn;
  }

  return {
    async has(group, person) {
      // Both become part of a request, and the person's comes from outside.
      if (!OBJECT_ID.test(group) || !OBJECT_ID.test(person)) return false;
      const answer = answerOf(group.toLowerCase(), person.toLowerCase());
      return await within(DEADLINE_MS, answer, () => false, wait);
    },
    close: () => http.close(),
  };
}
