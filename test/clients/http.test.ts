import { once } from 'node:events';
import { createServer } from 'node:net';
import { CookieJar } from 'tough-cookie';
import { UnexpectedAnswer, Unreachable } from '../../src/clients/errors.ts';
import { createHttp, type Http, type HttpOptions } from '../../src/clients/http.ts';
import { type ScoutServer, startScoutServer, status } from './scout-server.ts';

let server: ScoutServer;
const open: Http[] = [];

beforeEach(async () => {
  server = await startScoutServer();
  server.on('/', () => status(200, {}, 'hello'));
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((http) => http.close()));
  await server.close();
});

function connect(options: Partial<HttpOptions> = {}): Http {
  const http = createHttp({
    who: 'Scout north',
    url: server.url,
    tls: { fingerprint: server.fingerprint },
    connectTimeoutMs: 3_000,
    deadlineMs: 10_000,
    retries: 2,
    answerBytes: 1024 * 1024,
    random: () => 0,
    ...options,
  });
  open.push(http);
  return http;
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('TLS', () => {
  test('refuses a self-signed certificate unless something allows it', async () => {
    const error = await failure(connect({ tls: {} }).request({ path: '/' }));
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).toMatchObject({
      message: 'Scout north does not answer: its certificate is self-signed and not trusted.',
      reason: 'its certificate is self-signed and not trusted',
    });
    expect(server.asked).toHaveLength(0);
  });

  test.each([
    ['a CA file', () => ({ ca: server.certificate })],
    ['a fingerprint with colons', () => ({ fingerprint: server.fingerprint })],
    [
      'a fingerprint in lower case without colons',
      () => ({ fingerprint: server.fingerprint.replaceAll(':', '').toLowerCase() }),
    ],
    ['a fingerprint beside a CA file', () => ({ ca: server.certificate, fingerprint: server.fingerprint })],
    ['an explicit "insecure"', () => ({ insecure: true })],
  ])('accepts the certificate with %s', async (_, tls) => {
    const answer = await connect({ tls: tls() }).request({ path: '/' });
    expect(answer.body.toString()).toBe('hello');
  });

  test('refuses a certificate of the right authority for another name', async () => {
    const other = server.url.replace('127.0.0.1', 'localhost');
    const error = await failure(connect({ url: other, tls: { ca: server.certificate } }).request({ path: '/' }));
    expect(error).toMatchObject({ reason: 'its certificate is for another name' });
  });

  test('sends nothing to a server with another fingerprint', async () => {
    const fingerprint = 'ab'.repeat(32);
    for (const tls of [{ fingerprint }, { fingerprint, ca: server.certificate }]) {
      const error = await failure(connect({ tls }).request({ path: '/' }));
      expect(error).toBeInstanceOf(Unreachable);
      expect(error).toMatchObject({ reason: 'its certificate has another fingerprint than the one set' });
    }
    expect(server.asked).toHaveLength(0);
  });

  test('checks the fingerprint of every connection, because none resumes an earlier one', async () => {
    server.on('/', () => status(200, { connection: 'close' }, 'hello'));
    const http = connect();
    for (let times = 0; times < 3; times++) expect((await http.request({ path: '/' })).status).toBe(200);
    expect(server.resumed).toBe(0);
  });

  test('takes only a SHA-256 as a fingerprint', () => {
    expect(() => connect({ tls: { fingerprint: 'ab:cd' } })).toThrow('64 hex digits');
  });
});

describe('patience', () => {
  test('tries a GET three times in all when a gateway says "not now"', async () => {
    let times = 0;
    server.on('/', () => (++times < 3 ? status(503) : status(200, {}, 'at last')));
    expect((await connect().request({ path: '/' })).body.toString()).toBe('at last');
    expect(times).toBe(3);
  });

  test('gives the last answer when all tries failed', async () => {
    server.on('/', () => status(502));
    expect((await connect().request({ path: '/' })).status).toBe(502);
    expect(server.count('/')).toBe(3);
  });

  test('tries a cut connection again', async () => {
    let times = 0;
    server.on('/', () => (response) => {
      if (++times < 3) response.destroy();
      else response.end('at last');
    });
    expect((await connect().request({ path: '/' })).body.toString()).toBe('at last');
  });

  test('tries a 500 once, because Scout answers it for whatever it does not like', async () => {
    server.on('/', () => status(500));
    expect((await connect().request({ path: '/' })).status).toBe(500);
    expect(server.count('/')).toBe(1);
  });

  test('tries a POST once', async () => {
    server.on('/', () => (response) => response.destroy());
    const error = await failure(connect().request({ method: 'POST', path: '/', body: 'a=b' }));
    expect(error).toMatchObject({ reason: 'connection cut' });
    expect(server.count('/')).toBe(1);
  });

  test('says "connection refused" where nobody listens', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const address = nobody.address();
    const port = typeof address === 'object' ? address?.port : 0;
    nobody.close();
    await once(nobody, 'close');
    const error = await failure(connect({ url: `https://127.0.0.1:${port}` }).request({ path: '/' }));
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).toMatchObject({ message: 'Scout north does not answer: connection refused.' });
  });

  test('ends at the deadline when no answer comes', async () => {
    server.on('/', () => () => undefined);
    const error = await failure(connect({ deadlineMs: 100 }).request({ path: '/' }));
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).toMatchObject({ reason: 'no answer within 0.1 s' });
  });

  test('ends at the deadline when the body does not end', async () => {
    server.on('/', () => (response) => {
      response.write('a beginning');
    });
    const error = await failure(connect({ deadlineMs: 200 }).request({ path: '/' }));
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).toMatchObject({ reason: 'no answer within 0.2 s' });
  });

  test('ends at the deadline though tries are left', async () => {
    server.on('/', () => status(503));
    const error = await failure(connect({ deadlineMs: 150, retries: 100 }).request({ path: '/' }));
    expect(error).toMatchObject({ reason: 'no answer within 0.15 s' });
  });

  test('gives up connecting when the handshake is not answered', async () => {
    const silent = createServer((socket) => socket.on('error', () => socket.destroy()).resume()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const http = connect({ url: `https://127.0.0.1:${port}`, connectTimeoutMs: 100, retries: 0 });
    expect(await failure(http.request({ path: '/' }))).toMatchObject({ reason: 'no connection within 0.1 s' });
    await http.close();
    silent.close();
    await once(silent, 'close');
  });
});

describe('answers', () => {
  test('does not follow a redirect', async () => {
    server.on('/', () => status(302, { location: '/elsewhere' }));
    const answer = await connect().request({ path: '/' });
    expect(answer.status).toBe(302);
    expect(answer.header('location')).toBe('/elsewhere');
    expect(server.count('/elsewhere')).toBe(0);
  });

  test('calls half a body half an answer', async () => {
    server.on('/', () => (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"half":', () => response.destroy());
    });
    const error = await failure(connect().request({ path: '/' }));
    expect(error).toBeInstanceOf(UnexpectedAnswer);
    expect(error).toMatchObject({ message: 'Scout north broke off in the middle of its answer.' });
    expect(server.count('/')).toBe(3);
  });

  test('stops reading an answer that is too large', async () => {
    server.on('/', () => status(200, {}, 'x'.repeat(3 * 1024 * 1024)));
    const error = await failure(connect().request({ path: '/' }));
    expect(error).toBeInstanceOf(UnexpectedAnswer);
    expect(error).toMatchObject({ message: 'Scout north answered more than 1 MB.' });
    expect(server.count('/')).toBe(1);
  });

  test('keeps cookies, also those of a redirect, apart for each jar', async () => {
    server.on('/', () => status(302, { location: '/login', 'set-cookie': 'session=abc; Path=/; Secure' }));
    const http = connect();
    const mine = http.withCookies(new CookieJar());
    const yours = http.withCookies(new CookieJar());
    await mine.request({ path: '/' });
    await mine.request({ path: '/a' });
    await yours.request({ path: '/b' });
    expect(server.asked.find(({ path }) => path === '/a')?.headers.cookie).toBe('session=abc');
    expect(server.asked.find(({ path }) => path === '/b')?.headers.cookie ?? '').toBe('');
  });
});
