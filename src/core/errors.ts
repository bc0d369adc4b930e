import type { Block } from './reply.ts';

interface UserErrorOptions {
  readonly details?: readonly Block[];
  readonly isCertain?: boolean;
  readonly cause?: unknown;
}

/** An error whose words are for the chat: what went wrong, and what to do next. Anything else that is thrown is logged, and the reader gets a reference. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** What is said after the message: usage, nearest names, buttons. */
  readonly details: readonly Block[];
  /** It is certain which words were meant, so that they are not read as a sentence instead. */
  readonly isCertain: boolean;

  constructor(message: string, options: UserErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.details = options.details ?? [];
    this.isCertain = options.isCertain ?? false;
  }
}

/** Whoever wrote may not do that. */
export class NotAllowed extends UserError {
  override readonly name = 'NotAllowed';
  /** Why, in a few words without names: `needs admin`. */
  readonly reason: string;

  constructor(message: string, reason: string, details: readonly Block[] = []) {
    super(message, { details });
    this.reason = reason;
  }
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
