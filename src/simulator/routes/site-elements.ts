import { objectsOf } from '../body.ts';
import type { JsonObject, SiteResource } from '../entities.ts';
import { type Call, found, json, type Route } from '../exchange.ts';
import { type Store, upsert } from '../store.ts';
import { isoTime } from '../views/run-view.ts';

/** Site elements and site docks (3.3.0 and later; their lists are known from the official client only). */
export const siteElementRoutes: readonly Route[] = [
  ...resourceRoutes('/api/v0/site_elements', 'site element', ({ elements }) => elements),
  ...resourceRoutes('/api/v0/site_docks', 'site dock', ({ docks }) => docks),
];

function resourceRoutes(
  path: string,
  what: string,
  mapOf: (store: Store) => Map<string, SiteResource>,
): readonly Route[] {
  const post = ({ store, body, now }: Call) =>
    json(
      objectsOf(body).map((posted) =>
        viewResource(upsert(mapOf(store), posted, textOf(posted['uuid']) || store.createUuid(what), now)),
      ),
    );
  return [
    {
      method: 'GET',
      path,
      since: '3.3',
      fidelity: 'client',
      handle: ({ store }) => json([...mapOf(store).values()].map(viewResource)),
    },
    {
      method: 'GET',
      path: `${path}/{uuid}`,
      since: '3.3',
      fidelity: 'documented',
      handle: ({ store, params }) => json(viewResource(found(mapOf(store).get(params['uuid'] ?? ''), what))),
    },
    { method: 'POST', path, since: '3.3', fidelity: 'documented', handle: post },
    { method: 'POST', path: `${path}/{uuid}`, since: '3.3', until: '3.3', fidelity: 'documented', handle: post },
  ];
}

/** A walk, element or dock as the API gives it. */
export function viewResource({ uuid, name, createdAt, modifiedAt, fields }: SiteResource): JsonObject {
  return { ...fields, uuid, name, createdAt: isoTime(createdAt), modifiedAt: isoTime(modifiedAt) };
}

/** Text of a field that may be anything. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
