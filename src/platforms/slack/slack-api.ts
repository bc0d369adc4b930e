import {
  type Logger,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { Wait } from './pace.ts';

/** Slack's Web API, one call at a time. */
export interface SlackApi {
  /**
   * Calls a method. Throws the errors of @slack/web-api; only what Slack surely did not do is tried again, and not where the pauses that Slack
   * asks for would be longer than `patienceMs` together.
   */
  call(method: string, args: Readonly<Record<string, unknown>>, patienceMs?: number): Promise<unknown>;
}

export interface SlackApiOptions {
  readonly token: string;
  /** The workspace that calls are meant for, where the token is good for several. */
  readonly teamId?: string | undefined;
  /** Says by which token to go on where Slack takes one no more; nothing where there is no other. */
  readonly renew?: TokenRenewal | undefined;
  readonly apiUrl: string | undefined;
  readonly wait: Wait;
  readonly log: Log;
  readonly logger: Logger;
}

/** What became of a token that Slack refused, by Slack's word for it: the token to go on with. */
export type TokenRenewal = (refused: string, code: string) => Promise<string | undefined>;

const TRIES = 3;

/** By which Slack says of any call that it takes the token no more (docs.slack.dev, errors of auth.test). */
const REFUSED_TOKEN: ReadonlySet<string> = new Set(['invalid_auth', 'account_inactive', 'token_revoked']);

/** Options for one WebClient. Never to be shared: the SDK writes tokens and retry settings into the object it is given. */
export function webClientOptions(apiUrl: string | undefined, logger: Logger): WebClientOptions {
  return {
    logger,
    // The SDK's own are: wait for ever, send again up to ten times (a message would arrive twice), and stop all calls for one 429.
    timeout: 10_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: fetchOrSayWhy,
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
  };
}

/** `fetch` says no more than that it failed; why stands in the cause of its error. */
const fetchOrSayWhy: typeof fetch = async (input, init) => {
  try {
    return await fetch(input, init);
  } catch (error) {
    const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
    throw new Error(messageOf(cause ?? error), { cause });
  }
};

/** Builds the client of one workspace. Once its token is refused and there is no other, every call fails at once as that one did. */
export function createSlackApi({ token, teamId, renew, apiUrl, wait, log, logger }: SlackApiOptions): SlackApi {
  const connect = (by: string): WebClient =>
    new WebClient(by, { ...webClientOptions(apiUrl, logger), ...(teamId !== undefined && { teamId }) });
  let current = { token, client: connect(token) };
  let end: { readonly error: unknown } | undefined;

  /** Goes on with another token. Throws the error where there is none. */
  async function goOn(refused: string, error: unknown, code: string): Promise<void> {
    const next = await renew?.(refused, code);
    if (next === undefined) {
      if (renew !== undefined) end = { error };
      throw error;
    }
    if (next !== current.token) current = { token: next, client: connect(next) };
  }

  return {
    async call(method, args, patienceMs = Number.POSITIVE_INFINITY) {
      let patience = patienceMs;
      for (let tries = 1; ; tries++) {
        if (end !== undefined) throw end.error;
        const { token: by, client } = current;
        try {
          return await client.apiCall(method, { ...args });
        } catch (error) {
          const code = errorCode(error) ?? '';
          if (tries === TRIES) throw error;
          if (REFUSED_TOKEN.has(code)) {
            await goOn(by, error, code);
            continue;
          }
          const pause = pauseBeforeRetry(error);
          if (pause === undefined || pause > patience) throw error;
          log.warn({ method, seconds: pause / 1_000 }, 'Slack asks to wait');
          patience -= pause;
          await wait(pause);
        }
      }
    },
  };
}

/** Milliseconds after which Slack takes the call; nothing where it failed of something else. */
export function pauseBeforeRetry(error: unknown): number | undefined {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter * 1_000;
  if (!(error instanceof WebAPIPlatformError) || !/^rate_?limited$/.test(error.data.error)) return undefined;
  return (error.data.response_metadata?.['retryAfter'] ?? 1) * 1_000;
}

/** The code by which Slack refused a call, for example `not_in_channel`; nothing where it did not refuse it. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}
