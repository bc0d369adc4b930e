import * as v from 'valibot';
import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { Wait } from './pace.ts';
import { errorCode, type SlackApi } from './slack-api.ts';

/** Who the bot is in its workspace, once Slack has told. */
export interface Identity {
  /** The bot's own user id; undefined until it is known, which nothing waits for. */
  user(): string | undefined;
  /** Whether Slack did not accept the bot token when it was last asked. */
  isRefused(): boolean;
  /** Asks until Slack tells or the signal is aborted; never rejects. */
  learn(signal: AbortSignal): Promise<void>;
}

export interface IdentityOptions {
  readonly api: SlackApi;
  readonly wait: Wait;
  readonly log: Log;
}

const LONGEST_DELAY_MS = 300_000;

const AuthTest = v.object({ user_id: v.string(), team: v.optional(v.string()) });

/** Builds an identity that is not known yet. */
export function createIdentity({ api, wait, log }: IdentityOptions): Identity {
  let user: string | undefined;
  let isRefused = false;
  return {
    user: () => user,
    isRefused: () => isRefused,
    async learn(signal) {
      for (let delay = 1_000; !signal.aborted; delay = Math.min(LONGEST_DELAY_MS, delay * 2)) {
        try {
          const answer = v.parse(AuthTest, await api.call('auth.test', {}));
          user = answer.user_id;
          isRefused = false;
          log.info({ user, team: answer.team }, 'known to Slack');
          return;
        } catch (error) {
          const code = errorCode(error);
          isRefused = code !== undefined;
          if (code === undefined) log.error({ error: messageOf(error) }, 'Slack does not answer: trying again');
          else log.error({ code }, 'Slack does not accept the bot token: trying again');
        }
        await wait(delay, signal).catch(() => undefined);
      }
    },
  };
}
