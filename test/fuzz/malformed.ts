import fc from 'fast-check';
import { buttonPress, directMessage, homeOpened, mention, slashCommand } from '../platforms/slack/payloads.ts';
import { signedRequest } from '../platforms/slack/signed-request.ts';
import {
  channelMention,
  installation,
  personalMessage,
  buttonPress as pressTeams,
} from '../platforms/teams/activities.ts';

/** A request that no chat would send: over HTTP, or the bare bytes of a connection. */
export type Malformed =
  | {
      readonly kind: 'http';
      readonly door: string;
      readonly method: string;
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Buffer;
    }
  | { readonly kind: 'bytes'; readonly door: string; readonly bytes: Buffer };

/** Where the answers of those requests that are understood may go. */
export interface Back {
  readonly responseUrl: string;
  readonly serviceUrl: string;
}

/** An endless stream of malformed requests; the same seed gives the same. */
export function* malformed(seed: number, back: Back): Generator<Malformed> {
  const any = anyRequest(back);
  for (let round = 0; ; round++) yield* fc.sample(any, { numRuns: 250, seed: seed + round });
}

const NASTY = [
  '',
  'A'.repeat(3_100),
  '<!channel>',
  '__proto__',
  'constructor',
  '\0',
  '{{DATE()}}',
  '%s%n%x',
  '🤖'.repeat(200),
  '../../../etc/passwd',
  'http://169.254.169.254/latest/',
  'https://hooks.slack.com@evil.example/',
  '-1',
  '1e400',
  'NaN',
  '\ud800',
  '\u202eabc',
  "' or 1=1 --",
  'robots',
  'subscribe daily 07:00',
  'order WO-3991420',
  'how did the last mission go?',
  'use north',
  'summary last 999999999 days',
];
const DEEP = JSON.parse(`${'['.repeat(900)}${']'.repeat(900)}`) as unknown;

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}, DEEP) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** A change to the node of a tree that a number leads to. */
const change = fc.record({
  at: fc.nat(400),
  how: fc.constantFrom('replace', 'remove', 'wrap', 'rename'),
  value,
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

const byteChanges = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(fc.tuple(fc.nat(3_000), fc.nat(255)), { maxLength: 4 }) },
);

type Tree = Record<string, unknown>;

/** The places of a tree, each by its holder and key. */
function placesIn(tree: unknown): readonly (readonly [Tree, string])[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const holder = tree as Tree;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...placesIn(holder[key])]);
}

function changed(original: object, changes: readonly Change[]): unknown {
  const tree: Tree = structuredClone(original) as Tree;
  for (const { at, how, value: put } of changes) {
    const places = placesIn(tree);
    const [holder, key] = places[at % Math.max(1, places.length)] ?? [];
    if (holder === undefined || key === undefined) break;
    if (how === 'replace') holder[key] = put;
    else if (how === 'wrap') holder[key] = [holder[key]];
    else {
      const kept = holder[key];
      delete holder[key];
      if (how === 'rename')
        Object.defineProperty(holder, JSON.stringify(put) ?? '', {
          value: kept,
          enumerable: true,
          writable: true,
          configurable: true,
        });
    }
  }
  return tree;
}

function withBytes(body: Buffer, changes: readonly (readonly [number, number])[]): Buffer {
  for (const [at, byte] of changes) if (body.length > 0) body[at % body.length] = byte;
  return body;
}

function anyRequest(back: Back): fc.Arbitrary<Malformed> {
  return fc.oneof(
    { weight: 7, arbitrary: signedForSlack(back) },
    { weight: 6, arbitrary: forTeams(back) },
    { weight: 3, arbitrary: unsigned },
    { weight: 3, arbitrary: anywhere },
    { weight: 1, arbitrary: bytes },
  );
}

/** What Slack would send, changed in a few places, and signed as Slack signs it. */
function signedForSlack({ responseUrl }: Back): fc.Arbitrary<Malformed> {
  const said = fc.tuple(text, fc.nat(5)).map(([words, kind]) => slackPayload(words, kind, responseUrl));
  return fc
    .record({ said, changes: fc.array(change, { maxLength: 4 }), flips: byteChanges, type: text, isTyped: fc.nat(9) })
    .map(({ said: payload, changes, flips, type, isTyped }) => {
      const json = 'form' in payload ? undefined : changed(payload.json, changes);
      const form = 'form' in payload ? (changed(payload.form, changes) as Record<string, string>) : {};
      const inner = form['payload'];
      const filled = typeof inner === 'string' ? { ...form, payload: mangled(inner, changes) } : form;
      const request = signedRequest(json === undefined ? { form: filled } : { json: json as object });
      // The bytes change before the signature would: so it is made again over them.
      const body = withBytes(Buffer.from(request.body), flips);
      const signed = flips.length === 0 ? request : signedRequest({ raw: body });
      const headers = {
        ...signed.headers,
        'content-type': request.headers['content-type'] ?? '',
        ...(isTyped === 0 && { 'content-type': printable(type) }),
      };
      return { kind: 'http', door: 'slack', method: 'POST', path: '/slack/events', headers, body };
    });
}

function mangled(json: string, changes: readonly Change[]): string {
  try {
    return JSON.stringify(changed(JSON.parse(json), changes));
  } catch {
    return json;
  }
}

function slackPayload(words: string, kind: number, responseUrl: string) {
  switch (kind) {
    case 0:
      return slashCommand(words, responseUrl);
    case 1:
      return mention(words);
    case 2:
      return directMessage(words);
    case 3:
      return buttonPress(words.slice(0, 200), words);
    case 4:
      return homeOpened();
    default:
      return slashCommand(words, words);
  }
}

/** What Teams would send, changed in a few places. */
function forTeams({ serviceUrl }: Back): fc.Arbitrary<Malformed> {
  const said = fc
    .tuple(text, fc.nat(3))
    .map(
      ([words, kind]) =>
        [personalMessage, channelMention][kind]?.(serviceUrl, words) ??
        (kind === 2 ? pressTeams(serviceUrl, { command: words }) : installation(serviceUrl)),
    );
  return fc
    .record({ said, changes: fc.array(change, { maxLength: 4 }), flips: byteChanges })
    .map(({ said: activity, changes, flips }) => ({
      kind: 'http',
      door: 'teams',
      method: 'POST',
      path: '/teams/messages',
      headers: { 'content-type': 'application/json' },
      body: withBytes(Buffer.from(JSON.stringify(changed(activity, changes)) ?? ''), flips),
    }));
}

const printable = (words: string): string => words.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);

/** Strangers at the doors: no signature, an old one, one of another secret. */
const unsigned: fc.Arbitrary<Malformed> = fc
  .record({ words: text, body: value, at: fc.constantFrom(0, Date.now(), 4e12), secret: fc.constantFrom('x', '') })
  .map(({ words, body, at, secret }) => {
    const request = signedRequest({ json: { body } }, { secret: secret || 'other', at });
    const headers: Record<string, string> = {
      ...request.headers,
      'x-slack-signature': secret === '' ? printable(words) : (request.headers['x-slack-signature'] ?? ''),
    };
    return {
      kind: 'http',
      door: 'unsigned',
      method: 'POST',
      path: '/slack/events',
      headers,
      body: Buffer.from(request.body),
    };
  });

const PATHS = [
  '/',
  '/health',
  '/ready',
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
];

const anywhere: fc.Arbitrary<Malformed> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'),
    path: fc.oneof(
      fc.constantFrom(...PATHS),
      text.map((words) => `/${encodeURIComponent(words.toWellFormed())}`),
    ),
    name: fc.constantFrom(
      'x-a',
      'cookie',
      'range',
      'expect',
      'accept',
      'host',
      'authorization',
      'content-type',
      'content-encoding',
      'x-forwarded-for',
    ),
    value: text,
    body: fc.uint8Array({ maxLength: 300 }),
  })
  .map(({ method, path, name, value: held, body }) => ({
    kind: 'http',
    door: 'anywhere',
    method,
    path,
    headers: name === 'host' ? {} : { [name]: printable(held) },
    body: Buffer.from(method === 'GET' || method === 'HEAD' || method === 'TRACE' ? [] : body),
  }));

const BEGINNINGS = [
  '',
  'GET / HTTP/1.1\r\nHost: a\r\n',
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
const bytes: fc.Arbitrary<Malformed> = fc
  .record({ start: fc.constantFrom(...BEGINNINGS), rest: fc.uint8Array({ maxLength: 400 }) })
  .map(({ start, rest }) => ({
    kind: 'bytes',
    door: 'bytes',
    bytes: Buffer.concat([Buffer.from(start, 'latin1'), rest]),
  }));
