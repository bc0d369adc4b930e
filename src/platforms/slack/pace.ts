import type { EpochMs } from '../../core/reply.ts';
import { SendError } from '../../core/send-error.ts';
import { createSteadyClock } from '../../core/steady-clock.ts';

/** Waits so many milliseconds; rejects when the signal is aborted before. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export interface PaceOptions {
  readonly now: () => EpochMs;
  readonly wait: Wait;
}

// Slack allows about one message a second in a channel, and short bursts.
const INTERVAL_MS = 1_000;
const BURST = 4;

/** The turns in which channels are written to. */
export interface Pace {
  /** Waits for a channel's turn. Throws SendError, and takes no turn, where that would be later than `patienceMs`. */
  turn(channel: string, patienceMs?: number): Promise<void>;
  /** How long the next turn of a channel would be waited for, in milliseconds. */
  delay(channel: string): number;
}

/** Gives each channel its turns: a burst at once, then one a second, in the order they were asked for. */
export function createPace({ now: clock, wait }: PaceOptions): Pace {
  const now = createSteadyClock(clock);
  const nextTurn = new Map<string, EpochMs>();
  const turnOf = (channel: string): EpochMs => Math.max(nextTurn.get(channel) ?? 0, now());
  const delayOf = (channel: string): number => turnOf(channel) - now() - (BURST - 1) * INTERVAL_MS;

  /** Channels whose turn has passed are as good as new ones. */
  function forgetIdle(): void {
    if (nextTurn.size > 1_000) for (const [key, at] of nextTurn) if (at <= now()) nextTurn.delete(key);
  }

  return {
    async turn(channel, patienceMs = Number.POSITIVE_INFINITY) {
      forgetIdle();
      const delay = delayOf(channel);
      if (delay > patienceMs)
        throw new SendError('too much is waiting for this channel', { outcome: 'not-sent', retryAfterMs: delay });
      nextTurn.set(channel, turnOf(channel) + INTERVAL_MS);
      if (delay > 0) await wait(delay);
    },
    delay: (channel) => Math.max(0, delayOf(channel)),
  };
}
