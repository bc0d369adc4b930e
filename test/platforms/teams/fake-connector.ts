import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request to the connector. */
export interface ConnectorCall {
  readonly method: string;
  readonly conversation: string;
  /** The message that is updated, deleted or replied to. */
  readonly activity: string | undefined;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** How a request is to fail: with a status, a cut connection, or no answer at all. */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: object }
  | 'cut'
  | 'hang';

/** Teams' connector on the loopback: takes messages, records them, and fails as told. */
export interface FakeConnector {
  readonly serviceUrl: string;
  readonly calls: readonly ConnectorCall[];
  /** Forgets what came so far: an attack sends more than one remembers. */
  forget(): void;
  /** The calls that carry or remove a message, without signs of typing. */
  messages(): readonly ConnectorCall[];
  /** Lets the next requests fail, one fault each. */
  provoke(...faults: readonly Fault[]): void;
  /** What is told of people from now on, by their ids. */
  tellOfMembers(tell: (id: string) => object): void;
  /** Waits until something is true; it is looked at after each request. */
  until(isTrue: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** A message may have about so many bytes. */
const MESSAGE_BYTES = 100_000;

/** Starts a fake connector. */
export async function startFakeConnector(): Promise<FakeConnector> {
  const calls: ConnectorCall[] = [];
  let sent = 0;
  const faults: Fault[] = [];
  let tellOf = (id: string): object => ({ id });
  const waiting = new Set<() => void>();

  function serve(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const [, , , conversation = '', , activity] = (request.url ?? '').split('/').map(decodeURIComponent);
    calls.push({
      method: request.method ?? '',
      conversation,
      activity,
      authorization: request.headers.authorization,
      body: body.length === 0 ? {} : JSON.parse(body.toString()),
    });
    const fault = faults.shift() ?? tooBig(body);
    if (fault === 'cut') request.socket.destroy();
    else if (fault !== undefined && fault !== 'hang') {
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      response.end(JSON.stringify(fault.body ?? {}));
    } else if (fault === undefined) {
      response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' });
      const id = activity ?? `sent-${++sent}`;
      response.end(JSON.stringify(request.method === 'GET' ? tellOf(id) : { id }));
    }
    for (const look of waiting) look();
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => serve(request, Buffer.concat(chunks), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    forget() {
      calls.length = 0;
    },
    messages: () => calls.filter(({ method, body }) => method !== 'GET' && body['type'] !== 'typing'),
    provoke: (...more) => void faults.push(...more),
    tellOfMembers(tell) {
      tellOf = tell;
    },
    until: (isTrue) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isTrue()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function tooBig(body: Buffer): Fault | undefined {
  if (body.length <= MESSAGE_BYTES) return undefined;
  return { status: 413, body: { error: { code: 'MessageSizeTooBig', message: 'Message size too large.' } } };
}
