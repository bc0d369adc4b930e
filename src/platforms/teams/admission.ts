import type { IncomingHttpHeaders } from 'node:http';
import { messageOf } from '../../core/errors.ts';
import { type Envelope, readEnvelope, tenantsOf } from './envelope.ts';
import { isLoopbackAddress } from './service-hosts.ts';
import { claimsOf } from './token-claims.ts';

/** A request to the door, its body read. */
export interface Knock {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly remoteAddress: string | undefined;
}

/** What was let in, and whether all tenants that it names may ask; or why not. */
export type Admitted = { readonly envelope: Envelope; readonly mayAsk: boolean } | { readonly refusal: string };

export interface AdmissionOptions {
  /** Whose tokens are taken; nothing lets in whoever is on this machine. */
  readonly tokens:
    | {
        readonly appId: string;
        readonly issuer: string;
        /** Rejects where the token is not signed by Teams' keys, is over, or is for somebody else. */
        verify(envelope: Envelope, authorization: string): Promise<void>;
      }
    | undefined;
  /** The tenants whose people may ask; all where there are none. */
  readonly tenants: readonly string[];
  readonly mayAnswerAt: (endpoint: string) => boolean;
}

/**
 * Builds the check at the door. The cheap questions come first, so that strangers cost little; whatever the reason, the stranger learns none. A tenant
 * that may not ask is no stranger: it is Teams that speaks, and the one who wrote can be told.
 */
export function createAdmission({
  tokens,
  tenants,
  mayAnswerAt,
}: AdmissionOptions): (knock: Knock) => Promise<Admitted> {
  const allowed = new Set(tenants.map((tenant) => tenant.toLowerCase()));

  function refuse({ headers, remoteAddress }: Knock, envelope: Envelope | undefined): string | undefined {
    // A page in a browser can post only other types to this machine without asking first.
    if (!headers['content-type']?.toLowerCase().startsWith('application/json')) return 'not JSON';
    if (envelope === undefined) return 'not an activity';
    if (tokens === undefined) {
      if (!isLoopbackAddress(remoteAddress)) return 'anonymous, and not from this machine';
    } else {
      const claims = claimsOf(headers.authorization);
      if (claims === undefined) return 'no signed token';
      if (claims.iss !== tokens.issuer) return 'a token of another issuer';
      if (claims.aud !== tokens.appId) return 'a token for another bot';
      if (claims.serviceurl !== envelope.serviceUrl) return 'a token for another service address';
    }
    if (envelope.channelId !== 'msteams') return 'not from Teams';
    if (!mayAnswerAt(envelope.serviceUrl)) return 'a service address that is not allowed';
    if (allowed.size > 0 && tenantsOf(envelope).length === 0) return 'no tenant';
    return undefined;
  }

  /** The one to be told of where several are named. */
  function notAllowed(envelope: Envelope): string | undefined {
    return allowed.size === 0 ? undefined : tenantsOf(envelope).find((tenant) => !allowed.has(tenant.toLowerCase()));
  }

  return async (knock) => {
    const envelope = readEnvelope(parse(knock.body));
    const refusal = refuse(knock, envelope);
    if (refusal !== undefined || envelope === undefined) return { refusal: refusal ?? 'not an activity' };
    try {
      await tokens?.verify(envelope, knock.headers.authorization ?? '');
    } catch (error) {
      return { refusal: messageOf(error) };
    }
    const tenantId = notAllowed(envelope);
    if (tenantId === undefined) return { envelope, mayAsk: true };
    return { envelope: { ...envelope, conversation: { ...envelope.conversation, tenantId } }, mayAsk: false };
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
