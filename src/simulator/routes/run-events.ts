import type { Run, RunAction } from '../entities.ts';
import { type Answer, type Call, found, json, type Route } from '../exchange.ts';
import { cutPage, listOf, pageOf, spanOf } from '../query.ts';
import type { EventPlace } from '../run-names.ts';
import { eventUuid } from '../run-names.ts';
import { isStored, storedAt } from '../run-state.ts';
import { viewEvent } from '../views/event-view.ts';
import { robotTest } from './runs.ts';

/** Run events: GET /run_events/ and /run_events/{uuid} (3.2.0 and later). */
export const runEventRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v0/run_events', since: '3.3', fidelity: 'documented', handle: listEvents },
  { method: 'GET', path: '/api/v0/run_events/{uuid}', since: '3.3', fidelity: 'documented', handle: getEvent },
];

function getEvent({ index, params, now }: Call): Answer {
  const place = found(index.event(params['uuid'] ?? ''), 'run event');
  const action = place.run.actions[place.action];
  return json(viewEvent(found(action && isStored(place.run, action, now) ? place : undefined, 'run event')));
}

function listEvents(call: Call): Answer {
  const { query } = call;
  const inTime = spanOf(query, 'startTime', 'endTime');
  const inStored = spanOf(query, 'startCreatedAt', 'endCreatedAt');
  const alertsOnly = query.get('excludeNonAlerts')?.toLowerCase() === 'true';
  const uuids = call.version === '3.3' ? listOf(query, 'uuid') : undefined;
  const elements = listOf(query, 'elementId');
  const places = storedEvents(call).filter((place) => {
    const action = place.run.actions[place.action];
    if (action === undefined || (alertsOnly && action.alert === undefined)) return false;
    if (elements && !elements.has(action.elementUuid)) return false;
    if (uuids && !uuids.has(eventUuid(place))) return false;
    return inTime(action.time) && inStored(storedAt(place.run, action));
  });
  return json(pageOfEvents(call, places, viewEvent));
}

/** The events of the runs that a query names, which are stored by now. The filters that events and captures share are applied. */
export function storedEvents({ query, store, now }: Call): readonly EventPlace[] {
  const ofRobot = robotTest(query);
  const runUuid = query.get('runUuid') ?? '';
  const missions = listOf(query, 'missionName');
  const actionUuids = listOf(query, 'actionUuid');
  const isWanted = (run: Run): boolean =>
    (runUuid === '' || run.uuid === runUuid) &&
    (missions === undefined || missions.has(run.mission ?? '')) &&
    (ofRobot === undefined || ofRobot(run));
  const only = runUuid === '' ? undefined : store.runs.find(runUuid);
  const runs = runUuid === '' ? store.runs.begun(now) : only && only.startTime <= now ? [only] : [];
  const isAction = (run: Run, action: RunAction): boolean =>
    (actionUuids === undefined || actionUuids.has(action.elementUuid)) && isStored(run, action, now);
  return runs
    .filter(isWanted)
    .flatMap((run) => run.actions.flatMap((action, index) => (isAction(run, action) ? [{ run, action: index }] : [])));
}

/** A page of events or captures, in the order asked for; without one the newest come first, which is a guess. */
export function pageOfEvents<T extends EventPlace>(call: Call, places: readonly T[], view: (place: T) => unknown) {
  const { query, faults } = call;
  const orderBy = query.get('orderBy') ?? '';
  const timeOf = ({ run, action }: T): number => {
    const done = run.actions[action];
    if (done === undefined) return 0;
    return orderBy.endsWith('created_at') ? storedAt(run, done) : done.time;
  };
  const sign = orderBy === 'time' || orderBy === 'created_at' ? 1 : -1;
  const sorted = places.toSorted((a, b) => sign * (timeOf(a) - timeOf(b)));
  const { limit, offset } = pageOf(query);
  const page = cutPage(sorted, { limit, offset: faults.get().offsetIgnored ? 0 : offset });
  return { ...page, resources: page.resources.map(view) };
}
