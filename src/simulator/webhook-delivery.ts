import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { SimulatorClock } from './clock.ts';
import type { EpochMs, JsonObject, Run, Webhook } from './entities.ts';
import { asciiJson, signBody } from './orbit-signature.ts';
import { uuidOf } from './random.ts';
import { eventUuid } from './run-names.ts';
import { storedAt } from './run-state.ts';
import type { Store } from './store.ts';
import { viewEvent } from './views/event-view.ts';
import { isoTime } from './views/run-view.ts';

/** So many events at most are told of after one move of the clock; the latest. */
const MOST_EVENTS = 100;
const TIMEOUT_MS = 2000;

/** Tells webhooks of finished actions. */
export interface Deliveries {
  /** Sends what has been stored since the last call. */
  deliver(now: EpochMs): void;
  /** Sends a TEST, as the button of the web page does. */
  test(webhook: Webhook): void;
}

interface Finished {
  readonly at: EpochMs;
  readonly alert: boolean;
  readonly uuid: string;
  readonly data: JsonObject;
}

/** Deliveries to loopback addresses only, one after the other, each tried once; the signal ends them. */
export function createDeliveries({
  store,
  clock,
  signal,
}: {
  readonly store: Store;
  readonly clock: SimulatorClock;
  readonly signal: AbortSignal;
}): Deliveries {
  let deliveredUntil = clock.now();
  let queue = Promise.resolve();

  function send(webhook: Webhook, type: string, at: EpochMs, uuid: string, data: JsonObject): void {
    const body = asciiJson({ uuid, type, time: isoTime(at), data });
    queue = queue.then(() => post(webhook, body, signBody(body, webhook.secret, clock.now()), signal));
  }

  return {
    deliver(now) {
      const since = deliveredUntil;
      deliveredUntil = Math.max(now, since);
      const webhooks = [...store.webhooks.values()].filter((webhook) => webhook.enabled && !webhook.archived);
      if (webhooks.length === 0 || now <= since) return;
      for (const event of finishedBetween(store.runs.begun(now), since, now)) {
        // Every finished action is an ACTION_COMPLETED; whether one with an alert is told of twice is not documented.
        for (const type of event.alert ? ['ACTION_COMPLETED', 'ACTION_COMPLETED_WITH_ALERT'] : ['ACTION_COMPLETED']) {
          for (const webhook of webhooks.filter(
            ({ events, createdAt }) => events.includes(type) && createdAt <= event.at,
          )) {
            send(webhook, type, event.at, uuidOf(`delivery:${type}:${event.uuid}`), event.data);
          }
        }
      }
    },
    test(webhook) {
      const now = clock.now();
      send(webhook, 'TEST', now, uuidOf(`delivery:test:${webhook.uuid}:${now}`), {});
    },
  };
}

function finishedBetween(runs: readonly Run[], since: EpochMs, until: EpochMs): readonly Finished[] {
  const places = runs
    .filter((run) => (run.endTime ?? until) > since)
    .flatMap((run) =>
      run.actions.flatMap((action, index) => {
        const at = storedAt(run, action);
        return since < at && at <= until
          ? [{ at, alert: action.alert !== undefined, place: { run, action: index } }]
          : [];
      }),
    );
  return places
    .sort((a, b) => a.at - b.at)
    .slice(-MOST_EVENTS)
    .map(({ at, alert, place }) => ({ at, alert, uuid: eventUuid(place), data: viewEvent(place) }));
}

/** Posts once; whatever comes of it is of no interest, as retries are not documented. */
function post(webhook: Webhook, body: string, signature: string, signal: AbortSignal): Promise<void> {
  const url = new URL(webhook.url);
  if (!/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) return Promise.resolve();
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const request = open(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'orbit-signature': signature,
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      rejectUnauthorized: webhook.validateTlsCert,
      agent: false,
    });
    request.on('response', (response) => response.resume().on('close', resolve));
    request.on('error', () => resolve());
    request.end(body);
  });
}
