import type { IncomingMessage } from 'node:http';
import type { SimulatorClock } from './clock.ts';
import type { EpochMs } from './entities.ts';
import type { FaultSwitches } from './faults.ts';
import type { Life } from './life.ts';
import type { RunIndex } from './run-index.ts';
import type { Credentials, Sessions } from './sessions.ts';
import type { Store } from './store.ts';

/** Which generation of the server is imitated. */
export type ServerVersion = '3.3' | '4.1' | '5.1';

/** How sure the imitation is: from an official reference, from what the official client does, or guessed. */
type Fidelity = 'documented' | 'client' | 'guessed';

/** An answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
}

/** What a route may use. */
export interface Scene {
  readonly version: ServerVersion;
  readonly store: Store;
  readonly life: Life;
  readonly index: RunIndex;
  readonly sessions: Sessions;
  readonly credentials: Credentials;
  readonly faults: FaultSwitches;
  readonly clock: SimulatorClock;
}

/** A request that has found its route. */
export interface Call extends Scene {
  readonly request: IncomingMessage;
  /** The `{…}` parts of the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** JSON or form fields; undefined without a body. */
  readonly body: unknown;
  readonly now: EpochMs;
}

/** One endpoint. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Literal segments win over `{name}`; `{name*}` takes all that follow. */
  readonly path: string;
  readonly since: ServerVersion;
  readonly until?: ServerVersion;
  readonly fidelity: Fidelity;
  /** Answers without log-in. */
  readonly open?: true;
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}

/** What went wrong, as an HTTP status; real error bodies are not documented. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A JSON answer. */
export function json(value: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** A text answer. */
export function plain(body: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** A file. */
export function file(body: Uint8Array, type: string, name?: string): Answer {
  const disposition = name === undefined ? {} : { 'content-disposition': `attachment; filename="${name}"` };
  return { status: 200, headers: { 'content-type': type, ...disposition }, body };
}

/** The thing, or a 404: what an unknown id gets is not documented. */
export function found<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new HttpError(404, `No such ${what}`);
  return thing;
}
