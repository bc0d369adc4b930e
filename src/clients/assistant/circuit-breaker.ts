import type { EpochMs } from '../../core/reply.ts';

/** Keeps work away from a source that is busy or does not work. */
export interface CircuitBreaker {
  /** What the work comes to; undefined, without beginning it, where too much is under way or the source rests. Throws what the work throws. */
  run<T>(work: () => Promise<T>): Promise<T | undefined>;
}

export interface CircuitBreakerOptions {
  readonly now: () => EpochMs;
  /** How much may be under way at once. */
  readonly mostAtOnce: number;
  /** After so many failures in a row the source rests, and after each further one. */
  readonly failures: number;
  readonly restMs: number;
}

/** A circuit breaker that lets work through. */
export function createCircuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  const { now, mostAtOnce, restMs } = options;
  let underWay = 0;
  let failures = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;

  return {
    async run(work) {
      if (underWay >= mostAtOnce || now() < restsUntil) return undefined;
      underWay++;
      try {
        const result = await work();
        failures = 0;
        return result;
      } catch (error) {
        failures++;
        if (failures >= options.failures) restsUntil = now() + restMs;
        throw error;
      } finally {
        underWay--;
      }
    },
  };
}
