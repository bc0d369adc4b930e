import type { EpochMs } from '../core/reply.ts';

/** A fact and when it was known to be so. */
export interface Known<T> {
  readonly value: T;
  readonly asOf: EpochMs;
  /** Set when the source does not answer and this is the last that it said: the value is stale. */
  readonly outage?: Outage;
}

/** A source that does not answer. */
export interface Outage {
  /** The first failure since it last answered. */
  readonly since: EpochMs;
  /** Requests that failed since then. */
  readonly tries: number;
  /** What the last one failed of, in a few words: "connection refused". */
  readonly reason: string;
}

/** How a source is doing, from what has happened so far. */
export interface SourceHealth {
  readonly session: 'none' | 'open' | 'refused';
  /** How it logs in. */
  readonly credentials: 'password' | 'token';
  readonly loggedInAt?: EpochMs;
  /** When a refused log-in is tried again. */
  readonly nextLogInAt?: EpochMs;
  readonly lastAnswerAt?: EpochMs;
  readonly outage?: Outage;
}
