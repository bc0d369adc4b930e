import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong in a chat, each for so large a share of the requests. */
export interface ChatFaults {
  /** "Not now, again in a second." */
  readonly limited: number;
  /** An error of the server. */
  readonly failed: number;
  /** The connection is cut. */
  readonly cut: number;
  /** A response_url that has expired. */
  readonly expired: number;
}

export const NO_FAULTS: ChatFaults = { limited: 0, failed: 0, cut: 0, expired: 0 };

/** Slack and Teams' connector as a load needs them, on one port of this machine: they take messages, and fail as told. */
export interface Chats {
  readonly slackApi: string;
  readonly serviceUrl: string;
  responseUrl(channel: string): string;
  /** From now on. */
  setFaults(faults: ChatFaults): void;
  /** Resolves when something was said in a channel or conversation; false where that takes too long. */
  arrival(channel: string): Promise<boolean>;
  /** Nobody waits for what was expected in a channel any more. */
  forget(channel: string): void;
  /** First lines of what was said unasked, and put in the place of it, in the channel that has subscribed. */
  readonly notices: readonly string[];
  close(): Promise<void>;
}

/** The channel that subscribes to a summary, in which nobody asks anything. */
export const SUBSCRIBED = 'CSUBSCRIBED';

/** An answer that comes later counts as none. */
const PATIENCE_MS = 30_000;

/** Starts both. `random` gives a number from 0 to 1. */
export async function startChats(random: () => number): Promise<Chats> {
  const waiting = new Map<string, (came: boolean) => void>();
  const notices: string[] = [];
  let faults = NO_FAULTS;
  let count = 0;

  function arrive(channel: string): void {
    waiting.get(channel)?.(true);
    waiting.delete(channel);
  }

  /** Which of the faults it is this time. */
  function chance(...names: readonly (keyof ChatFaults)[]): keyof ChatFaults | undefined {
    let drawn = random();
    for (const name of names) {
      drawn -= faults[name];
      if (drawn < 0) return name;
    }
    return undefined;
  }

  function failed(fault: keyof ChatFaults | undefined, request: IncomingMessage, response: ServerResponse): boolean {
    if (fault === undefined) return false;
    if (fault === 'cut') request.socket.destroy();
    else if (fault === 'limited') response.writeHead(429, { 'retry-after': '1' }).end();
    else if (fault === 'failed') response.writeHead(503).end();
    else response.writeHead(404).end('expired_url');
    return true;
  }

  function answerSlack(method: string, body: string, request: IncomingMessage, response: ServerResponse): void {
    const isPost = method.startsWith('chat.');
    if (isPost && failed(chance('limited', 'failed', 'cut'), request, response)) return;
    const form = new URLSearchParams(body);
    const channel = form.get('channel') ?? '';
    count++;
    const ts = `1790000000.${String(count).padStart(6, '0')}`;
    const answer = {
      ok: true,
      ...(method === 'auth.test' && { user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T1' }),
      ...(method === 'users.info' && { user: { id: form.get('user'), name: 'ann', tz: 'Europe/Berlin' } }),
      ...(method.startsWith('conversations.') && { channel: { id: 'D1' }, messages: [] }),
      ...(method.startsWith('files.') && { upload_url: `${origin}/upload`, file_id: `F${count}` }),
      ...(isPost && { channel, ts, message_ts: ts }),
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    if (channel === SUBSCRIBED) notices.push(`${method}: ${form.get('text')}`);
    else if (isPost) arrive(channel);
  }

  function takeResponse(channel: string, request: IncomingMessage, response: ServerResponse): void {
    if (failed(chance('expired', 'failed', 'cut'), request, response)) return;
    response.end('ok');
    arrive(channel);
  }

  function takeActivity(
    conversation: string,
    isTyping: boolean,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    if (!isTyping && failed(chance('limited', 'failed', 'cut'), request, response)) return;
    response.writeHead(201, { 'content-type': 'application/json' }).end(`{"id":"${++count}"}`);
    if (!isTyping) arrive(conversation);
  }

  function serve(request: IncomingMessage, body: string, response: ServerResponse): void {
    const [, kind = '', name = '', conversation = ''] = (request.url ?? '').split('/').map(decodeURIComponent);
    if (kind === 'api') answerSlack(name, body, request, response);
    else if (kind === 'response') takeResponse(name, request, response);
    else if (kind === 'v3') takeActivity(conversation, body.includes('"type":"typing"'), request, response);
    else response.end('ok');
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => serve(request, Buffer.concat(chunks).toString(), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    slackApi: `${origin}/api/`,
    serviceUrl: `${origin}/`,
    responseUrl: (channel) => `${origin}/response/${channel}`,
    setFaults(changed) {
      faults = changed;
    },
    arrival: (channel) =>
      new Promise((resolve) => {
        const late = setTimeout(() => {
          waiting.delete(channel);
          resolve(false);
        }, PATIENCE_MS);
        waiting.set(channel, (came) => {
          clearTimeout(late);
          resolve(came);
        });
      }),
    forget: (channel) => {
      waiting.get(channel)?.(false);
      waiting.delete(channel);
    },
    notices,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
