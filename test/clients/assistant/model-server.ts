import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it came. */
export interface ModelRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** How a request is answered. */
export type ModelAnswer = (response: ServerResponse) => void;

/** An endpoint that takes requests as OpenAI's does; what its model says, each test sets. */
export interface ModelServer {
  readonly url: string;
  readonly requests: readonly ModelRequest[];
  answer: ModelAnswer;
  /** When the next request has come. */
  asked(): Promise<void>;
  close(): Promise<void>;
}

/** The model's message, in the form of the endpoint. */
export const says =
  (content: string): ModelAnswer =>
  (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        id: 'c1',
        object: 'chat.completion',
        choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop' }],
        usage: { total_tokens: 9 },
      }),
    );

export const chooses = (line: string | null): ModelAnswer => says(JSON.stringify({ line }));

export const raw =
  (status: number, body: string): ModelAnswer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);

/** The request stays open. */
export const silence: ModelAnswer = () => undefined;

/** Half of the body that was announced, and the end of the connection. */
export const halfABody: ModelAnswer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"choices":[{"message"', () => response.destroy());
};

export async function startModelServer(): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  const server = createServer((request, response) => {
    text(request).then(
      (body) => {
        requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
        model.answer(response);
        server.emit('asked');
      },
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const model: ModelServer = {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    answer: chooses(null),
    asked: async () => void (await once(server, 'asked')),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return model;
}
