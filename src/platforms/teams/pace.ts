import type { EpochMs } from '../../core/reply.ts';
import { createSteadyClock } from '../../core/steady-clock.ts';

/** Waits so many milliseconds; rejects when the signal is aborted before. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export interface PaceOptions {
  readonly now: () => EpochMs;
  readonly wait: Wait;
}

/** The turns in which conversations are written to. */
export interface Pace {
  /**
   * Waits for a conversation's turn. Where the wait would be too long it takes no turn, and resolves with the milliseconds that it would have
   * been.
   */
  turn(conversation: string, isTooLong?: (ms: number) => boolean): Promise<number | undefined>;
  /** How long the next turn of a conversation would be waited for, in milliseconds. */
  delay(conversation: string): number;
}

/** How many messages a bot may send in one conversation within so long (learn.microsoft.com, "Optimize your bot with rate limiting in Teams"). */
const WINDOWS = [
  { count: 7, ms: 1_000 },
  { count: 8, ms: 2_000 },
  { count: 60, ms: 30_000 },
  { count: 1_800, ms: 3_600_000 },
] as const;
const LONGEST_MS = 3_600_000;
const MOST_SENDS = 1_800;
const FEWEST_SWEPT = 1_000;

/** Gives each conversation its turns, in the order they were asked for: no faster than Teams allows a bot in one conversation. */
export function createPace({ now: clock, wait }: PaceOptions): Pace {
  const now = createSteadyClock(clock);
  const turns = new Map<string, EpochMs[]>();

  function nextTurn(taken: readonly EpochMs[]): EpochMs {
    return WINDOWS.reduce((earliest, { count, ms }) => {
      const before = taken.at(-count);
      return before === undefined ? earliest : Math.max(earliest, before + ms);
    }, now());
  }

  function take(conversation: string, taken: EpochMs[], turn: EpochMs): void {
    taken.push(turn);
    if (taken.length > MOST_SENDS) taken.shift();
    turns.set(conversation, taken);
  }

  let sweepAt = FEWEST_SWEPT;

  /** Looks through all conversations only when they have doubled, so that many of them cost no more each. */
  function forgetIdle(): void {
    if (turns.size < sweepAt) return;
    const since = now() - LONGEST_MS;
    for (const [key, taken] of turns) if ((taken.at(-1) ?? 0) < since) turns.delete(key);
    sweepAt = Math.max(FEWEST_SWEPT, turns.size * 2);
  }

  return {
    async turn(conversation, isTooLong = () => false) {
      forgetIdle();
      const taken = turns.get(conversation) ?? [];
      const turn = nextTurn(taken);
      const delay = turn - now();
      if (isTooLong(delay)) return delay;
      take(conversation, taken, turn);
      if (delay > 0) await wait(delay);
      return undefined;
    },
    delay: (conversation) => nextTurn(turns.get(conversation) ?? []) - now(),
  };
}
