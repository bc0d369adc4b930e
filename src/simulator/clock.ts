import type { EpochMs } from './entities.ts';

/** The clock of a simulated world: it runs like the real one, beside it, or stands still. */
export interface SimulatorClock {
  now(): EpochMs;
  /** Forwards, or backwards with a negative number. */
  moveBy(ms: number): void;
  set(at: EpochMs): void;
  freeze(): void;
  unfreeze(): void;
  readonly frozen: boolean;
}

export interface ClockOptions {
  /** The real clock. */
  readonly now: () => EpochMs;
  readonly startAt: EpochMs;
  readonly frozen: boolean;
  /** Called after each move, so that the world goes on at once. */
  readonly onMove: () => void;
}

/** A world's clock, set to `startAt`. */
export function createClock({ now: realNow, startAt, frozen: startsFrozen, onMove }: ClockOptions): SimulatorClock {
  let base = startAt;
  let realBase = realNow();
  let frozen = startsFrozen;
  const now = (): EpochMs => (frozen ? base : base + realNow() - realBase);
  const set = (at: EpochMs): void => {
    base = at;
    realBase = realNow();
  };
  return {
    now,
    moveBy(ms) {
      set(now() + ms);
      onMove();
    },
    set(at) {
      set(at);
      onMove();
    },
    freeze() {
      set(now());
      frozen = true;
    },
    unfreeze() {
      set(now());
      frozen = false;
    },
    get frozen() {
      return frozen;
    },
  };
}
