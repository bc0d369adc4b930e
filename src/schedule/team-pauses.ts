import type { Conversation } from '../core/message.ts';
import type { EpochMs } from '../core/reply.ts';
import type { Wait } from '../core/within.ts';

/** Pauses that chat servers ask for: a workspace or tenant is left in peace while one lasts. */
export interface TeamPauses {
  begin(conversation: Conversation, ms: number): void;
  /** Waits while one lasts; resolves with its end where that takes too long, or the program is to end. */
  rest(conversation: Conversation, signal: AbortSignal): Promise<EpochMs | undefined>;
}

interface TeamPausesOptions {
  readonly now: () => EpochMs;
  readonly wait: Wait;
}

/** Pauses that a chat server asks for are waited for up to this. */
const SHORT_PAUSE_MS = 30_000;

/** Builds them, without any. */
export function createTeamPauses({ now, wait }: TeamPausesOptions): TeamPauses {
  const pauses = new Map<string, { readonly since: EpochMs; readonly until: EpochMs }>();
  const teamOf = ({ platform, team }: Conversation): string => `${platform} ${team}`;

  return {
    begin(conversation, ms) {
      pauses.set(teamOf(conversation), { since: now(), until: now() + ms });
    },
    async rest(conversation, signal) {
      const longest = now() + SHORT_PAUSE_MS;
      for (;;) {
        const { since, until } = pauses.get(teamOf(conversation)) ?? { since: 0, until: 0 };
        // A clock that was set back cannot tell how much of a pause is left.
        if (now() < since) return undefined;
        if (until <= now()) return undefined;
        if (until > longest || signal.aborted) return until;
        await wait(until - now(), signal).catch(() => undefined);
      }
    },
  };
}
