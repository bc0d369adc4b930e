import { type Answer, type Call, found, json, type Route } from '../exchange.ts';
import { listOf, spanOf } from '../query.ts';
import { captureUuid, eventUuid } from '../run-names.ts';
import { isStored, storedAt } from '../run-state.ts';
import { viewCapture } from '../views/event-view.ts';
import { pageOfEvents, storedEvents } from './run-events.ts';

/** Run captures: GET /run_captures/ and /run_captures/{uuid} (3.3.0 and later). */
export const runCaptureRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v0/run_captures', since: '3.3', fidelity: 'documented', handle: listCaptures },
  { method: 'GET', path: '/api/v0/run_captures/{uuid}', since: '3.3', fidelity: 'documented', handle: getCapture },
];

function getCapture({ index, params, now }: Call): Answer {
  const place = found(index.capture(params['uuid'] ?? ''), 'run capture');
  const action = place.run.actions[place.action];
  return json(viewCapture(found(action && isStored(place.run, action, now) ? place : undefined, 'run capture')));
}

function listCaptures(call: Call): Answer {
  const { query } = call;
  const inStored = spanOf(query, 'startCreatedAt', 'endCreatedAt');
  const eventUuids = listOf(query, 'runEventUuid');
  const actionNames = listOf(query, 'actionName');
  const uuids = call.version === '3.3' ? listOf(query, 'uuid') : undefined;
  const places = storedEvents(call).flatMap((place) => {
    const action = place.run.actions[place.action];
    if (action === undefined || !inStored(storedAt(place.run, action))) return [];
    if (actionNames && !actionNames.has(action.name)) return [];
    if (eventUuids && !eventUuids.has(eventUuid(place))) return [];
    return [...action.captures.keys()].map((capture) => ({ ...place, capture }));
  });
  return json(
    pageOfEvents(call, uuids ? places.filter((place) => uuids.has(captureUuid(place))) : places, viewCapture),
  );
}
