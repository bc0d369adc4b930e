import type { EpochMs } from '../../core/reply.ts';

/** Waits so many milliseconds; rejects when the signal is aborted before. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export interface PaceOptions {
  readonly now: () => EpochMs;
  readonly wait: Wait;
}

// Slack allows about one message a second in a channel, and short bursts.
const INTERVAL_MS = 1_000;
const BURST = 4;

/** Gives each channel its turns: a burst at once, then one a second, in the order they were asked for. */
export function createPace({ now, wait }: PaceOptions): (channel: string) => Promise<void> {
  const nextTurn = new Map<string, EpochMs>();
  return async (channel) => {
    const time = now();
    // Channels whose turn has passed are as good as new ones.
    if (nextTurn.size > 1_000) for (const [key, at] of nextTurn) if (at <= time) nextTurn.delete(key);
    const turn = Math.max(nextTurn.get(channel) ?? time, time);
    nextTurn.set(channel, turn + INTERVAL_MS);
    const delay = turn - time - (BURST - 1) * INTERVAL_MS;
    if (delay > 0) await wait(delay);
  };
}
