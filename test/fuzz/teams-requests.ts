import fc from 'fast-check';
import { buttonPress, channelMention, installation, personalMessage, TENANT } from '../platforms/teams/activities.ts';
import { keyPair, type TokenChanges } from '../platforms/teams/token-authority.ts';
import type { Back, HttpRequest, Port } from './malformed-request.ts';
import { byteChanges, changed, changes, inHeader, text, withBytes } from './mangling.ts';

/** The tenant of the registration, by an id as the settings take it. */
export const TENANT_ID = '00000000-0000-4000-8000-000000000009';

const DAY = 86_400;
const now = (): number => Math.floor(Date.now() / 1_000);
const toTeams = { kind: 'http', method: 'POST', path: '/teams/messages' } as const;

/** What Teams would send, changed in a few places; `token` is shown where there is one. */
export function teamsRequests(
  { serviceUrl }: Back,
  { door, port, token }: { readonly door: string; readonly port: Port; readonly token?: string },
): fc.Arbitrary<HttpRequest> {
  return fc
    .record({ activity: activities(serviceUrl), made: changes, flips: byteChanges })
    .map(({ activity, made, flips }) => ({
      ...toTeams,
      door,
      port,
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: withBytes(bodyOf(changed(activity, made)), flips),
    }));
}

function activities(serviceUrl: string): fc.Arbitrary<object> {
  return fc
    .tuple(text, fc.nat(3))
    .map(
      ([words, kind]) =>
        [personalMessage, channelMention][kind]?.(serviceUrl, words) ??
        (kind === 2 ? buttonPress(serviceUrl, { command: words }) : installation(serviceUrl)),
    );
}

const bodyOf = (activity: unknown): Buffer =>
  Buffer.from((JSON.stringify(activity) ?? '').replaceAll(JSON.stringify(TENANT), JSON.stringify(TENANT_ID)));

/** A token that opens the door for as long as an attack takes. */
export const rightToken = ({ sign, serviceUrl }: Back): string => sign(serviceUrl, { claims: { exp: now() + DAY } });

/** Strangers at Teams' door: what they say is right, the token is not. */
export function teamsStrangers(back: Back, door: string): fc.Arbitrary<HttpRequest> {
  const { serviceUrl } = back;
  const right = rightToken(back);
  const header = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...wrongTokens(back).map((token) => `Bearer ${token}`)) },
    { weight: 3, arbitrary: fc.tuple(fc.nat(), text).map(([at, words]) => `Bearer ${forged(right, at, words)}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(right, `Basic ${right}`, `Bearer ${right}.`, 'Bearer', `Bearer ${right} x`),
    },
    { weight: 1, arbitrary: fc.constantFrom(`Bearer ${right}, Bearer ${right}`, `Bearer ${'a.'.repeat(4_000)}`) },
    { weight: 1, arbitrary: text },
  );
  return fc
    .record({ activity: activities(serviceUrl), authorization: fc.option(header, { freq: 15 }) })
    .map(({ activity, authorization }) => ({
      ...toTeams,
      door,
      port: 'several',
      headers: {
        'content-type': 'application/json',
        ...(authorization !== null && { authorization: authorization.replace(/[^\x20-\x7e\x80-\xff]/g, '?') }),
      },
      body: bodyOf(activity),
    }));
}

/** Signed tokens of which each is wrong in one thing. */
function wrongTokens({ sign, serviceUrl }: Back): readonly string[] {
  const wrong: readonly TokenChanges[] = [
    { key: keyPair().privateKey },
    { header: { kid: 'key-2' } },
    { header: { kid: undefined } },
    { header: { kid: { toString: 1 } } },
    { header: { kid: '__proto__' } },
    { header: { alg: 'none' } },
    { header: { alg: 'HS256' } },
    { header: { alg: 'RS512' } },
    { claims: { exp: now() - DAY } },
    { claims: { nbf: now() + DAY } },
    { claims: { exp: 'tomorrow' } },
    { claims: { aud: '00000000-0000-4000-8000-000000000002' } },
    { claims: { aud: [null] } },
    { claims: { iss: 'https://stranger.example' } },
    { claims: { serviceurl: 'https://stranger.example/' } },
    { claims: { serviceurl: undefined } },
  ];
  return wrong.map((changesOfIt) => sign(serviceUrl, changesOfIt));
}

/** A right token with something else in one place of it; its last letter alone may say nothing. */
function forged(token: string, at: number, words: string): string {
  const place = at % (token.length - 2);
  const put = inHeader(words) || '-';
  return `${token.slice(0, place)}${put === token[place] ? '_-' : put}${token.slice(place + 1)}`;
}
