import type { PlatformHealth } from '../core/platform-adapter.ts';
import type { EpochMs } from '../core/reply.ts';

/** A source by what it is and the site it is of; the assistant is of none. */
export interface SourceName {
  readonly kind: 'fleet' | 'floor' | 'assistant';
  readonly site: string;
}

/** How a source is doing, from what has happened so far. */
export interface SourceStanding extends SourceName {
  readonly session: 'none' | 'open' | 'refused';
  readonly lastAnswerAt?: EpochMs;
  readonly outage?: { readonly since: EpochMs; readonly reason: string };
  /** Calls of this week, and how many there may be. */
  readonly quota?: { readonly used: number; readonly limit: number };
}

/** How a platform is doing. */
export interface PlatformStanding extends PlatformHealth {
  readonly name: string;
}

/** How everything outside of the program is doing, as far as it is known without asking. */
export interface Standing {
  readonly sources: readonly SourceStanding[];
  readonly platforms: readonly PlatformStanding[];
}

/** Whether a source lets itself be asked; nothing is known of one that has not been. */
export function stateOf({
  session,
  outage,
  lastAnswerAt,
}: SourceStanding): 'answers' | 'outage' | 'refused' | 'unknown' {
  if (session === 'refused') return 'refused';
  if (outage) return 'outage';
  return lastAnswerAt === undefined ? 'unknown' : 'answers';
}
