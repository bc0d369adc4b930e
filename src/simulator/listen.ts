import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';

interface ListenOptions {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
  readonly listener: RequestListener;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
}

/** A server that listens. */
interface Listening {
  /** https://HOST:PORT, without a slash at the end. */
  readonly url: string;
  /** Stops listening and breaks off what is under way. */
  close(): Promise<void>;
}

/** Listens on HTTPS. Rejects when the port is taken. */
export async function listen({ key, certificate, listener, port, host }: ListenOptions): Promise<Listening> {
  const server = createServer({ key, cert: certificate }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const boundPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `https://${host.includes(':') ? `[${host}]` : host}:${boundPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
