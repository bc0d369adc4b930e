import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createArrivals } from './arrivals.ts';

/** As much of the Bot Connector as a load needs: it takes messages into conversations. */
export interface StandInConnector {
  /** What activities carry as serviceUrl. */
  readonly url: string;
  /** Resolves when a message into the conversation was sent. */
  arrival(conversation: string): Promise<void>;
  close(): void;
}

/** Starts it on a free port of this machine. */
export async function startStandInConnector(): Promise<StandInConnector> {
  const arrivals = createArrivals();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const [, conversation] = /^\/v3\/conversations\/([^/]+)\/activities/.exec(request.url ?? '') ?? [];
      const isTyping = Buffer.concat(chunks).includes('"type":"typing"');
      if (conversation !== undefined && !isTyping) arrivals.arrive(conversation);
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrival: arrivals.arrival,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
