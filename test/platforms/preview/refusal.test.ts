import { type IncomingMessage, request } from 'node:http';
import { reply } from '../../../src/core/reply.ts';
import { refusalOf } from '../../../src/platforms/preview/refusal.ts';
import { type PreviewServer, startPreview } from './preview-server.ts';

let server: PreviewServer;

beforeAll(async () => {
  server = await startPreview(() => reply());
});
afterAll(() => server.close());

interface Attempt {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const QUESTION = JSON.stringify({ text: 'robots', zone: 'UTC', hour12: false });
const JSON_TYPE = { 'content-type': 'application/json' };

/** Sends a request with any headers (fetch does not let Host be chosen) and gives its status. */
function attempt({ method = 'GET', path = '/', headers = {}, body }: Attempt): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, method, path, headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const ask = (headers: Readonly<Record<string, string>>, body = QUESTION): Promise<number | undefined> =>
  attempt({ method: 'POST', path: '/preview/messages', headers, body });

test.each(['localhost', '127.0.0.1', '[::1]'])('lets %s in', async (name) => {
  expect(await attempt({ headers: { host: `${name}:${server.port}` } })).toBe(200);
});

test('turns away names that only resolve to this machine, and other ports', async () => {
  for (const host of [
    `rebound.example:${server.port}`,
    'localhost',
    'localhost:1',
    `localhost:${server.port}.example`,
  ]) {
    expect(await attempt({ headers: { host } })).toBe(403);
  }
});

test('turns away connections from other machines', () => {
  const from = (remoteAddress: string | undefined): number | undefined => {
    const heard = { method: 'GET', headers: { host: 'localhost:80' }, socket: { remoteAddress, localPort: 80 } };
    return refusalOf(heard as IncomingMessage)?.status;
  };
  expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map(from)).toEqual([undefined, undefined, undefined]);
  expect(['10.0.0.5', '::ffff:10.0.0.5', 'fe80::1', '1127.0.0.1', undefined].map(from)).toEqual(Array(5).fill(403));
});

test('takes a question from its own page only', async () => {
  expect(await ask({ ...JSON_TYPE, origin: server.origin })).toBe(200);
  for (const origin of ['https://elsewhere.example', 'null', `http://localhost:${server.port}`]) {
    expect(await ask({ ...JSON_TYPE, origin })).toBe(403);
  }
});

test('takes JSON only, since forms of other pages cannot send it', async () => {
  expect(await ask({ 'content-type': 'text/plain' })).toBe(415);
  expect(await ask({ 'content-type': 'application/json5' })).toBe(415);
  expect(await ask({})).toBe(415);
  expect(await ask({ 'content-type': 'application/json; charset=utf-8' })).toBe(200);
});

test('takes no body that is long, or does not say how long it is', async () => {
  const long = JSON.stringify({ text: 'x'.repeat(17_000), zone: 'UTC', hour12: false });
  expect(await ask(JSON_TYPE, long)).toBe(413);
  expect(await ask({ ...JSON_TYPE, 'transfer-encoding': 'chunked' })).toBe(411);
});

test('knows GET, HEAD and POST, and its own paths', async () => {
  expect(await attempt({ method: 'HEAD' })).toBe(200);
  expect(await attempt({ method: 'DELETE' })).toBe(405);
  expect(await attempt({ path: '/preview/../package.json' })).toBe(404);
  expect(await attempt({ path: '/preview/announcements' })).toBe(400);
});

test('serves the page and its files under a policy that lets nothing else run', async () => {
  const files = ['/', '/preview/page.css', '/preview/page.js', '/preview/robot.svg', '/preview/slack-blocks.css'];
  for (const path of files) {
    const response = await fetch(`${server.origin}${path}`);
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(await response.text()).not.toBe('');
  }
});
