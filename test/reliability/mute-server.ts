import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A server that takes every connection and says nothing. */
export interface MuteServer {
  readonly port: number;
  /** Connections that came. */
  came(): number;
  close(): void;
}

export async function startMuteServer(): Promise<MuteServer> {
  let came = 0;
  const server = createServer((socket) => {
    came++;
    socket.on('error', () => socket.destroy()).resume();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: (server.address() as AddressInfo).port, came: () => came, close: () => server.close() };
}
