import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TokenAuthority } from '../../../src/platforms/teams/options.ts';

export const APP_ID = '00000000-0000-4000-8000-000000000001';
const KEY_ID = 'key-1';

export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject;
}

/** Whoever signs tokens, with keys of its own, on the loopback. */
export interface FakeAuthority extends TokenAuthority {
  /** How often its keys were fetched. */
  fetches(): number;
  /** A token that is right, but for what is changed. */
  sign(serviceUrl: string, changes?: TokenChanges): string;
  close(): Promise<void>;
}

export const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Starts an authority. */
export async function startTokenAuthority(endorsements: readonly string[] = ['msteams']): Promise<FakeAuthority> {
  const { publicKey, privateKey } = keyPair();
  let fetches = 0;
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/keys') {
      fetches += 1;
      const key = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', endorsements };
      response.end(JSON.stringify({ keys: [key] }));
    } else response.end(JSON.stringify({ issuer: 'https://issuer.example', jwks_uri: `${origin}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = 'https://issuer.example';
  return {
    openIdMetadataUrl: `${origin}/metadata`,
    issuer,
    token: async (audience) => (audience === issuer ? 'outgoing-token' : `token for ${audience}`),
    fetches: () => fetches,
    sign(serviceUrl, { claims = {}, header = {}, key = privateKey } = {}) {
      const now = Math.floor(Date.now() / 1_000);
      const payload = { iss: issuer, aud: APP_ID, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3_600, ...claims };
      return signToken({ alg: 'RS256', typ: 'JWT', kid: KEY_ID, ...header }, payload, key);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function signToken(header: object, payload: object, key: KeyObject): string {
  const unsigned = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${unsigned}.${sign('sha256', Buffer.from(unsigned), key).toString('base64url')}`;
}
