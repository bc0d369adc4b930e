import fc from 'fast-check';
import type { HttpRequest, Malformed, Port } from './malformed-request.ts';
import { inAddress, inHeader, text } from './mangling.ts';

const METHODS = ['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'] as const;
const WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD', 'TRACE']);
const HEADERS = [
  'x-a',
  'cookie',
  'range',
  'expect',
  'accept',
  'accept-encoding',
  'if-none-match',
  'authorization',
  'content-type',
  'content-encoding',
  'x-forwarded-for',
  'upgrade',
] as const;

/** Requests with any method, header and body for some addresses. */
function requestsTo(paths: fc.Arbitrary<string>, door: string, port: Port): fc.Arbitrary<HttpRequest> {
  return fc
    .record({
      method: fc.oneof(fc.constant('GET'), fc.constantFrom(...METHODS)),
      path: paths,
      name: fc.constantFrom(...HEADERS),
      held: text,
      body: fc.uint8Array({ maxLength: 300 }),
    })
    .map(({ method, path, name, held, body }) => ({
      kind: 'http',
      door,
      port,
      method,
      path,
      headers: { [name]: inHeader(held) },
      body: Buffer.from(WITHOUT_BODY.has(method) ? [] : body),
    }));
}

const PATHS = [
  '/',
  '/metrics',
  '/slack/install',
  '/slack/oauth_redirect?code=x&state=y',
  '/slack/events',
  '/teams/messages',
  '/teams/pictures/x',
  '/slack/',
  '//',
  '/%00',
  '/..%2f..%2f',
  '*',
  'http://[/',
];

/** Requests to any address. */
export const anywhere = (door: string, port: Port): fc.Arbitrary<HttpRequest> =>
  requestsTo(
    fc.oneof(
      fc.constantFrom(...PATHS),
      text.map((words) => `/${encodeURIComponent(words.toWellFormed())}`),
      text.map((words) => `/teams/pictures/${inAddress(words)}`),
    ),
    door,
    port,
  );

/** Requests to addresses that are known, with something behind them. */
export function around(known: readonly string[], door: string, port: Port): fc.Arbitrary<HttpRequest> {
  const behind = fc.oneof(
    {
      weight: 2,
      arbitrary: fc.constantFrom('', '', '?', '??', '?a=b&a=c', '?%zz', '/', '#a', ';a', '%00', '/../health'),
    },
    { weight: 1, arbitrary: text.map((words) => `?${inAddress(words)}`) },
    { weight: 1, arbitrary: text.map((words) => `/${encodeURIComponent(words.toWellFormed())}`) },
  );
  const paths = fc.tuple(fc.constantFrom(...known), behind).map(([path, more]) => `${path}${more}`);
  return requestsTo(paths, door, port);
}

const BEGINNINGS = [
  '',
  'GET / HTTP/1.1\r\nHost: a\r\n',
  'GET /metrics HTTP/1.1\r\n\r\n',
  'GET /slack/install HTTP/1.1\r\nHost: a\r\nHost: b\r\nCookie: \0\r\n\r\n',
  'GET /slack/oauth_redirect?code=\x01&state=\x7f HTTP/1.1\r\nHost: a\r\n\r\n',
  'POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n',
  'POST /slack/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n',
  'POST /teams/messages HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
  'POST /teams/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\nContent-Type: application/json\r\n\r\n{',
  'GET /health HTTP/9.9\r\n\r\n',
  `GET / HTTP/1.1\r\n${'X-A: b\r\n'.repeat(3_000)}\r\n`,
  `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc',
];

/** Bytes that are no request, or the beginning of one. */
export const bytes = (door: string, port: Port): fc.Arbitrary<Malformed> =>
  fc
    .record({ start: fc.constantFrom(...BEGINNINGS), rest: fc.uint8Array({ maxLength: 400 }) })
    .map(({ start, rest }) => ({
      kind: 'bytes',
      door,
      port,
      bytes: Buffer.concat([Buffer.from(start, 'latin1'), rest]),
    }));
