import type { RequestListener, ServerResponse } from 'node:http';
import type { Log } from '../../core/bot.ts';
import { readBody } from '../../core/read-body.ts';
import type { EpochMs } from '../../core/reply.ts';
import type { PlatformWatch } from '../../core/watch.ts';
import type { Admitted, Knock } from './admission.ts';
import type { Envelope } from './envelope.ts';

/** What an envelope is answered with; invokes have a body. */
export interface Acknowledgement {
  readonly status: number;
  readonly body?: object;
}

export interface DoorOptions {
  readonly admit: (knock: Knock) => Promise<Admitted>;
  readonly receive: (envelope: Envelope) => Promise<Acknowledgement>;
  /** Takes what comes from a tenant that may not ask. */
  readonly turnAway: (envelope: Envelope) => Acknowledgement;
  /** Serves pictures by signed links. */
  readonly pictures: RequestListener;
  readonly watch?: PlatformWatch | undefined;
  readonly now: () => EpochMs;
  readonly log: Log;
  /** How long a request may take to arrive, in milliseconds. */
  readonly bodyTimeoutMs: number;
}

/** Where Teams sends activities. */
const MESSAGES_PATH = '/teams/messages';
/** Where pictures are fetched. */
export const PICTURES_PATH = '/teams/pictures/';

const BODY_LIMIT = 1_000_000;
const QUIET_MS = 60_000;

/** Builds the listener for everything under /teams/: bodies are read here, because the SDK would take any size at any pace. */
export function createDoor(options: DoorOptions): RequestListener {
  const { admit, receive, turnAway, pictures, watch, now, log, bodyTimeoutMs } = options;
  const logRefusal = createRefusalLog(now, log);

  async function answer(knock: Knock): Promise<Acknowledgement> {
    const admitted = await admit(knock);
    if ('envelope' in admitted) {
      const { envelope, mayAsk } = admitted;
      const take = async () => (mayAsk ? receive(envelope) : turnAway(envelope));
      return watch ? watch.follow(envelope.id, take) : take();
    }
    logRefusal(admitted.refusal);
    return { status: 401 };
  }

  return (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '';
    if (path.startsWith(PICTURES_PATH)) return pictures(request, response);
    if (request.method !== 'POST' || path !== MESSAGES_PATH) return respond(response, { status: 404 }, true);
    const { headers, socket } = request;
    const { remoteAddress } = socket;
    readBody(request, { bytes: BODY_LIMIT, timeoutMs: bodyTimeoutMs }, (body) => {
      if (typeof body === 'number') return respond(response, { status: body }, true);
      const acknowledged = watch?.arrived();
      answer({ headers, body, remoteAddress }).then(
        (answered) => {
          respond(response, answered, answered.status === 401);
          if (answered.status !== 401) acknowledged?.();
        },
        (error: unknown) => {
          log.error({ err: error }, 'failed on something from Teams');
          // Teams may try again later, as with any server that is not well.
          respond(response, { status: 503 }, true);
        },
      );
    });
  };
}

/** Logs the first refusal, and then once a minute how many there were: strangers do not fill the log. */
function createRefusalLog(now: () => EpochMs, log: Log): (reason: string) => void {
  let quietUntil = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  return (reason) => {
    if (now() < quietUntil) {
      unsaid += 1;
      return;
    }
    log.warn(
      { reason, others: unsaid },
      'refused a request that is not of Teams, or whose clock differs from this one',
    );
    quietUntil = now() + QUIET_MS;
    unsaid = 0;
  };
}

function respond(response: ServerResponse, { status, body }: Acknowledgement, isLast: boolean): void {
  response.writeHead(status, {
    ...(isLast && { connection: 'close' }),
    ...(body && { 'content-type': 'application/json' }),
  });
  response.end(body && JSON.stringify(body));
}
