/** What became of a message that could not be sent properly. */
export type SendOutcome =
  /** It surely did not arrive, and may be sent again. */
  | 'not-sent'
  /** The conversation is gone, closed, or no longer lets the bot write. */
  | 'gone'
  /** It may have arrived, or in part: nobody answered. */
  | 'unknown';

/** A message could not be sent, or nobody knows whether it was. */
export class SendError extends Error {
  override readonly name = 'SendError';
  readonly outcome: SendOutcome;
  /** How long the platform asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    options: { readonly outcome: SendOutcome; readonly retryAfterMs?: number | undefined; readonly cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.outcome = options.outcome;
    this.retryAfterMs = options.retryAfterMs;
  }
}
