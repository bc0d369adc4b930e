import fc from 'fast-check';
import type { HttpRequest } from './malformed-request.ts';
import { inAddress, inHeader, text } from './mangling.ts';

const REDIRECT = '/slack/oauth_redirect';
const COOKIE = 'slack-app-oauth-state';
const ODD_BYTES = ['%', '%zz', '%ff%fe', '%00', '%u0041', '\xff\x80', '+', '&', '=', ';', '#'];

const said = fc.oneof(
  { weight: 3, arbitrary: fc.constant('STATE') },
  { weight: 2, arbitrary: fc.constantFrom('code-1', 'access_denied', 'STATEx', 'eyJhbGciOiJub25lIn0.e30.') },
  { weight: 2, arbitrary: text.map((words) => encodeURIComponent(words.toWellFormed())) },
  { weight: 1, arbitrary: text.map(inAddress) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_BYTES) },
);

const parameters = fc.oneof(
  { weight: 1, arbitrary: fc.constant('code=code-1&state=STATE') },
  { weight: 1, arbitrary: said.map((code) => `code=${code}&state=STATE`) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.tuple(fc.constantFrom('code', 'state', 'error', 'state', 'code[]', '__proto__', ''), said), {
        maxLength: 5,
      })
      .map((pairs) => pairs.map(([name, word]) => `${name}=${word}`).join('&')),
  },
);

const cookie = fc.oneof(
  { weight: 3, arbitrary: fc.constant(`${COOKIE}=STATE`) },
  {
    weight: 3,
    arbitrary: fc.array(said, { maxLength: 3 }).map((words) => words.map((word) => `${COOKIE}=${word}`).join('; ')),
  },
  { weight: 1, arbitrary: text },
  { weight: 1, arbitrary: fc.constantFrom(COOKIE, `${COOKIE}=`, `; ;=${COOKIE}`, `${COOKIE}=a; `.repeat(200)) },
);

/** Browsers, and what calls itself one, at both ends of an install. */
export function installRequests(door: string): fc.Arbitrary<HttpRequest> {
  return fc
    .record({
      // An install that is finished was begun before.
      path: fc.constantFrom('/slack/install', REDIRECT, REDIRECT),
      query: parameters,
      cookies: cookie,
      host: fc.option(text, { freq: 4, nil: undefined }),
      method: fc.oneof(
        { weight: 9, arbitrary: fc.constant('GET') },
        { weight: 1, arbitrary: fc.constantFrom('POST', 'HEAD') },
      ),
    })
    .map(({ path, query, cookies, host, method }) => ({
      kind: 'http',
      door,
      port: 'several',
      method,
      path: query === '' ? path : `${path}?${query}`,
      headers: { cookie: inHeader(cookies), ...(host !== undefined && { host: inHeader(host) }) },
      body: Buffer.alloc(0),
    }));
}
