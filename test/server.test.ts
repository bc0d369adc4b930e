import { connect, type Socket } from 'node:net';
import { type ListeningServer, listen } from '../src/server.ts';

const PATIENCE = { headersMs: 300, requestMs: 600, lookEveryMs: 50, connections: 40 };
const HEAD = 'POST /door HTTP/1.1\r\nHost: a\r\n';

let server: ListeningServer;
const sockets: Socket[] = [];

beforeEach(async () => {
  const routes = [
    {
      prefix: '/door',
      listener: (request: NodeJS.ReadableStream, response: { end(text: string): void }) => {
        request.on('end', () => response.end('let in')).resume();
      },
    },
  ];
  server = await listen(routes, { port: 0, host: '127.0.0.1', patience: PATIENCE });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.close();
});

/** A connection, with all that came over it. */
function open(): { readonly socket: Socket; readonly closed: Promise<void>; heard(): string } {
  const socket = connect(server.port, '127.0.0.1');
  sockets.push(socket);
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString();
  });
  socket.on('error', () => {});
  const closed = new Promise<void>((done) => socket.on('close', () => done()));
  return { socket, closed, heard: () => heard };
}

const ask = async (): Promise<string> =>
  (await fetch(`http://127.0.0.1:${server.port}/door`, { method: 'POST', body: 'x' })).text();

test('who sends headers a byte at a time is let go, and others are answered meanwhile', async () => {
  const slow = Array.from({ length: 20 }, open);
  for (const { socket } of slow) socket.write(HEAD);
  const dribble = setInterval(() => {
    for (const { socket } of slow) if (!socket.destroyed) socket.write('X-A: b\r\n');
  }, 50);
  expect(await ask()).toBe('let in');
  await Promise.all(slow.map(({ closed }) => closed));
  clearInterval(dribble);
  expect(slow.map(({ heard }) => heard().slice(0, 12))).toEqual(slow.map(() => 'HTTP/1.1 408'));
});

test('who sends a body a byte at a time is let go', async () => {
  const { socket, closed } = open();
  socket.write(`${HEAD}Content-Length: 100000\r\n\r\n`);
  const dribble = setInterval(() => !socket.destroyed && socket.write('a'), 50);
  await closed;
  clearInterval(dribble);
  expect(await ask()).toBe('let in');
});

test('a flood of headers is refused', async () => {
  const { socket, closed, heard } = open();
  socket.write(`${HEAD}${'X-Flood: yes\r\n'.repeat(1_300)}\r\n`);
  await closed;
  expect(heard()).toMatch(/^HTTP\/1\.1 431/);
});

test('more connections than there may be are closed at once, and the others live on', async () => {
  const many = Array.from({ length: 60 }, open);
  const closed = () => many.filter(({ socket }) => socket.destroyed).length;
  while (closed() < 20) await new Promise((done) => setTimeout(done, 10));
  const [first] = many;
  first?.socket.write(`${HEAD}Content-Length: 1\r\n\r\na`);
  while (first?.heard() === '') await new Promise((done) => setTimeout(done, 10));
  expect(first?.heard()).toMatch(/^HTTP\/1\.1 200/);
});
