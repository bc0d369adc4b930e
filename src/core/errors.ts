import type { Block } from './reply.ts';

/** An error whose words are for the chat: what went wrong, and what to do next. Anything else that is thrown is logged, and the reader gets a reference. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** What is said after the message: usage, nearest names, buttons. */
  readonly details: readonly Block[];

  constructor(message: string, options: { readonly details?: readonly Block[]; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.details = options.details ?? [];
  }
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
