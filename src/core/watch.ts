/** A request to a source, as far as it is watched. */
export interface WatchedRequest {
  readonly method?: string;
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where an answer came from: kept and fresh; kept and old, given at once while a new one is on its way or the source fails; or the source had to be waited for. */
export type LookUp = 'hit' | 'stale' | 'miss';

/** Hears of what one source is asked. Nothing that watches changes an answer, waits, or throws. */
export interface SourceWatch {
  /** Sends one try of a request, perhaps with a header more; comes to what `send` comes to. */
  request<R extends WatchedRequest, A extends { readonly status: number }>(
    request: R,
    send: (request: R) => Promise<A>,
  ): Promise<A>;
  lookedUp(found: LookUp): void;
  loggedIn(result: 'accepted' | 'refused'): void;
}

/** Hears of what comes from one platform. */
export interface PlatformWatch {
  /** An event has arrived; to be called when it is acknowledged. */
  arrived(): () => void;
  /** Does what an event leads to; all that is logged and asked meanwhile carries the event's id, where it has one. */
  follow<T>(event: string | null | undefined, work: () => T): T;
}

/** What became of a planned summary; `found` stood in its conversation already, sent by a process that stopped before it could note so. */
export type DeliveryOutcome = 'on-time' | 'late' | 'found' | 'empty' | 'missed' | 'refused' | 'unknown';

/** Why one try to send a summary failed: not taken, a pause asked for, nobody knows whether it arrived, or its conversation is gone. */
export type DeliveryFailure = 'not-sent' | 'paused' | 'unknown' | 'gone';

/** Hears of what is sent unasked. */
export interface DeliveryWatch {
  /** Does the work for one delivery; all that is logged and asked meanwhile carries its id. */
  follow<T>(delivery: { readonly id: string; readonly platform: string }, work: () => Promise<T>): Promise<T>;
  ended(platform: string, outcome: DeliveryOutcome, count?: number): void;
  failed(platform: string, failure: DeliveryFailure): void;
}
