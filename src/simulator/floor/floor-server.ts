import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { readBody } from '../body.ts';
import { moveClock } from '../clock-control.ts';
import { type Answer, HttpError, json, plain } from '../exchange.ts';
import { uuidOf } from '../random.ts';
import { send, sendHalf } from '../send.ts';
import { answerToError, Problem } from './floor-exchange.ts';
import { createGateway, type FloorScene } from './gateway.ts';

/** A request that was answered. */
export interface FloorRequestRecord {
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  /** What followed the question mark. */
  readonly query: string;
  /** 0 when the connection was broken off. */
  readonly status: number;
  /** The key of the operation in the shared table; undefined for a path that is none. */
  readonly operation: string | undefined;
}

interface FloorServerOptions {
  readonly scene: FloorScene;
  readonly record: (request: FloorRequestRecord) => void;
  /** Told how many requests are being answered, when one more comes. */
  readonly onArrival: (atOnce: number) => void;
  readonly signal: AbortSignal;
}

/** The listener of the simulated floor: control routes first, then faults, then the gateway. */
export function createFloorListener({
  scene,
  record,
  onArrival,
  signal,
}: FloorServerOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const gateway = createGateway(scene);
  let traces = 0;
  let atOnce = 0;

  async function answerTo(call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await call();
    } catch (error) {
      const known = error instanceof HttpError ? new Problem(error.status, error.message) : error;
      const answer = answerToError(known, uuidOf(`${scene.plant.seed}:trace:${traces++}`));
      const isEmpty = answer.status === 401 && scene.faults.get().emptyUnauthorized;
      return isEmpty ? { ...answer, body: '' } : answer;
    }
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const [path = '/', query = ''] = url.split(/\?(.*)/s, 2);
    if (path.startsWith('/simulator/')) {
      send(response, await answerTo(async () => control(method, path, await readBody(request), scene)));
      return;
    }
    onArrival(++atOnce);
    try {
      await respondAsApi(request, response, { method, url, path, query });
    } finally {
      atOnce--;
    }
  }

  async function respondAsApi(
    request: IncomingMessage,
    response: ServerResponse,
    { method, url, path, query }: Readonly<Record<'method' | 'url' | 'path' | 'query', string>>,
  ): Promise<void> {
    const { down, latencyMs, cut } = scene.faults.get();
    if (latencyMs > 0) await delay(latencyMs, undefined, { signal });
    const operation = scene.router(method, url)?.route.key;
    if (down) {
      record({ method, path, query, status: 0, operation });
      request.socket.destroy();
      return;
    }
    const answer = faultyAnswer(scene) ?? (await answerTo(() => gateway(request, method, url)));
    record({ method, path, query, status: cut ? 0 : answer.status, operation });
    if (cut) sendHalf(request, response, answer);
    else send(response, answer);
  }

  return (request, response) => {
    respond(request, response).catch(() => request.socket.destroy());
  };
}

function faultyAnswer({ faults, random }: FloorScene): Answer | undefined {
  const { errorRate, errorStatus, html } = faults.get();
  if (errorRate > 0 && random.chance(errorRate)) return plain('The server cannot answer.', errorStatus);
  if (!html) return undefined;
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!doctype html><title>Scout</title><p>Loading …',
  };
}

/** Answers the simulator's own routes under `/simulator/`: its state, its clock, its faults. */
function control(method: string, path: string, body: unknown, scene: FloorScene): Answer {
  const name = `${method} ${path.replace(/\/$/, '')}`;
  if (name === 'POST /simulator/clock') moveClock(body, scene.clock);
  else if (name === 'POST /simulator/faults') setFaults(body, scene);
  else if (name !== 'GET /simulator/state') throw new HttpError(404, 'No such control route');
  const { clock, faults, quota, plant } = scene;
  const now = clock.now();
  return json({
    stations: plant.stations.size,
    clock: { now: new Date(now).toISOString(), frozen: clock.frozen },
    callsLeft: quota.left(now),
    faults: faults.get(),
  });
}

function setFaults(body: unknown, { faults }: FloorScene): void {
  try {
    faults.set(body ?? {});
  } catch (cause) {
    throw new HttpError(400, cause instanceof Error ? cause.message : String(cause));
  }
}
