import { UserError } from '../core/errors.ts';

/** An error of a system outside; its words are for the chat. */
export class RemoteError extends UserError {
  /** In a few words, for "not answered since 10:02 (connection refused)". */
  readonly reason: string;

  constructor(message: string, reason: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

/** It did not answer, or answered that it can't: connection refused, time over, TLS, 5xx. */
export class Unreachable extends RemoteError {
  override readonly name = 'Unreachable';
}

/** It does not let the bot in: wrong password or token, missing rights, log-in paused. */
export class Refused extends RemoteError {
  override readonly name = 'Refused';
}

/** It has no such thing. */
export class NotFound extends RemoteError {
  override readonly name = 'NotFound';
}

/** It answered something that can't be read: HTML for JSON, half a body, a wrong shape. */
export class UnexpectedAnswer extends RemoteError {
  override readonly name = 'UnexpectedAnswer';
}
