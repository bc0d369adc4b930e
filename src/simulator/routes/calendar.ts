import * as v from 'valibot';
import { longSchema, objectOf, parseBody } from '../body.ts';
import type { CalendarEntry, JsonObject } from '../entities.ts';
import { type Answer, type Call, found, json, type Route } from '../exchange.ts';
import { textOf } from './site-elements.ts';

const CALENDAR = '/api/v0/calendar';
const flag = v.nullish(v.boolean());

/** What clients post: the official one sends null for every key that it was not given. */
const scheduleSchema = v.object({
  agent: v.nullish(v.object({ nickname: v.nullish(v.string()) })),
  schedule: v.nullish(
    v.object({
      timeMs: longSchema,
      repeatMs: longSchema,
      blackouts: v.nullish(v.array(v.object({ startMs: longSchema, endMs: longSchema }))),
      disableReason: v.nullish(v.string()),
    }),
  ),
  task: v.nullish(v.object({ missionId: v.nullish(v.string()), forceAcquireEstop: flag, requireDocked: flag })),
  eventMetadata: v.nullish(v.object({ name: v.nullish(v.string()), eventId: v.nullish(v.string()) })),
});

/** The calendar: read from 3.3.0 on (client), written by `set` and `delete` in 3.3 (client) and as documented from 4.0.0 on. */
export const calendarRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${CALENDAR}/schedule`,
    since: '3.3',
    fidelity: 'documented',
    handle: ({ store }) => json({ activeEvents: [...store.calendar.values()].map(viewEntry) }),
  },
  { method: 'POST', path: `${CALENDAR}/schedule`, since: '4.1', fidelity: 'documented', handle: postEntry },
  {
    method: 'DELETE',
    path: `${CALENDAR}/schedule/{eventId}`,
    since: '4.1',
    fidelity: 'documented',
    handle: (call) => deleteEntry(call, call.params['eventId']),
  },
  { method: 'POST', path: `${CALENDAR}/disable-enable`, since: '4.1', fidelity: 'documented', handle: disableEnable },
  { method: 'POST', path: `${CALENDAR}/set`, since: '3.3', until: '3.3', fidelity: 'guessed', handle: postEntry },
  { method: 'POST', path: `${CALENDAR}/delete`, since: '3.3', until: '3.3', fidelity: 'guessed', handle: postDelete },
  {
    method: 'GET',
    path: `${CALENDAR}/status`,
    since: '4.1',
    fidelity: 'guessed',
    handle: ({ store }) => json({ events: store.calendar.size }),
  },
];

/** A calendar entry as the API gives it: `blackouts` and `disableReason` are there only when they say something. */
function viewEntry(entry: CalendarEntry): JsonObject {
  const { blackouts, disableReason } = entry;
  return {
    eventMetadata: {
      name: entry.name,
      eventId: entry.id,
      modificationTimeMs: entry.modifiedAt,
      modificationUser: 'planner',
    },
    agent: { nickname: entry.robot },
    task: {
      missionId: entry.missionUuid,
      forceAcquireEstop: entry.forceAcquireEstop,
      requireDocked: entry.requireDocked,
    },
    schedule: {
      timeMs: entry.timeMs,
      repeatMs: entry.repeatMs,
      ...(blackouts.length > 0 && { blackouts }),
      ...(disableReason !== '' && { disableReason }),
    },
  };
}

/** A known `eventId` overwrites that entry, also with what is left out; without one a new entry is made. */
function postEntry({ store, life, body, now }: Call): Answer {
  const { agent, schedule, task, eventMetadata } = parseBody(scheduleSchema, body);
  const walk = found(store.walks.get(task?.missionId ?? ''), 'site walk');
  const known = store.calendar.get(eventMetadata?.eventId ?? '');
  const entry: CalendarEntry = {
    id: known?.id ?? store.createUuid('calendar'),
    name: eventMetadata?.name ?? walk.name,
    missionUuid: walk.uuid,
    robot: found(store.robots.get(agent?.nickname ?? ''), 'robot').nickname,
    timeMs: schedule?.timeMs || now,
    repeatMs: schedule?.repeatMs ?? 0,
    blackouts: (schedule?.blackouts ?? []).map(({ startMs = 0, endMs = 0 }) => ({ startMs, endMs })),
    disableReason: schedule?.disableReason ?? '',
    forceAcquireEstop: task?.forceAcquireEstop ?? false,
    requireDocked: task?.requireDocked ?? false,
    modifiedAt: now,
  };
  store.calendar.set(entry.id, entry);
  life.calendarChanged(known && { id: entry.id, now });
  return json(viewEntry(entry));
}

function deleteEntry({ store, life }: Call, id: string | undefined): Answer {
  store.calendar.delete(found(store.calendar.get(id ?? ''), 'calendar event').id);
  life.calendarChanged();
  return json({});
}

/** Scout 3.3 deletes by POST; where it wants the id is not documented. */
function postDelete(call: Call): Answer {
  const posted = objectOf(call.body);
  return deleteEntry(call, textOf(posted['eventId']) || textOf(objectOf(posted['eventMetadata'])['eventId']));
}

/** An empty reason enables; without an id all entries are meant. */
function disableEnable({ store, life, body, now }: Call): Answer {
  const { disableReason, eventId } = objectOf(body);
  const id = textOf(eventId);
  const entries = id === '' ? [...store.calendar.values()] : [found(store.calendar.get(id), 'calendar event')];
  for (const entry of entries)
    store.calendar.set(entry.id, { ...entry, disableReason: textOf(disableReason), modifiedAt: now });
  life.calendarChanged();
  return json({});
}
