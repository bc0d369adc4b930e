import { moveClock } from '../clock-control.ts';
import { type Answer, HttpError, json, type Scene } from '../exchange.ts';
import { isoTime } from '../views/run-view.ts';
import type { Deliveries } from '../webhook-delivery.ts';
import { VERSION_NAMES } from './server-facts.ts';

/** Answers the simulator's own routes under `/simulator/`: its state, its clock, its faults, a test delivery. */
export function control(method: string, path: string, body: unknown, scene: Scene, deliveries: Deliveries): Answer {
  const name = `${method} ${path.replace(/\/$/, '')}`;
  if (name === 'GET /simulator/state') return json(stateOf(scene));
  if (name === 'POST /simulator/clock') {
    moveClock(body, scene.clock);
    return json(stateOf(scene));
  }
  if (name === 'POST /simulator/faults') {
    setFaults(body, scene);
    return json(stateOf(scene));
  }
  const [, uuid] = /^POST \/simulator\/webhooks\/([^/]+)\/test$/.exec(name) ?? [];
  if (uuid !== undefined) return testWebhook(uuid, scene, deliveries);
  throw new HttpError(404, 'No such control route');
}

function stateOf({ version, clock, faults, store }: Scene) {
  return {
    version: VERSION_NAMES[version],
    sites: store.sites,
    clock: { now: isoTime(clock.now()), frozen: clock.frozen },
    faults: faults.get(),
  };
}

function setFaults(body: unknown, { faults }: Scene): void {
  try {
    faults.set(body ?? {});
  } catch (cause) {
    throw new HttpError(400, cause instanceof Error ? cause.message : String(cause));
  }
}

function testWebhook(uuid: string, { store }: Scene, deliveries: Deliveries): Answer {
  const webhook = store.webhooks.get(uuid);
  if (webhook === undefined) throw new HttpError(404, 'No such webhook');
  deliveries.test(webhook);
  return json({});
}
