import * as v from 'valibot';

const Header = v.object({ alg: v.picklist(['RS256', 'RS384', 'RS512']), kid: v.string() });
const Claims = v.object({ iss: v.string(), aud: v.string(), serviceurl: v.string() });

/** What a token says of itself. */
export type Claims = v.InferOutput<typeof Claims>;

const BEARER = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/;

/**
 * Reads a bearer token without believing it; nothing where it could not be one of Teams'. The SDK believes too much while it finds out by which
 * rules to check: a token that says it is of the Emulator or of a skill goes other ways, which skip the service address, and each new tenant
 * in such a token stays in a list for ever. So only what calls itself Teams' comes that far.
 */
export function claimsOf(authorization: string | undefined): Claims | undefined {
  const [, header, payload] = BEARER.exec(authorization ?? '') ?? [];
  if (header === undefined || payload === undefined || !v.is(Header, decode(header))) return undefined;
  const claims = v.safeParse(Claims, decode(payload));
  return claims.success ? claims.output : undefined;
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
