import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listener and the paths it answers for. */
export interface Route {
  /** The beginning of the path, for example "/slack/". */
  readonly prefix: string;
  readonly listener: RequestListener;
}

/** A listening server. */
export interface ListeningServer {
  readonly port: number;
  /** Stops accepting and resolves when the last answer is out. */
  close(): Promise<void>;
}

/** How long a client may take, in milliseconds, and how many there may be. */
export interface Patience {
  readonly headersMs: number;
  readonly requestMs: number;
  /** How often it is looked who takes longer. */
  readonly lookEveryMs: number;
  readonly connections: number;
}

/** A client that dawdles over its headers or body is let go; chat servers send theirs at once, over few connections. */
const PATIENCE: Patience = { headersMs: 10_000, requestMs: 20_000, lookEveryMs: 2_000, connections: 2_000 };

/** Opens the one HTTP port: each request goes to the route with the longest fitting prefix, others get 404. Rejects where the port is taken. */
export async function listen(
  routes: readonly Route[],
  options: { readonly port: number; readonly host: string; readonly patience?: Patience },
): Promise<ListeningServer> {
  const { headersMs, requestMs, lookEveryMs, connections } = options.patience ?? PATIENCE;
  const limits = { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: lookEveryMs };
  const longestFirst = routes.toSorted((a, b) => b.prefix.length - a.prefix.length);
  const server = createServer(limits, (request, response) => {
    const route = longestFirst.find(({ prefix }) => request.url?.startsWith(prefix));
    if (route) return route.listener(request, response);
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.\n');
  });
  server.maxConnections = connections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}
