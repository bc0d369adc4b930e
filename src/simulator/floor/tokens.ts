import { createHmac, timingSafeEqual } from 'node:crypto';
import type { EpochMs } from '../entities.ts';

export interface TokenOptions {
  readonly seed: number;
  /** How long a token lasts; the real one's 30 minutes without it. */
  readonly minutes?: number;
  /** So long after its end a token is still taken, as clocks differ. */
  readonly skewSeconds?: number;
  /** So long after its end a token can still be renewed. */
  readonly renewGraceSeconds?: number;
  /** A token that was renewed is not taken any more; otherwise it lasts until its own end. */
  readonly revokesOnRenew?: boolean;
}

/** Gives tokens out and knows them again. */
export interface Tokens {
  issue(username: string, now: EpochMs): string;
  /** Whose token this is; undefined for one that is not right, or no longer. */
  ownerOf(token: string, now: EpochMs): string | undefined;
  /** A new token for one that is right; undefined otherwise. */
  renew(token: string, now: EpochMs): string | undefined;
  /** All tokens that were given out so far are not taken any more. */
  revokeAll(): void;
}

/** Tokens as JWTs signed with HS256, numbered, so that two runs of the program give the same. */
export function createTokens({
  seed,
  minutes = 30,
  skewSeconds = 0,
  renewGraceSeconds = 0,
  revokesOnRenew = false,
}: TokenOptions): Tokens {
  const revoked = new Set<number>();
  let issued = 0;
  let oldestTaken = 0;

  const sign = (text: string): string => createHmac('sha256', `floor:${seed}`).update(text).digest('base64url');

  function issue(username: string, now: EpochMs): string {
    const iat = Math.floor(now / 1000);
    const claims = { sub: username, jti: issued++, iat, exp: iat + minutes * 60 };
    const text = [{ alg: 'HS256', typ: 'JWT' }, claims].map(encode).join('.');
    return `${text}.${sign(text)}`;
  }

  /** What a token says, when we have signed it and it ended not longer ago than this. */
  function read(token: string, now: EpochMs, graceSeconds: number): Claims | undefined {
    const [header = '', body = '', signature = ''] = token.split('.');
    if (!isSame(signature, sign(`${header}.${body}`))) return undefined;
    const claims: Claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    if (claims.jti < oldestTaken || revoked.has(claims.jti)) return undefined;
    return now < (claims.exp + graceSeconds) * 1000 ? claims : undefined;
  }

  return {
    issue,
    ownerOf: (token, now) => read(token, now, skewSeconds)?.sub,
    renew(token, now) {
      const claims = read(token, now, Math.max(skewSeconds, renewGraceSeconds));
      if (claims === undefined) return undefined;
      if (revokesOnRenew) revoked.add(claims.jti);
      return issue(claims.sub, now);
    },
    revokeAll() {
      oldestTaken = issued;
    },
  };
}

interface Claims {
  readonly sub: string;
  readonly jti: number;
  readonly exp: number;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function isSame(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
}
