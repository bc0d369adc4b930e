import * as v from 'valibot';
import { parseBody } from '../body.ts';
import type { JsonObject, Webhook } from '../entities.ts';
import { type Answer, type Call, found, json, type Route } from '../exchange.ts';

const WEBHOOKS = '/api/v0/webhooks';
const postSchema = v.object({
  url: v.pipe(v.string(), v.url()),
  enabled: v.nullish(v.boolean(), true),
  events: v.nullish(v.array(v.string()), []),
  validateTlsCert: v.nullish(v.boolean(), true),
  secret: v.nullish(v.pipe(v.string(), v.regex(/^([0-9a-f]{2})*$/i, 'expected bytes in hex')), ''),
});

/** Webhooks (4.0.0 and later). An update is a POST; both POSTs answer an object, as the official example reads it. */
export const webhookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: WEBHOOKS,
    since: '4.1',
    fidelity: 'documented',
    handle: ({ store }) => json([...store.webhooks.values()].map(viewWebhook)),
  },
  {
    method: 'POST',
    path: WEBHOOKS,
    since: '4.1',
    fidelity: 'documented',
    handle: (call) => postWebhook(call, call.store.createUuid('webhook')),
  },
  {
    method: 'GET',
    path: `${WEBHOOKS}/{uuid}`,
    since: '4.1',
    fidelity: 'documented',
    handle: (call) => json(viewWebhook(findWebhook(call))),
  },
  {
    method: 'POST',
    path: `${WEBHOOKS}/{uuid}`,
    since: '4.1',
    fidelity: 'documented',
    handle: (call) => postWebhook(call, findWebhook(call).uuid),
  },
  { method: 'DELETE', path: `${WEBHOOKS}/{uuid}`, since: '4.1', fidelity: 'documented', handle: deleteWebhook },
];

function findWebhook({ store, params }: Call): Webhook {
  return found(store.webhooks.get(params['uuid'] ?? ''), 'webhook');
}

function viewWebhook({ createdAt: _, ...webhook }: Webhook): JsonObject {
  return webhook;
}

function postWebhook({ store, body, now }: Call, uuid: string): Answer {
  const posted = parseBody(postSchema, body);
  const webhook: Webhook = {
    uuid,
    url: posted.url,
    enabled: posted.enabled ?? true,
    archived: false,
    events: posted.events ?? [],
    validateTlsCert: posted.validateTlsCert ?? true,
    secret: posted.secret ?? '',
    createdAt: store.webhooks.get(uuid)?.createdAt ?? now,
  };
  store.webhooks.set(uuid, webhook);
  return json(viewWebhook(webhook));
}

function deleteWebhook(call: Call): Answer {
  call.store.webhooks.delete(findWebhook(call).uuid);
  return json({});
}
