import * as v from 'valibot';
import { readSwitches } from '../switches.ts';

const flag = v.boolean('expected true or false');
const share = v.pipe(v.number('expected a number'), v.minValue(0, 'expected 0 to 1'), v.maxValue(1, 'expected 0 to 1'));
const calls = v.pipe(
  v.number('expected a number'),
  v.integer('expected a whole number'),
  v.minValue(0, 'expected 0 or more'),
);

const faultsSchema = v.strictObject({
  /** Each answer comes so much later. */
  latencyMs: v.pipe(
    v.number('expected a number'),
    v.minValue(0, 'expected 0 or more'),
    v.maxValue(600_000, 'expected 600000 or less'),
  ),
  /** Share of requests that are answered with `errorStatus`. */
  errorRate: share,
  errorStatus: v.picklist([500, 502, 503, 504], 'expected 500, 502, 503 or 504'),
  /** Every so-many-th call is answered with 429; 0 for none. */
  limitEvery: calls,
  /** Each connection ends in the middle of an answer. */
  cut: flag,
  /** The API answers 200 with a web page. */
  html: flag,
  /** Every connection is reset. */
  down: flag,
  /** Every password is refused. */
  passwordRefused: flag,
  /** A refused password is answered with 400 instead of 401. */
  badPasswordIs400: flag,
  /** The account may not use the API: Token answers 403. */
  permissionMissing: flag,
  /** Every token is refused. */
  tokenRefused: flag,
  /** Every renewal is refused. */
  renewRefused: flag,
  /** A 401 comes without a body. */
  emptyUnauthorized: flag,
  /** The gateway wants a subscription key. */
  keyRequired: flag,
  /** Operations that the account may not use, by their keys in the shared table: 403. */
  forbidden: v.array(v.string('expected a list of operations'), 'expected a list of operations'),
  /** Happens once, at the moment it is set: no token that was given out is taken any more. */
  sessionExpired: flag,
  /** After so many calls that are let in, all tokens are forgotten, once; null for never. */
  expireAfter: v.nullable(calls),
  /** Happens once, at the moment it is set: so many calls are left this week; null changes nothing. */
  quotaLeft: v.nullable(calls),
});

/** What goes wrong at the moment. */
export type FloorFaults = Readonly<v.InferOutput<typeof faultsSchema>>;

/** Switches what goes wrong. */
export interface FloorFaultSwitches {
  get(): FloorFaults;
  /** Changes the switches that are named. Throws an Error for one that does not exist or has a wrong value. */
  set(changes: Partial<FloorFaults>): void;
  reset(): void;
}

const NONE: FloorFaults = {
  latencyMs: 0,
  errorRate: 0,
  errorStatus: 500,
  limitEvery: 0,
  cut: false,
  html: false,
  down: false,
  passwordRefused: false,
  badPasswordIs400: false,
  permissionMissing: false,
  tokenRefused: false,
  renewRefused: false,
  emptyUnauthorized: false,
  keyRequired: false,
  forbidden: [],
  sessionExpired: false,
  expireAfter: null,
  quotaLeft: null,
};

interface Effects {
  /** Forgets all tokens. */
  readonly expire: () => void;
  readonly leaveQuota: (calls: number) => void;
}

/** Switches that are all off. */
export function createFloorFaults({ expire, leaveQuota }: Effects): FloorFaultSwitches {
  let faults = NONE;
  return {
    get: () => faults,
    set(changes) {
      const checked = readSwitches(faultsSchema, changes);
      if (checked.sessionExpired) expire();
      if (typeof checked.quotaLeft === 'number') leaveQuota(checked.quotaLeft);
      faults = { ...faults, ...checked, sessionExpired: false, quotaLeft: null };
    },
    reset() {
      faults = NONE;
    },
  };
}
