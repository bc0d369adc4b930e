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
  readonly apiUrl: string | undefined;
  readonly wait: Wait;
  readonly log: Log;
  readonly logger: Logger;
}

const TRIES = 3;

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

/** Builds the client of one workspace. */
export function createSlackApi({ token, apiUrl, wait, log, logger }: SlackApiOptions): SlackApi {
  const client = new WebClient(token, webClientOptions(apiUrl, logger));
  return {
    async call(method, args, patienceMs = Number.POSITIVE_INFINITY) {
      let patience = patienceMs;
      for (let tries = 1; ; tries++) {
        try {
          return await client.apiCall(method, { ...args });
        } catch (error) {
          const pause = pauseBeforeRetry(error);
          if (pause === undefined || tries === TRIES || pause > patience) throw error;
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
