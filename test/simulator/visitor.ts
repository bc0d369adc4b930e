import { Agent, request as httpsRequest } from 'node:https';
import type { Simulator } from '../../src/simulator/simulator.ts';

/** An answer as it came over the wire. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body as JSON; throws where it is none. */
  json(): unknown;
  /** The objects of a page, of a list, or the one object itself. */
  items(): readonly Record<string, unknown>[];
}

interface VisitOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** An object travels as JSON, text as a form. */
  readonly body?: unknown;
}

/** Somebody who talks to a simulator over TLS, trusting its certificate. */
export interface Visitor {
  get(path: string, options?: VisitOptions): Promise<Received>;
  send(method: string, path: string, options?: VisitOptions): Promise<Received>;
  close(): void;
}

/** A visitor who sends these headers with everything; without a certificate any is trusted. */
export function createVisitor(
  { url, certificate }: { readonly url: string; readonly certificate?: string },
  headers: Readonly<Record<string, string>> = {},
): Visitor {
  const trust = certificate === undefined ? { rejectUnauthorized: false } : { ca: certificate };
  const agent = new Agent({ ...trust, keepAlive: true });
  const send = (method: string, path: string, options: VisitOptions = {}): Promise<Received> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url);
      const { body } = options;
      const text = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body);
      const type = typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
      const request = httpsRequest(
        {
          host: hostname,
          port,
          path,
          method,
          agent,
          headers: { ...headers, ...(text !== undefined && { 'content-type': type }), ...options.headers },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => resolve(receive(response.statusCode ?? 0, response.headers, Buffer.concat(chunks))));
        },
      );
      request.on('error', reject);
      request.end(text);
    });
  return { send, get: (path, options) => send('GET', path, options), close: () => agent.destroy() };
}

/** A visitor with the API token (Orbit 4 and later), or else one who has logged in with the password. */
export async function createMember(simulator: Simulator, version: '3.3' | '4.1' | '5.1'): Promise<Visitor> {
  if (version !== '3.3') return createVisitor(simulator, { authorization: `Bearer ${simulator.credentials.token}` });
  const cookie = await logIn(simulator);
  return createVisitor(simulator, { cookie });
}

/** Logs in as the official client does and gives the cookies. */
export async function logIn(simulator: Simulator): Promise<string> {
  const stranger = createVisitor(simulator);
  try {
    const door = await stranger.get('/');
    const cookies = [door.headers['set-cookie'] ?? []].flat().map((line) => line.split(';', 1)[0] ?? '');
    const csrf = cookies.find((pair) => pair.startsWith('x-csrf-token='))?.slice('x-csrf-token='.length) ?? '';
    const { username, password } = simulator.credentials;
    const body = new URLSearchParams({ username, password }).toString();
    const headers = { cookie: cookies.join('; '), 'x-csrf-token': csrf };
    const answer = await stranger.send('POST', '/api/v0/login', { body, headers });
    if (answer.status !== 200) throw new Error(`Log-in failed: ${answer.status} ${answer.text}`);
    return cookies.join('; ');
  } finally {
    stranger.close();
  }
}

function receive(status: number, headers: Received['headers'], bytes: Buffer): Received {
  const text = bytes.toString('utf8');
  return {
    status,
    headers,
    bytes,
    text,
    json: () => JSON.parse(text),
    items: () => {
      const value = JSON.parse(text);
      return Array.isArray(value) ? value : Array.isArray(value?.resources) ? value.resources : [value];
    },
  };
}
