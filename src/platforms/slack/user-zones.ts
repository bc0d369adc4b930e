import * as v from 'valibot';
import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { EpochMs } from '../../core/reply.ts';
import type { Wait } from './pace.ts';
import type { SlackApi } from './slack-api.ts';

export interface UserZonesOptions {
  readonly api: SlackApi;
  /** The zone of those whose own is not known. */
  readonly zone: string;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  readonly log: Log;
}

const KEEP_MS = 12 * 3_600_000;
const FAILED_KEEP_MS = 60_000;
const DEADLINE_MS = 1_000;
const MOST_USERS = 10_000;

const UserInfo = v.object({ user: v.object({ tz: v.string() }) });

/** Builds a function that tells a user's IANA zone: never rejects, takes a second at most, asks Slack once in 12 hours. */
export function createUserZones({ api, zone, now, wait, log }: UserZonesOptions): (user: string) => Promise<string> {
  const known = new Map<string, { readonly zone: Promise<string>; readonly until: EpochMs }>();

  async function ask(user: string): Promise<string> {
    try {
      const { tz } = v.parse(UserInfo, await api.call('users.info', { user })).user;
      return new Intl.DateTimeFormat('en', { timeZone: tz }).resolvedOptions().timeZone;
    } catch (error) {
      log.warn({ user, error: messageOf(error) }, "could not learn a user's time zone");
      known.set(user, { zone: Promise.resolve(zone), until: now() + FAILED_KEEP_MS });
      return zone;
    }
  }

  return async (user) => {
    const before = known.get(user);
    const asked = before !== undefined && before.until > now() ? before.zone : ask(user);
    if (asked !== before?.zone) {
      known.delete(user);
      known.set(user, { zone: asked, until: now() + KEEP_MS });
      for (const oldest of known.keys()) {
        if (known.size <= MOST_USERS) break;
        known.delete(oldest);
      }
    }
    const timer = new AbortController();
    const late = wait(DEADLINE_MS, timer.signal).then(
      () => zone,
      () => zone,
    );
    return Promise.race([asked, late]).finally(() => timer.abort());
  };
}
