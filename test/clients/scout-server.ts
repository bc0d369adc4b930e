import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { generate } from 'selfsigned';

/** What a test answers a request with: data for JSON, a function for anything else. */
export type Answer = { readonly json: unknown } | ((response: ServerResponse, request: IncomingMessage) => void);

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The query as it was sent. */
  readonly search: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server that lets in as Scout 3 and Orbit do; what it tells, each test sets. */
export interface ScoutServer {
  readonly url: string;
  readonly certificate: string;
  readonly fingerprint: string;
  readonly asked: readonly Asked[];
  /** How often a path was asked, whatever its query. */
  count(path: string): number;
  /** Answers of a path, from now on. */
  on(path: string, answer: (asked: Asked) => Answer | Promise<Answer>): void;
  /** Makes all sessions end. */
  expire(): void;
  password: string;
  token: string;
  /** What an unknown session is answered with. */
  refusal: number;
  /** TLS handshakes that were resumed. */
  readonly resumed: number;
  close(): Promise<void>;
}

let identity: Promise<{ readonly key: string; readonly certificate: string }> | undefined;

async function makeIdentity() {
  const made = await generate([{ name: 'commonName', value: 'Scout of a test' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { key: made.private, certificate: made.cert };
}

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}, body = ''): Answer =>
  (response) =>
    response.writeHead(code, headers).end(body);

export const json = (value: unknown): Answer => ({ json: value });

export async function startScoutServer(): Promise<ScoutServer> {
  identity ??= makeIdentity();
  const { key, certificate } = await identity;
  const asked: Asked[] = [];
  const answers = new Map<string, (asked: Asked) => Answer | Promise<Answer>>();
  const sockets = new Set<Socket>();
  let sessions = new Set<string>();
  let made = 0;
  let resumed = 0;

  const server = createServer({ key, cert: certificate }, (request, response) => {
    respond(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('secureConnection', (socket) => {
    if (socket.isSessionReused()) resumed++;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `https://127.0.0.1:${port}`;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams, search } = new URL(request.url ?? '/', url);
    const one: Asked = {
      method: request.method ?? '',
      path: pathname,
      query: searchParams,
      search,
      headers: request.headers,
      body: await text(request),
    };
    asked.push(one);
    const answer = (await answers.get(pathname)?.(one)) ?? standard(one);
    if (typeof answer === 'function') answer(response, request);
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.json));
  }

  function standard({ path, body, headers }: Asked): Answer {
    const session = /session=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? '';
    if (path === '/') {
      const cookies = ['x-csrf-token=csrf-secret; Path=/', `session=s${++made}; Path=/; HttpOnly; Secure`];
      return (response) => response.writeHead(302, { location: '/login', 'set-cookie': cookies }).end();
    }
    if (path === '/api/v0/login') {
      const form = new URLSearchParams(body);
      const isRight = form.get('username') === 'bot' && form.get('password') === scout.password;
      if (!isRight || headers['x-csrf-token'] !== 'csrf-secret') return status(401, {}, 'wrong');
      sessions.add(session);
      return json({ username: 'bot' });
    }
    const isIn = headers.authorization === `Bearer ${scout.token}` || sessions.has(session);
    if (!isIn) return status(scout.refusal, {}, 'Forbidden');
    if (path === '/api/v0/api_token/authenticate') return json({});
    return known(path);
  }

  function known(path: string): Answer {
    if (path === '/api/v0/robots/') return json([{ robotIndex: 0, hostname: '10.0.0.1', nickname: 'Rex' }]);
    if (path === '/api/v0/version/') return json({ version: '5.1.0' });
    return status(404, { 'content-type': 'text/html' }, '<html>not found</html>');
  }

  const scout: ScoutServer = {
    url,
    certificate,
    fingerprint: new X509Certificate(certificate).fingerprint256,
    asked,
    count: (path) => asked.filter((one) => one.path === path).length,
    // A path that a test answers is still only for those who are logged in, unless it is part of the log-in.
    on(path, answer) {
      const isOpen = path === '/' || path === '/api/v0/login' || path === '/api/v0/api_token/authenticate';
      answers.set(path, (one) => {
        const before = isOpen ? undefined : standard({ ...one, path: '/api/v0/version/' });
        return typeof before === 'function' ? before : answer(one);
      });
    },
    expire() {
      sessions = new Set();
    },
    password: 'secret-password',
    token: 'secret-token',
    refusal: 403,
    get resumed() {
      return resumed;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return scout;
}
