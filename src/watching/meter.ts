import type { Answer } from '../core/bot.ts';
import type { DeliveryFailure, DeliveryOutcome, LookUp } from '../core/watch.ts';
import type { SourceName } from './standing.ts';

/** Counts what happens; times are in seconds. */
export interface Meter {
  answered(platform: string, answer: Answer, seconds: number): void;
  acknowledged(platform: string, seconds: number): void;
  lookedUp(source: SourceName, found: LookUp): void;
  /** One try of a request; without a status where there was no answer. */
  asked(source: SourceName, status: number | undefined, seconds: number): void;
  loggedIn(source: SourceName, result: 'accepted' | 'refused'): void;
  deliveryEnded(platform: string, outcome: DeliveryOutcome, count: number): void;
  deliveryFailed(platform: string, failure: DeliveryFailure): void;
}
