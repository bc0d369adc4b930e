import type { EpochMs } from '../../core/reply.ts';
import { SendError } from '../../core/send-error.ts';

/** Waits so many milliseconds; rejects when the signal is aborted before. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export interface PaceOptions {
  readonly now: () => EpochMs;
  readonly wait: Wait;
}

// Slack allows about one message a second in a channel, and short bursts.
const INTERVAL_MS = 1_000;
const BURST = 4;

/** Waits for a channel's turn. Throws SendError, and takes no turn, where that would be later than `patienceMs`. */
export type Pace = (channel: string, patienceMs?: number) => Promise<void>;

/** Gives each channel its turns: a burst at once, then one a second, in the order they were asked for. */
export function createPace({ now, wait }: PaceOptions): Pace {
  const nextTurn = new Map<string, EpochMs>();
  return async (channel, patienceMs = Number.POSITIVE_INFINITY) => {
    const time = now();
    // Channels whose turn has passed are as good as new ones.
    if (nextTurn.size > 1_000) for (const [key, at] of nextTurn) if (at <= time) nextTurn.delete(key);
    const turn = Math.max(nextTurn.get(channel) ?? time, time);
    const delay = turn - time - (BURST - 1) * INTERVAL_MS;
    if (delay > patienceMs)
      throw new SendError('too much is waiting for this channel', { outcome: 'not-sent', retryAfterMs: delay });
    nextTurn.set(channel, turn + INTERVAL_MS);
    if (delay > 0) await wait(delay);
  };
}
