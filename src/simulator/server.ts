import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { readBody } from './body.ts';
import { type Answer, HttpError, json, plain, type Route, type Scene } from './exchange.ts';
import type { Random } from './random.ts';
import type { Router } from './router.ts';
import { isAuthorized, refuse } from './routes/access.ts';
import { control } from './routes/control.ts';
import { send, sendHalf } from './send.ts';
import type { Deliveries } from './webhook-delivery.ts';

/** A request that was answered. */
export interface RequestRecord {
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  /** What followed the question mark. */
  readonly query: string;
  /** 0 when the connection was broken off. */
  readonly status: number;
}

export interface ServerOptions {
  readonly scene: Scene;
  readonly router: Router<Route>;
  readonly deliveries: Deliveries;
  /** Decides which requests fail when only some do. */
  readonly random: Random;
  readonly record: (request: RequestRecord) => void;
  readonly signal: AbortSignal;
}

/** The listener of the simulated server: control routes first, then faults, then the API. */
export function createListener(options: ServerOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const { scene, deliveries, record, signal } = options;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const [path = '/', query = ''] = url.split(/\?(.*)/s, 2);
    liveUntilNow(scene, deliveries);
    if (path.startsWith('/simulator/')) {
      send(response, await answerTo(async () => control(method, path, await readBody(request), scene, deliveries)));
      return;
    }
    const { down, latencyMs, cut } = scene.faults.get();
    if (latencyMs > 0) await delay(latencyMs, undefined, { signal });
    if (down) {
      record({ method, path, query, status: 0 });
      request.socket.destroy();
      return;
    }
    const answer =
      faultyAnswer(path, options) ?? (await answerTo(() => callRoute(request, method, url, query, options)));
    record({ method, path, query, status: cut ? 0 : answer.status });
    if (cut) sendHalf(request, response, answer);
    else send(response, answer);
  }

  return (request, response) => {
    respond(request, response).catch(() => request.socket.destroy());
  };
}

/** Brings the world up to its clock and tells webhooks of what has happened. */
export function liveUntilNow({ life, clock }: Pick<Scene, 'life' | 'clock'>, deliveries: Deliveries): void {
  const now = clock.now();
  life.advance(now);
  deliveries.deliver(now);
}

function faultyAnswer(path: string, { scene, random }: ServerOptions): Answer | undefined {
  const { errorRate, html } = scene.faults.get();
  if (errorRate > 0 && random.chance(errorRate)) return plain('Service Unavailable', 503);
  if (!html || !path.startsWith('/api/')) return undefined;
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!doctype html><title>Scout</title><p>Loading …',
  };
}

async function callRoute(
  request: IncomingMessage,
  method: string,
  url: string,
  query: string,
  { scene, router }: ServerOptions,
): Promise<Answer> {
  const match = router(method, url);
  if (match?.route.open !== true && !isAuthorized(request, scene)) throw refuse(scene.version);
  if (match === undefined) throw new HttpError(404, `Cannot ${method} ${url}`);
  const body = method === 'GET' ? undefined : await readBody(request);
  const now = scene.clock.now();
  return match.route.handle({ ...scene, request, params: match.params, query: new URLSearchParams(query), body, now });
}

async function answerTo(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    const status = error instanceof HttpError ? error.status : 500;
    const message = error instanceof Error ? error.message : String(error);
    return status === 401 || status === 403 ? plain(message, status) : json({ error: message }, status);
  }
}
