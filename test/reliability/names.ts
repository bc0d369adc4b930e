import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** A resolver for which every name is this machine, until it fails. */
export interface Names {
  readonly lookup: LookupFunction;
  /** Lets look-ups fail with a code of getaddrinfo. */
  fail(code: string): void;
  mend(): void;
}

export function createNames(): Names {
  let failure: string | undefined;
  return {
    lookup(name, options, callback) {
      if (failure === undefined) return lookup('127.0.0.1', options, callback);
      callback(Object.assign(new Error(`getaddrinfo ${failure} ${name}`), { code: failure }), []);
    },
    fail(code) {
      failure = code;
    },
    mend() {
      failure = undefined;
    },
  };
}
