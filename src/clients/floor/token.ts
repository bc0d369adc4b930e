import * as v from 'valibot';
import type { EpochMs } from '../../core/reply.ts';
import { parseJson } from './problem.ts';
import { foldName } from './records.ts';
import { JsonObject } from './values.ts';

/** What opens the floor's API for a while. */
export interface Token {
  readonly jwt: string;
  readonly since: EpochMs;
  readonly endsAt: EpochMs;
}

const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;
/** What the vendor says of every token; its own word, where it can be read, counts more. */
const LIFETIME_MS = 30 * 60_000;
const Claims = v.object({ exp: v.number(), iat: v.optional(v.number()) });

/**
 * The token of an answer: a JSON string, bare text, or a field of an object, also one level down. Undefined where there is none.
 */
export function readToken(body: string, aliases: readonly string[], receivedAt: EpochMs): Token | undefined {
  const jwt = findToken(parseJson(body) ?? body.trim(), aliases, 1);
  return jwt === undefined ? undefined : { jwt, since: receivedAt, endsAt: receivedAt + lifetimeOf(jwt, receivedAt) };
}

function findToken(json: unknown, aliases: readonly string[], depth: number): string | undefined {
  if (typeof json === 'string') return JWT.test(json.trim()) ? json.trim() : undefined;
  const record = v.safeParse(JsonObject, json);
  if (!record.success) return undefined;
  const values = new Map(Object.entries(record.output).map(([name, value]) => [foldName(name), value]));
  for (const alias of aliases) {
    const value = values.get(foldName(alias));
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  if (depth === 0) return undefined;
  return [...values.values()]
    .filter((value) => typeof value === 'object')
    .map((value) => findToken(value, aliases, depth - 1))
    .find((found) => found !== undefined);
}

/** By the token's own times: their difference holds even where the two clocks do not agree. */
function lifetimeOf(jwt: string, receivedAt: EpochMs): number {
  const payload = Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString();
  const claims = v.safeParse(Claims, parseJson(payload));
  if (!claims.success) return LIFETIME_MS;
  const { exp, iat = receivedAt / 1_000 } = claims.output;
  const lifetime = (exp - iat) * 1_000;
  return lifetime > 0 ? lifetime : LIFETIME_MS;
}
