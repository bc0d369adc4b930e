import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request to Microsoft Graph, or for a token. */
export interface GraphCall {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** How a request is to fail: with a status and a body, or a cut connection. */
export type GraphFault = { readonly status: number; readonly body: string } | 'cut';

/** Microsoft Graph and the log-in before it, on the loopback: tells who is in which group, and fails as told. */
export interface FakeGraph {
  readonly url: string;
  readonly calls: readonly GraphCall[];
  /** Asks the log-in for a token. */
  token(): Promise<string>;
  /** Says who is in which groups from now on, by object ids. */
  tell(memberships: Readonly<Record<string, readonly string[]>>): void;
  /** Lets the next questions for groups fail, one fault each. */
  provoke(...faults: readonly GraphFault[]): void;
  close(): Promise<void>;
}

/** What the log-in gives. */
const TOKEN = 'token-for-graph';

/** Starts a fake Graph. */
export async function startFakeGraph(): Promise<FakeGraph> {
  const calls: GraphCall[] = [];
  const faults: GraphFault[] = [];
  let told: Readonly<Record<string, readonly string[]>> = {};

  const answer = (response: ServerResponse, status: number, body: string): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body);
  };

  function check({ url = '', headers, socket }: IncomingMessage, body: string, response: ServerResponse): void {
    calls.push({ path: url, authorization: headers.authorization, body });
    const fault = faults.shift();
    if (fault === undefined) answer(response, 200, membershipsOf(url, body));
    else if (fault === 'cut') socket.destroy();
    else answer(response, fault.status, fault.body);
  }

  function membershipsOf(url: string, body: string): string {
    const memberships = told[url.split('/')[3] ?? ''] ?? [];
    const { groupIds } = JSON.parse(body) as { readonly groupIds: readonly string[] };
    return JSON.stringify({ value: groupIds.filter((id) => memberships.includes(id)) });
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/token') answer(response, 200, JSON.stringify({ access_token: TOKEN }));
      else check(request, Buffer.concat(chunks).toString(), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    calls,
    async token() {
      const response = await fetch(`${url}/token`, { method: 'POST' });
      return ((await response.json()) as { readonly access_token: string }).access_token;
    },
    tell(memberships) {
      told = memberships;
    },
    provoke: (...more) => void faults.push(...more),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
