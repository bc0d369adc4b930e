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

/** Opens the one HTTP port: each request goes to the route with the longest fitting prefix, others get 404. Rejects where the port is taken. */
export async function listen(
  routes: readonly Route[],
  options: { readonly port: number; readonly host: string },
): Promise<ListeningServer> {
  const longestFirst = routes.toSorted((a, b) => b.prefix.length - a.prefix.length);
  const server = createServer((request, response) => {
    const route = longestFirst.find(({ prefix }) => request.url?.startsWith(prefix));
    if (route) return route.listener(request, response);
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.\n');
  });
  // A client that dawdles over its headers or body is let go; chat servers send theirs at once.
  server.headersTimeout = 10_000;
  server.requestTimeout = 20_000;
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
