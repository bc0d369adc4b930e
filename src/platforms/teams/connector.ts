import type { Place } from './place.ts';

/** A message as Teams' connector takes it: a card, or plain text; or the sign that the bot is writing. */
export type Outgoing =
  | {
      readonly type: 'message';
      readonly summary: string;
      readonly attachments: readonly [{ readonly contentType: typeof CARD_TYPE; readonly content: object }];
    }
  | { readonly type: 'message'; readonly text: string; readonly textFormat: 'plain' }
  | { readonly type: 'typing' };

/** The way to Teams. Rejects with ConnectorError where Teams did not take something or did not answer. */
export interface Connector {
  /** Resolves with the id of the message. */
  post(place: Place, message: Outgoing): Promise<string>;
  update(place: Place, id: string, message: Outgoing): Promise<void>;
  remove(place: Place, id: string): Promise<void>;
}

/** The media type of an Adaptive Card, as attachment and as the answer to a pressed button. */
export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/** Teams refused a request, or did not answer it. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  /** The HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** Teams' own word for it, for example `MessageSizeTooBig`. */
  readonly code: string | undefined;
  /** How long Teams asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** False where the request surely did not leave. */
  readonly isSent: boolean;

  constructor(
    message: string,
    facts: {
      readonly status?: number;
      readonly code?: string | undefined;
      readonly retryAfterMs?: number | undefined;
      readonly isSent?: boolean;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: facts.cause });
    this.status = facts.status ?? 0;
    this.code = facts.code;
    this.retryAfterMs = facts.retryAfterMs;
    this.isSent = facts.isSent ?? true;
  }
}
