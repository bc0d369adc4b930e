import type { RequestListener, ServerResponse } from 'node:http';
import { within } from '../core/within.ts';
import { type PlatformStanding, type SourceStanding, type Standing, stateOf } from './standing.ts';

export interface HealthOptions {
  readonly version: string;
  /** What is known; nobody is asked for it. */
  readonly standing: () => Standing;
  /** Resolves where the store answers, rejects where it does not. */
  readonly reachStore: () => Promise<unknown>;
  /** Milliseconds since some moment, which never go back. */
  readonly clock: () => number;
}

/** Tells whether the program runs, and whether it can do its work. */
export interface Health {
  /** Answers `GET /health` and `GET /ready`. */
  readonly listener: RequestListener;
  /** From now on the program is not ready any more. */
  closing(): void;
}

/** A store that needs longer is not reachable. */
const STORE_MS = 2_000;
/** Whoever asks within so long gets the same word on the store: probes do not add up. */
const STORE_KEPT_MS = 1_000;

/** Builds both answers. They name sites, platforms and states, never addresses, people or secrets. */
export function createHealth({ version, standing, reachStore, clock }: HealthOptions): Health {
  const startedAt = clock();
  let isClosing = false;
  let reaching: Promise<boolean> | undefined;
  let reached: { readonly at: number; readonly isReachable: Promise<boolean> } | undefined;

  /** One question at a time, however long it takes. */
  function reach(): Promise<boolean> {
    reaching ??= reachStore()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        reaching = undefined;
      });
    return reaching;
  }

  function isStoreReachable(): Promise<boolean> {
    if (reached && clock() - reached.at < STORE_KEPT_MS) return reached.isReachable;
    reached = { at: clock(), isReachable: within(STORE_MS, reach(), () => false) };
    return reached.isReachable;
  }

  async function sendReadiness(response: ServerResponse): Promise<void> {
    const isReachable = await isStoreReachable();
    const readiness = readinessOf({ ...standing(), isReachable, isClosing });
    send(response, READY.has(readiness.status) ? 200 : 503, readiness);
  }

  return {
    listener(request, response) {
      const path = request.url?.split('?', 1)[0];
      if (path !== '/health' && path !== '/ready') return send(response, 404, { status: 'unknown' });
      if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, { status: 'unknown' });
      if (path === '/ready') return void sendReadiness(response);
      send(response, 200, { status: 'ok', version, uptimeSeconds: Math.floor((clock() - startedAt) / 1_000) });
    },
    closing() {
      isClosing = true;
    },
  };
}

interface Circumstances extends Standing {
  readonly isReachable: boolean;
  readonly isClosing: boolean;
}

/**
 * What the program can do. Not ready is what takes requests away from it: no store, a platform that is not connected, the end. A source in an
 * outage does not: the bot then tells of the outage, and of what it knew before.
 */
function readinessOf({ sources, platforms, isReachable, isClosing }: Circumstances) {
  const missing = [
    ...(isReachable ? [] : ['store']),
    ...platforms.filter(({ state }) => state !== 'connected').map(({ name }) => name),
  ];
  const isDegraded =
    sources.some((source) => ['outage', 'refused'].includes(stateOf(source))) ||
    platforms.some(({ canSend }) => canSend === false);
  return {
    status: statusOf(isClosing, missing.length > 0, isDegraded),
    missing,
    store: isReachable ? 'answers' : 'does not answer',
    platforms: platforms.map(describePlatform),
    sources: sources.map(describeSource),
  };
}

const READY: ReadonlySet<string> = new Set(['ready', 'degraded']);

function statusOf(isClosing: boolean, isMissing: boolean, isDegraded: boolean) {
  if (isClosing) return 'stopping';
  if (isMissing) return 'unready';
  return isDegraded ? 'degraded' : 'ready';
}

const describePlatform = ({ name, state, canSend }: PlatformStanding) => ({
  platform: name,
  state,
  ...(canSend !== undefined && { canSend }),
});

function describeSource(source: SourceStanding) {
  const { kind, site, outage } = source;
  return {
    source: kind,
    site,
    state: stateOf(source),
    ...(outage && { since: new Date(outage.since).toISOString(), reason: outage.reason }),
  };
}

function send(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(`${JSON.stringify(content)}\n`);
}
