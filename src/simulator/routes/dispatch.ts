import * as v from 'valibot';
import { objectOf, objectsOf, parseBody } from '../body.ts';
import type { JsonObject, PlannedAction } from '../entities.ts';
import { type Answer, type Call, found, HttpError, json, type Route } from '../exchange.ts';
import { waypointId } from '../seed/walk-fields.ts';
import { upsert } from '../store.ts';
import { robotByNickname } from './robots.ts';
import { textOf } from './site-elements.ts';

const text = v.nullish(v.string());
const sendSchema = v.object({ nickname: v.string(), siteDockUuid: text, waypointId: text });
const target = v.object({ missionId: text, walk: v.nullish(v.record(v.string(), v.unknown())) });
const dispatchSchema = v.object({
  task: v.object({ missionId: text, dispatchTarget: v.nullish(target), deleteMission: v.nullish(v.boolean()) }),
});

/** Starting a mission at once, and the way home: known from the official client (4.0.0 and later). */
export const dispatchRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/v0/graph/send-robot', since: '4.1', fidelity: 'client', handle: sendRobot },
  {
    method: 'POST',
    path: '/api/v0/calendar/mission/dispatch/{nickname}',
    since: '4.1',
    fidelity: 'client',
    handle: dispatch,
  },
];

/** Makes a temporary walk: up to 5.0.0 it is stored and its id answered, later the walk itself is. A failure is an object with `error`. */
function sendRobot({ store, body, now, version }: Call): Answer {
  const { nickname, siteDockUuid, waypointId: waypoint } = parseBody(sendSchema, body);
  const dock = store.docks.get(siteDockUuid ?? '');
  if (!store.robots.has(nickname)) return json({ error: `No robot is called ${nickname}` });
  if (!dock && !waypoint) return json({ error: 'No such dock or waypoint' });
  if (!store.runningOn(nickname, now)) return json({ error: `${nickname} is not running a mission` });
  const name = dock ? `Return to dock ${dock.name}` : `Go to ${waypoint}`;
  const uuid = store.createUuid('walk');
  if (version === '4.1') {
    upsert(store.walks, { name, siteElementIds: [], siteDockIds: dock ? [dock.uuid] : [] }, uuid, now);
    return json({ missionUuid: uuid });
  }
  const docks = dock
    ? [{ dockId: dock.fields['dockId'], dockedWaypointId: dock.fields['dockedWaypointId'] ?? waypointId(dock.uuid) }]
    : [];
  return json({ walk: { id: uuid, missionName: name, elements: [], docks, playbackMode: { once: {} } } });
}

/** Stops what the robot does and runs a stored mission or the walk of the body. The driver is the one that the query names. */
function dispatch(call: Call): Answer {
  const { store, life, query, now } = call;
  const { task } = parseBody(dispatchSchema, call.body);
  const robot = robotByNickname(call);
  const { mission, actions } = planOf(
    call,
    task.dispatchTarget?.walk ?? undefined,
    task.dispatchTarget?.missionId ?? task.missionId ?? '',
  );
  life.dispatch({ robot, mission, actions, operator: query.get('currentDriverId') || 'api' }, now);
  if (task.deleteMission) store.walks.delete(task.missionId ?? '');
  return json({});
}

function planOf(
  { store }: Call,
  walk: JsonObject | undefined,
  missionId: string,
): { readonly mission: string; readonly actions: readonly PlannedAction[] } {
  if (walk === undefined) {
    const stored = found(store.walks.get(missionId), 'site walk');
    return { mission: stored.name, actions: store.actionsOf(stored) };
  }
  const elements = Array.isArray(walk['elements']) ? objectsOf(walk['elements']) : [];
  const mission = textOf(walk['missionName']);
  if (mission === '') throw new HttpError(400, 'task.dispatchTarget.walk.missionName: is missing');
  const actions = elements.map((element, index): PlannedAction => {
    const { id, name } = objectOf(element);
    return {
      uuid: textOf(id) || store.createUuid('element'),
      name: textOf(name) || `Action ${index + 1}`,
      kind: 'visual',
      seconds: 90,
    };
  });
  return { mission, actions };
}
