import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LateAnswers } from './load.ts';

/** As much of Slack as a load needs: it takes answers at response_url and says who the bot is. */
export interface StandInSlack extends LateAnswers {
  readonly url: string;
  close(): void;
}

/** Starts it on a free port of this machine. */
export async function startStandInSlack(): Promise<StandInSlack> {
  const arrived = new Set<string>();
  const waiting = new Map<string, () => void>();
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const [, id] = /^\/response\/(.+)$/.exec(request.url ?? '') ?? [];
      if (id !== undefined) {
        const resolve = waiting.get(id);
        waiting.delete(id);
        if (resolve) resolve();
        else arrived.add(id);
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"ok":true,"bot_id":"B1","user_id":"U0","team_id":"T1"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    urlOf: (id) => `${url}/response/${id}`,
    arrival: (id) => (arrived.delete(id) ? Promise.resolve() : new Promise((resolve) => waiting.set(id, resolve))),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
