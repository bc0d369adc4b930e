import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import * as v from 'valibot';
import { messageOf } from '../../core/errors.ts';
import { SendError, type SendOutcome } from '../../core/send-error.ts';
import { BlocksRefused } from './response-url.ts';
import { pauseBeforeRetry } from './slack-api.ts';

/** By which Slack says that a conversation takes no messages of the bot any more (docs.slack.dev, chat.postMessage and conversations.open). */
const GONE: ReadonlySet<string> = new Set([
  'channel_not_found',
  'invalid_channel',
  'not_in_channel',
  'is_archived',
  'channel_is_archived',
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'user_not_visible',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  // The organisation, which has the app, took it away from this workspace.
  'team_access_not_granted',
  // Of a message that is to be changed: it was deleted, or is not to be changed any more.
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

/** By which Slack says that it failed halfway: "it's possible some aspect of the operation succeeded". */
const HALFWAY: ReadonlySet<string> = new Set(['fatal_error', 'internal_error']);

/** How a connection fails before anything was sent over it: no address, nobody there, or no trust. */
const NOT_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|ERR_SSL_WRONG_VERSION_NUMBER|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/;

const NoConnection = v.union([
  v.object({ code: v.pipe(v.string(), v.regex(NOT_CONNECTED)) }),
  v.object({ syscall: v.literal('connect') }),
]);

/** What became of a message whose sending failed; `hasBegun` says that a part of it had arrived before. */
export function toSendError(error: unknown, hasBegun: boolean): SendError {
  if (error instanceof SendError && !hasBegun) return error;
  const cause = error instanceof BlocksRefused ? error.cause : error;
  return new SendError(messageOf(error), {
    outcome: hasBegun ? 'unknown' : outcomeOf(cause),
    retryAfterMs: pauseBeforeRetry(cause),
    cause,
  });
}

/** Whether a call failed of something that passes, and surely did nothing: no connection stood, or Slack takes no more for a while. */
export function isPassing(error: unknown): boolean {
  return isNotReached(error) || isLimitWithoutEnd(error) || pauseBeforeRetry(error) !== undefined;
}

function isNotReached(error: unknown): boolean {
  return error instanceof WebAPIRequestError && v.is(NoConnection, error.original.cause);
}

/** The SDK has no class for it. */
const isLimitWithoutEnd = (error: unknown): boolean => /^Retry header did not contain/.test(messageOf(error));

function outcomeOf(error: unknown): SendOutcome {
  if (pauseBeforeRetry(error) !== undefined) return 'not-sent';
  if (error instanceof WebAPIPlatformError) return outcomeOfCode(error.data.error);
  if (error instanceof WebAPIHTTPError) return error.statusCode < 500 ? 'not-sent' : 'unknown';
  return isPassing(error) ? 'not-sent' : 'unknown';
}

function outcomeOfCode(code: string): SendOutcome {
  if (GONE.has(code)) return 'gone';
  // The SDK puts an answer that is not JSON, of a proxy for example, in the place of the code.
  return HALFWAY.has(code) || !/^\w+$/.test(code) ? 'unknown' : 'not-sent';
}
