import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import type { DialectSettings } from '../../../src/clients/floor/dialect.ts';
import { createDialect } from '../../../src/clients/floor/dialect.ts';
import type { FloorClient } from '../../../src/clients/floor/floor-client.ts';
import { createScoutSystemsClient } from '../../../src/clients/floor/scout-systems-client.ts';
import { createRecordedLog } from '../recorded-log.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = (asked: Asked, response: ServerResponse) => unknown;

/** A floor server of which a test says what it answers. */
export interface FloorServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** The most requests that were open at once. */
  readonly most: number;
  count(path: string): number;
  /** What a path answers from now on: a value as JSON, or whatever the function writes itself. */
  on(path: string, answer: Answer): void;
  close(): Promise<void>;
}

export const MINUTE = 60_000;
export const ACCOUNT = { username: 'hq-bot', password: 'secret-password' };

/** The start of every test, a Wednesday. */
export const START = Date.parse('2026-10-21T14:20:00Z');

/** A token that says when it ends. */
export function jwtOf(issuedAt: number, minutes = 30, name = 'bot'): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = Math.floor(issuedAt / 1000);
  return [part({ alg: 'HS256' }), part({ name, iat: seconds, exp: seconds + minutes * 60 }), 'c2lnbmF0dXJl'].join('.');
}

export const reply =
  (status: number, body: unknown = '', headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) => {
    const json = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(json);
  };

export const gateway = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  reply(status, { statusCode: status, message }, headers);

export const problem = (status: number, more: object = {}): Answer =>
  reply(status, { type: 'about:blank', title: 'Something', status, ...more });

export async function startFloorServer(): Promise<FloorServer> {
  const answers = new Map<string, Answer>();
  const asked: Asked[] = [];
  let [open, most] = [0, 0];
  const server = createServer((request, response) => {
    open++;
    most = Math.max(most, open);
    response.on('close', () => {
      open--;
    });
    void answerRequest(request, response);
  });

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.replace(/^\/v1/, '');
    const { method = '', headers } = request;
    const question: Asked = { method, path, query: searchParams, headers, body: await text(request) };
    asked.push(question);
    const answer = answers.get(path) ?? gateway(404, 'Resource not found');
    const value = await answer(question, response);
    if (value !== undefined) reply(200, value)(question, response);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    get most() {
      return most;
    },
    count: (path) => asked.filter((one) => one.path === path).length,
    on: (path, answer) => void answers.set(path, answer),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A client of that server, with a clock that a test moves. */
export function openClient(
  server: FloorServer,
  { settings = {}, subscriptionKey }: { readonly settings?: DialectSettings; readonly subscriptionKey?: string } = {},
) {
  let at = START;
  const log = createRecordedLog();
  const client: FloorClient = createScoutSystemsClient({
    site: { name: 'plant 1', url: server.url },
    account: ACCOUNT,
    ...(subscriptionKey !== undefined && { subscriptionKey }),
    dialect: createDialect(settings),
    tls: {},
    timing: { retries: 2 },
    now: () => at,
    random: () => 0,
    log,
  });
  return {
    client,
    log,
    now: () => at,
    pass: (ms: number): void => {
      at += ms;
    },
  };
}

/** Lets requests through in groups, so that so many are certain to be open at once. */
export function createGroups(size: number): () => Promise<void> {
  let arrived: (() => void)[] = [];
  return async () => {
    await new Promise<void>((resolve) => {
      arrived.push(resolve);
      if (arrived.length < size) return;
      for (const release of arrived) release();
      arrived = [];
    });
    // Whoever is one too many gets the time to arrive.
    for (let turns = 0; turns < 5; turns++) await turn();
  };
}

/** What a promise was rejected with. */
export const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
