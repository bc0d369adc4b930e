import type { TokenChanges } from '../platforms/teams/token-authority.ts';

/** A port of the programs: of the one in a single workspace, of the one in several, and of the metrics of the latter. */
export type Port = 'one' | 'several' | 'metrics';

/** A well-formed request over HTTP, whatever it says. */
export interface HttpRequest {
  readonly kind: 'http';
  readonly door: string;
  readonly port: Port;
  readonly method: string;
  /** `STATE` in it, and in the cookie, stands for the state of an install that has begun. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A request that no chat would send: over HTTP, the bare bytes of a connection, or an envelope of Socket Mode. */
export type Malformed =
  | HttpRequest
  | { readonly kind: 'envelope'; readonly door: string; readonly envelope: object }
  | { readonly kind: 'bytes'; readonly door: string; readonly port: Port; readonly bytes: Buffer };

/** Where the answers of those requests that are understood may go, and who signs tokens of Teams. */
export interface Back {
  readonly responseUrl: string;
  readonly serviceUrl: string;
  readonly sign: (serviceUrl: string, changes?: TokenChanges) => string;
}
