import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { acceptWebSocket, type FakeSocket } from './fake-web-socket.ts';

/** A call of a Web API method, its arguments parsed. */
interface ApiCall {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly token: string;
}

/** What came to a response_url. */
interface Response {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The bytes of an uploaded file. */
interface Upload {
  readonly id: string;
  readonly bytes: Buffer;
}

/** How a request is to fail: an error of the Web API, a bare status, a cut connection, or no answer at all. */
type Fault =
  | { readonly error: string }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'cut'
  | 'hang';

/** Slack on the loopback: the Web API methods of the bot, response_urls, uploads and Socket Mode. It records everything and fails as told. */
export interface FakeSlack {
  readonly origin: string;
  readonly apiUrl: string;
  readonly calls: readonly ApiCall[];
  readonly responses: readonly Response[];
  /** Forgets what came so far: an attack sends more than one remembers. */
  forget(): void;
  readonly uploads: readonly Upload[];
  readonly sockets: readonly FakeSocket[];
  /** A response_url of its own. */
  responseUrl(): string;
  callsOf(method: string): readonly ApiCall[];
  /** Lets the next requests fail, one fault each: by method name, `response_url`, `upload` or `socket`. */
  provoke(what: string, ...faults: readonly Fault[]): void;
  /** Lets a method answer so from now on; `ok: false` and an error in it refuse the call. */
  answer(method: string, answer: (args: ApiCall['args'], token: string) => object): void;
  /** Waits until something is true; it is looked at after each request. */
  until(isTrue: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** Starts a fake Slack; it tells the scopes of tokens where they are given. */
export async function startFakeSlack({ scopes }: { readonly scopes?: readonly string[] } = {}): Promise<FakeSlack> {
  const calls: ApiCall[] = [];
  const responses: Response[] = [];
  const uploads: Upload[] = [];
  const sockets: FakeSocket[] = [];
  const posted: ApiCall['args'][] = [];
  const faults = new Map<string, Fault[]>();
  const answers = new Map<string, (args: ApiCall['args'], token: string) => object>();
  const waiting = new Set<() => void>();
  let count = 0;
  let origin = '';

  const wake = (): void => {
    for (const look of waiting) look();
  };

  function standard(method: string, args: ApiCall['args']): object {
    count += 1;
    switch (method) {
      case 'auth.test':
        return { user_id: 'UBOT', bot_id: 'BBOT', team: 'Test', team_id: 'T1' };
      case 'users.info':
        return { user: { id: args['user'], tz: 'Europe/Berlin' } };
      case 'chat.postMessage': {
        const ts = `1790000000.${String(count).padStart(6, '0')}`;
        posted.push({ ...args, ts });
        return { channel: args['channel'], ts };
      }
      case 'chat.update':
        return { channel: args['channel'], ts: `1790000000.${String(count).padStart(6, '0')}` };
      case 'conversations.history':
      case 'conversations.replies':
        return { messages: posted.filter((each) => isIn(each, args)).map(({ channel: _, ...message }) => message) };
      case 'views.open':
        return { view: { id: `V${count}`, ...Object(args['view']) } };
      case 'chat.postEphemeral':
        return { message_ts: `1790000000.${String(count).padStart(6, '0')}` };
      case 'conversations.open':
        return { channel: { id: `D-${args['users']}` } };
      case 'files.getUploadURLExternal':
        return { upload_url: `${origin}/upload/F${count}`, file_id: `F${count}` };
      case 'apps.connections.open':
        return { url: `${origin.replace('http', 'ws')}/link?ticket=secret-${count}` };
      default:
        return {};
    }
  }

  function serve(path: string, body: Buffer, request: IncomingMessage, response: ServerResponse): void {
    const [, kind = '', name = ''] = path.split('/');
    const fault = faults.get(kind === 'api' ? name : kind === 'response' ? 'response_url' : kind)?.shift();
    if (kind === 'api') {
      calls.push({ method: name, args: readForm(body.toString()), token: request.headers.authorization ?? '' });
    } else if (kind === 'response') responses.push({ url: path, body: JSON.parse(body.toString()) });
    else if (kind === 'upload') uploads.push({ id: name, bytes: body });
    if (fault === 'hang') {
      wake();
      return;
    }
    if (fault === 'cut') request.socket.destroy();
    else if (fault && 'status' in fault) response.writeHead(fault.status, fault.headers).end(fault.body ?? '');
    else if (kind !== 'api')
      response.end(fault && 'error' in fault ? JSON.stringify({ ok: false, error: fault.error }) : 'ok');
    else {
      const { args = {}, token = '' } = calls.at(-1) ?? {};
      const answer = fault
        ? { ok: false, ...fault }
        : { ok: true, ...(answers.get(name) ?? ((it) => standard(name, it)))(args, token) };
      if (scopes) response.setHeader('x-oauth-scopes', scopes.join(', '));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    }
    wake();
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => serve(request.url ?? '', Buffer.concat(chunks), request, response));
  });
  server.on('upgrade', (request, socket) => {
    if (faults.get('socket')?.shift() !== undefined) socket.destroy();
    else sockets.push(acceptWebSocket(request, socket, wake));
    wake();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    apiUrl: `${origin}/api/`,
    calls,
    responses,
    forget() {
      for (const kept of [calls, responses, uploads, posted]) kept.length = 0;
      for (const socket of sockets) socket.forget();
    },
    uploads,
    sockets,
    responseUrl: () => `${origin}/response/${++count}`,
    callsOf: (method) => calls.filter((call) => call.method === method),
    provoke: (what, ...more) => faults.set(what, [...(faults.get(what) ?? []), ...more]),
    answer: (method, answer) => answers.set(method, answer),
    until: (isTrue) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isTrue()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether a posted message stands in the conversation, or the thread `ts` of it, since `oldest`. */
function isIn(message: ApiCall['args'], { channel, oldest, ts }: ApiCall['args']): boolean {
  const place = String(message['channel']).replace(/^U/, 'D-U');
  return place === channel && message['thread_ts'] === ts && Number(message['ts']) >= Number(oldest);
}

/** Form fields, those that hold JSON parsed. */
function readForm(body: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [key, /^[[{]/.test(value) ? parsed(value) : value]),
  );
}

/** What begins like JSON may be a text. */
function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
