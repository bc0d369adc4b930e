import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createArrivals } from './arrivals.ts';

/** As much of Slack as a load needs: it takes answers at response_url and says who the bot is. */
export interface StandInSlack {
  readonly url: string;
  /** The response_url of the request with this id. */
  urlOf(id: string): string;
  /** Resolves when the answer to it was sent there. */
  arrival(id: string): Promise<void>;
  close(): void;
}

/** Starts it on a free port of this machine. */
export async function startStandInSlack(): Promise<StandInSlack> {
  const arrivals = createArrivals();
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const [, id] = /^\/response\/(.+)$/.exec(request.url ?? '') ?? [];
      if (id !== undefined) arrivals.arrive(id);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"ok":true,"bot_id":"B1","user_id":"U0","team_id":"T1"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    urlOf: (id) => `${url}/response/${id}`,
    arrival: arrivals.arrival,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
