import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Log } from '../../core/bot.ts';
import { readBody } from '../../core/read-body.ts';
import { holdsObject } from './holds-object.ts';
import type { Unsigned } from './signature.ts';

export interface RequestListenerOptions {
  /** Answers requests of Slack; it gets the body as `rawBody`. */
  readonly listener: RequestListener;
  /** Why a request is not Slack's. */
  readonly refusal: (headers: IncomingMessage['headers'], body: Buffer) => Unsigned;
  /** What answers browsers, by path; nothing where left out. */
  readonly pages?: ReadonlyMap<string, RequestListener>;
  readonly log: Log;
  /** How long a request may take to arrive, in milliseconds. */
  readonly bodyTimeoutMs?: number;
}

/** Where Slack sends events, commands and buttons. */
export const EVENTS_PATH = '/slack/events';

const BODY_LIMIT = 1_000_000;
const FORM = 'application/x-www-form-urlencoded';

/** Stands in front of Bolt's listener for what that lets through or stumbles over: forged, old and future requests, large and slow bodies, a charset behind the content type. */
export function createRequestListener({
  listener,
  refusal,
  pages,
  log,
  bodyTimeoutMs = 3_000,
}: RequestListenerOptions): RequestListener {
  return (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '';
    const page = request.method === 'GET' ? pages?.get(path) : undefined;
    if (page !== undefined) return page(request, response);
    if (request.method !== 'POST' || path !== EVENTS_PATH) return refuse(response, 404);
    // Bolt knows a form only by this very value, without a charset.
    if (request.headers['content-type']?.toLowerCase().startsWith(FORM)) request.headers['content-type'] = FORM;
    readBody(request, { bytes: BODY_LIMIT, timeoutMs: bodyTimeoutMs }, (body) => {
      if (typeof body === 'number') return refuse(response, body);
      const reason = refusal(request.headers, body);
      if (reason !== undefined) {
        log.warn({ reason }, 'refused a request that is not of Slack, or whose clock differs from this one');
        return refuse(response, 401);
      }
      if (!holdsObject(request.headers['content-type'], body)) return refuse(response, 400);
      listener(Object.assign(request, { rawBody: body }), response);
    });
  };
}

/** Answers with a bare status; the connection ends with it, because the body may not have been read. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}
