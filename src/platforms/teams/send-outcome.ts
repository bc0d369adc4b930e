import { messageOf } from '../../core/errors.ts';
import { SendError, type SendOutcome } from '../../core/send-error.ts';
import { ConnectorError } from './connector.ts';

/**
 * What a failure says of a message that was sent unasked. `hasBegun` tells whether anything was given to the connector, `isPartly` whether a
 * first card of several has arrived.
 */
export function sendErrorOf(cause: unknown, { hasBegun = false, isPartly = false } = {}): SendError {
  const retryAfterMs = cause instanceof ConnectorError ? cause.retryAfterMs : undefined;
  const outcome = isPartly ? 'unknown' : hasBegun ? outcomeOf(cause) : 'not-sent';
  return new SendError(messageOf(cause), { outcome, retryAfterMs, cause });
}

/** Teams gives its refusals a word of its own; the 403 or 404 of a proxy in between has none and says nothing of the conversation. */
function outcomeOf(error: unknown): SendOutcome {
  if (!(error instanceof ConnectorError)) return 'unknown';
  const { status, code, isSent } = error;
  if (!isSent) return 'not-sent';
  if ((status === 403 || status === 404) && code !== undefined) return 'gone';
  return status === 0 || status === 408 || status >= 500 ? 'unknown' : 'not-sent';
}
