import type { RequestListener, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Log } from '../../core/bot.ts';
import type { PageFile } from './page-files.ts';
import { refusalOf } from './refusal.ts';

/** What a route makes of a request: JSON with its status, or a stream that it writes by itself. */
export type Outcome = { readonly status: number; readonly content: object } | ((response: ServerResponse) => void);

/** What a route is given: the JSON body of a POST (`undefined` where there is none that can be read), and what stands after `?`. */
interface RouteRequest {
  readonly body: unknown;
  readonly query: URLSearchParams;
}

/** Routes by method and path, for example `GET /preview/state`. */
export type Routes = Readonly<Record<string, (request: RouteRequest) => Outcome | Promise<Outcome>>>;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = new Headers({
  'cache-control': 'no-store',
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});

/** Serves the page's files and routes, to browsers on this machine only. */
export function createListener(routes: Routes, files: ReadonlyMap<string, PageFile>, log: Log): RequestListener {
  const handle: RequestListener = async (request, response) => {
    response.setHeaders(HEADERS);
    const refusal = refusalOf(request);
    if (refusal) return sendJson(response, refusal.status, { problem: refusal.reason });
    const [path = '', query] = (request.url ?? '').split('?', 2);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const file = method === 'GET' ? files.get(path) : undefined;
    if (file) return response.writeHead(200, { 'content-type': file.type }).end(file.content);
    const route = routes[`${method} ${path}`];
    if (!route) return sendJson(response, 404, { problem: 'There is no such page.' });
    const body = method === 'POST' ? await json(request).catch(() => undefined) : undefined;
    const outcome = await route({ body, query: new URLSearchParams(query) });
    if (typeof outcome === 'function') outcome(response);
    else sendJson(response, outcome.status, outcome.content);
  };

  return async (request, response) => {
    try {
      await handle(request, response);
    } catch (err) {
      log.error({ err, path: request.url }, 'failed to serve the preview');
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { problem: "Something went wrong; the bot's log says what." });
    }
  };
}

function sendJson(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(content));
}
