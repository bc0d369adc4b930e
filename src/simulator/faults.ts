import * as v from 'valibot';
import type { Sessions } from './sessions.ts';
import { readSwitches } from './switches.ts';

const flag = v.boolean('expected true or false');

const faultsSchema = v.strictObject({
  /** Each answer comes so much later. */
  latencyMs: v.pipe(
    v.number('expected a number'),
    v.minValue(0, 'expected 0 or more'),
    v.maxValue(600_000, 'expected 600000 or less'),
  ),
  /** Share of requests that are answered with 503. */
  errorRate: v.pipe(v.number('expected a number'), v.minValue(0, 'expected 0 to 1'), v.maxValue(1, 'expected 0 to 1')),
  /** Each connection ends in the middle of an answer. */
  cut: flag,
  /** The API answers 200 with a web page. */
  html: flag,
  /** Log-ins are answered with 429. */
  loginLimited: flag,
  /** Every password is refused. */
  passwordRefused: flag,
  /** Every token is refused. */
  tokenRefused: flag,
  /** Happens once, at the moment it is set: all sessions are forgotten. */
  sessionExpired: flag,
  /** Lists other than runs answer their first page whatever `offset` says, as nothing documents that they heed it. */
  offsetIgnored: flag,
  /** Every connection is reset. */
  down: flag,
});

/** What goes wrong at the moment. */
export type Faults = Readonly<v.InferOutput<typeof faultsSchema>>;

/** Switches what goes wrong. */
export interface FaultSwitches {
  get(): Faults;
  /** Changes the switches that are named. Throws an Error for one that does not exist or has a wrong value. */
  set(changes: Partial<Faults>): void;
  reset(): void;
}

const NONE: Faults = {
  latencyMs: 0,
  errorRate: 0,
  cut: false,
  html: false,
  loginLimited: false,
  passwordRefused: false,
  tokenRefused: false,
  sessionExpired: false,
  offsetIgnored: false,
  down: false,
};

/** Switches that are all off. */
export function createFaults(sessions: Pick<Sessions, 'forgetAll'>): FaultSwitches {
  let faults = NONE;
  return {
    get: () => faults,
    set(changes) {
      const checked = readSwitches(faultsSchema, changes);
      if (checked.sessionExpired) sessions.forgetAll();
      faults = { ...faults, ...checked, sessionExpired: false };
    },
    reset() {
      faults = NONE;
    },
  };
}
