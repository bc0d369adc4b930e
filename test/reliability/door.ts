import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Agent } from 'undici';
import { type Certificate, createCertificate } from '../../src/simulator/certificate.ts';

/** What happens to a request instead of its answer. */
export type Fault = (response: ServerResponse, request: IncomingMessage) => void;

/** A door in front of a simulated Scout, at which it can fail as networks and broken servers do. */
export interface Door {
  /** https://127.0.0.1:PORT; the port stays the same. */
  readonly url: string;
  readonly port: number;
  readonly fingerprint: string;
  /** PEM. */
  readonly certificate: string;
  /** Paths of all requests, the oldest first. */
  readonly asked: readonly string[];
  /** Lets requests fail so from now on, all or those for some paths; without a fault they reach the Scout again. */
  spoil(fault?: Fault, isMeant?: (path: string) => boolean): void;
  /** Hears of every path before it is answered. */
  look(hear: (path: string) => void): void;
  /** Nobody listens any more, and connections are cut. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** Ends the connections that stand, as a firewall does. */
  cut(): void;
  /** New connections see another certificate than announced. */
  showAnother(): Promise<void>;
  showAnnounced(): void;
  close(): Promise<void>;
}

/** Headers that are about one connection only. */
const OF_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];

/** Opens a door in front of the server at `target`. */
export async function openDoor(target: string): Promise<Door> {
  const announced = await createCertificate();
  const way = new Agent({ connect: { rejectUnauthorized: false } });
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  let hear = (_: string): void => {};
  let spoilt: { readonly fault: Fault; readonly isMeant: (path: string) => boolean } | undefined;

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request;
    const body = await buffer(request);
    asked.push(path);
    hear(path);
    if (spoilt?.isMeant(path)) return spoilt.fault(response, request);
    const answer = await way.request({
      origin: target,
      path,
      method: method === 'POST' ? 'POST' : 'GET',
      headers: withoutConnection(headers),
      ...(body.length > 0 && { body }),
    });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    response.writeHead(answer.statusCode, withoutConnection(answer.headers)).end(bytes);
  }

  const server = createServer(credentialsOf(announced), (request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  });
  const open = async (port: number): Promise<void> => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  };
  await open(0);
  const { port } = server.address() as AddressInfo;

  function cut(): void {
    for (const socket of sockets) socket.resetAndDestroy();
  }

  async function shut(): Promise<void> {
    const closed = once(server, 'close');
    server.close();
    cut();
    await closed;
  }

  return {
    url: `https://127.0.0.1:${port}`,
    port,
    fingerprint: announced.fingerprint,
    certificate: announced.certificate,
    asked,
    spoil(fault, isMeant = () => true) {
      spoilt = fault && { fault, isMeant };
    },
    look(by) {
      hear = by;
    },
    shut,
    open: () => open(port),
    cut,
    async showAnother() {
      server.setSecureContext(credentialsOf(await createCertificate()));
    },
    showAnnounced: () => server.setSecureContext(credentialsOf(announced)),
    async close() {
      if (server.listening) await shut();
      await way.destroy();
    },
  };
}

const credentialsOf = ({ key, certificate }: Certificate) => ({ key, cert: certificate });

function withoutConnection(headers: IncomingMessage['headers']): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(([name]) => !OF_CONNECTION.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, value ?? '']));
}
