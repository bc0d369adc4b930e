import type { EpochMs } from './entities.ts';
import { uuidOf } from './random.ts';

/** A cookie session lasts two weeks (official prose, Scout 3.2.1 to 3.3); whether use prolongs it is not said, here it does not. */
const LIFETIME_MS = 14 * 86_400_000;

/** The account and token of a simulated server. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

/** Who is logged in by cookie. */
export interface Sessions {
  /** A visitor's CSRF token and session id. */
  open(): { readonly csrf: string; readonly id: string };
  /** Whether this CSRF token was given out with this session id. */
  belongsTo(id: string, csrf: string): boolean;
  logIn(id: string, now: EpochMs): void;
  isLoggedIn(id: string, now: EpochMs): boolean;
  forgetAll(): void;
}

/** Sessions that are numbered, so that two runs of the program give the same. */
export function createSessions(seed: number): Sessions {
  const csrfOf = new Map<string, string>();
  const loggedInAt = new Map<string, EpochMs>();
  let opened = 0;
  return {
    open() {
      const number = opened++;
      const id = uuidOf(`${seed}:session:${number}`);
      const csrf = uuidOf(`${seed}:csrf:${number}`);
      csrfOf.set(id, csrf);
      return { id, csrf };
    },
    belongsTo: (id, csrf) => csrf !== '' && csrfOf.get(id) === csrf,
    logIn(id, now) {
      loggedInAt.set(id, now);
    },
    isLoggedIn(id, now) {
      const since = loggedInAt.get(id);
      return since !== undefined && now - since < LIFETIME_MS;
    },
    forgetAll() {
      loggedInAt.clear();
    },
  };
}
