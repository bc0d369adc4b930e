import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a listener answers to one request, as status and JSON. */
export async function readJson(listener: RequestListener, path: string): Promise<{ status: number; body: unknown }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  const body: unknown = await response.json();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return { status: response.status, body };
}
