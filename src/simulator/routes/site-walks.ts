import { strToU8, zipSync } from 'fflate';
import { objectOf, objectsOf } from '../body.ts';
import type { JsonObject, SiteResource } from '../entities.ts';
import { type Answer, type Call, file, found, HttpError, json, type Route } from '../exchange.ts';
import { type Store, upsert } from '../store.ts';
import { isoTime } from '../views/run-view.ts';
import { textOf, viewResource } from './site-elements.ts';

const WALKS = '/api/v0/site_walks';

/** Site walks, which are missions (3.3.0 and later), and their old form (3.2.1, deprecated in 4.0.0). */
export const siteWalkRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: WALKS,
    since: '3.3',
    fidelity: 'documented',
    handle: ({ store }) => json([...store.walks.values()].map(viewResource)),
  },
  {
    method: 'GET',
    path: `${WALKS}/{uuid}`,
    since: '3.3',
    fidelity: 'documented',
    handle: (call) => json(viewResource(findWalk(call, call.params['uuid']))),
  },
  { method: 'POST', path: WALKS, since: '3.3', fidelity: 'documented', handle: postWalks },
  { method: 'POST', path: `${WALKS}/{uuid}`, since: '3.3', until: '3.3', fidelity: 'documented', handle: postWalks },
  { method: 'DELETE', path: `${WALKS}/{uuid}`, since: '3.3', fidelity: 'documented', handle: deleteWalk },
  { method: 'GET', path: `${WALKS}/archive`, since: '4.1', fidelity: 'guessed', handle: getArchive },
  {
    method: 'POST',
    path: `${WALKS}/export_as_walk/{uuid}`,
    since: '3.3',
    until: '3.3',
    fidelity: 'guessed',
    handle: exportWalk,
  },
  { method: 'POST', path: `${WALKS}/export_as_walk`, since: '4.1', fidelity: 'guessed', handle: exportWalk },
  { method: 'POST', path: `${WALKS}/import_from_walk`, since: '3.3', fidelity: 'guessed', handle: importWalk },
  {
    method: 'GET',
    path: '/api/v0/missions',
    since: '3.3',
    fidelity: 'documented',
    handle: ({ store }) => json([...store.walks.values()].map(viewMission)),
  },
  {
    method: 'GET',
    path: '/api/v0/missions/{uuid}',
    since: '3.3',
    fidelity: 'documented',
    handle: (call) => json(viewMission(findWalk(call, call.params['uuid']))),
  },
  { method: 'DELETE', path: '/api/v0/missions/{uuid}', since: '3.3', fidelity: 'documented', handle: deleteWalk },
];

function findWalk({ store }: Call, uuid: string | undefined): SiteResource {
  return found(store.walks.get(uuid ?? ''), 'site walk');
}

/** A mission of the time before site walks. */
function viewMission({ uuid, name, modifiedAt }: SiteResource): JsonObject {
  return { uuid, mission_id: uuid, name, saved_at: isoTime(modifiedAt) };
}

function postWalks({ store, body, now }: Call): Answer {
  const walks = objectsOf(body).map((walk) =>
    upsert(store.walks, walk, textOf(walk['uuid']) || store.createUuid('walk'), now),
  );
  return json(viewResource(found(walks[0], 'site walk')));
}

function deleteWalk(call: Call): Answer {
  const { uuid } = findWalk(call, call.params['uuid']);
  call.store.walks.delete(uuid);
  for (const entry of [...call.store.calendar.values()])
    if (entry.missionUuid === uuid) call.store.calendar.delete(entry.id);
  call.life.calendarChanged();
  return json({});
}

function exportWalk(call: Call): Answer {
  const uuid = call.params['uuid'] ?? textOf(objectOf(call.body)['siteWalkUuid']);
  return json(viewWalk(findWalk(call, uuid), call.store));
}

/** The map and the walk of one site walk. Real archives hold protobuf; these hold the same as JSON. */
function getArchive(call: Call): Answer {
  const uuid = call.query.get('uuids') ?? '';
  if (uuid === '') throw new HttpError(400, 'uuids: is missing');
  const walk = findWalk(call, uuid);
  const zip = zipSync({
    [`${walk.uuid}.walk`]: strToU8(JSON.stringify(viewWalk(walk, call.store))),
    graph: strToU8('{"waypoints":[],"edges":[]}'),
  });
  return file(zip, 'application/zip', 'site_walk.zip');
}

/** Takes a walk as `export_as_walk` gives it; what the real server wants is not documented. */
function importWalk({ store, body, now }: Call): Answer {
  const walk = objectOf(body);
  const elements = objectsOf(Array.isArray(walk['elements']) ? walk['elements'] : []);
  const siteElementIds = elements.map(
    (element) => upsert(store.elements, element, textOf(element['id']) || store.createUuid('element'), now).uuid,
  );
  const name = textOf(walk['missionName']) || textOf(walk['name']) || 'Imported walk';
  const docks = [...store.docks.values()].filter(({ fields }) =>
    objectsOf(Array.isArray(walk['docks']) ? walk['docks'] : []).some((dock) => dock['dockId'] === fields['dockId']),
  );
  const fields = {
    name,
    siteElementIds,
    siteDockIds: docks.map(({ uuid }) => uuid),
    globalParameters: walk['globalParameters'] ?? {},
  };
  return json(viewResource(upsert(store.walks, fields, store.createUuid('walk'), now)));
}

/** A walk as the protobuf message `bosdyn.api.autowalk.Walk` reads in JSON. */
function viewWalk(walk: SiteResource, store: Store): JsonObject {
  const { siteElementIds, siteDockIds, globalParameters = {} } = walk.fields;
  const listed = (ids: unknown, from: ReadonlyMap<string, SiteResource>): readonly SiteResource[] =>
    (Array.isArray(ids) ? ids : [])
      .map((id: unknown) => from.get(String(id)))
      .filter((resource) => resource !== undefined);
  return {
    id: walk.uuid,
    missionName: walk.name,
    mapName: store.sites[0] ?? '',
    globalParameters,
    playbackMode: { once: {} },
    elements: listed(siteElementIds, store.elements).map(({ uuid, name, fields }) => ({
      id: uuid,
      name,
      target: { navigateTo: { destinationWaypointId: fields['waypointId'] ?? '' } },
      action: fields['action'] ?? {},
      actionWrapper: fields['actionWrapper'] ?? {},
      actionDuration: fields['actionDuration'] ?? {},
    })),
    docks: listed(siteDockIds, store.docks).map(({ fields }) => ({
      dockId: fields['dockId'],
      dockedWaypointId: fields['dockedWaypointId'] ?? '',
      targetPrepPose: fields['targetPrepPose'] ?? {},
    })),
  };
}
