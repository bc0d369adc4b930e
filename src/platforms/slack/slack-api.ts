import {
  type Logger,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { Log } from '../../core/bot.ts';
import type { Wait } from './pace.ts';

/** Slack's Web API, one call at a time. */
export interface SlackApi {
  /** Calls a method. Throws the errors of @slack/web-api; only what Slack surely did not do is tried again. */
  call(method: string, args: Readonly<Record<string, unknown>>): Promise<unknown>;
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
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
  };
}

/** Builds the client of one workspace. */
export function createSlackApi({ token, apiUrl, wait, log, logger }: SlackApiOptions): SlackApi {
  const client = new WebClient(token, webClientOptions(apiUrl, logger));
  return {
    async call(method, args) {
      for (let tries = 1; ; tries++) {
        try {
          return await client.apiCall(method, { ...args });
        } catch (error) {
          const seconds = retryAfter(error);
          if (seconds === undefined || tries === TRIES) throw error;
          log.warn({ method, seconds }, 'Slack asks to wait');
          await wait(seconds * 1_000);
        }
      }
    },
  };
}

/** Seconds after which Slack takes the call; nothing where it failed of something else. */
function retryAfter(error: unknown): number | undefined {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter;
  if (errorCode(error) !== 'ratelimited' || !(error instanceof WebAPIPlatformError)) return undefined;
  return error.data.response_metadata?.['retryAfter'] ?? 1;
}

/** The code by which Slack refused a call, for example `not_in_channel`; nothing where it did not refuse it. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}
