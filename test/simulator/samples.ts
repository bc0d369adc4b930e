import type { Received, Visitor } from './visitor.ts';

/** What a sample call may refer to. */
export interface Subjects {
  readonly version: '3.3' | '4.1' | '5.1';
  readonly run: string;
  readonly event: string;
  readonly capture: string;
  readonly dataUrl: string;
  readonly walk: string;
  readonly element: string;
  readonly dock: string;
  readonly entry: string;
}

/** A realistic call of one endpoint, and what its answer must look like. */
export interface Sample {
  /** Path and query; may prepare something first. */
  readonly target: (subjects: Subjects, member: Visitor) => string | Promise<string>;
  readonly body?: (subjects: Subjects) => unknown;
  /** Keys of the answer, or of the first thing of its list. */
  readonly keys?: readonly string[];
  /** For answers that are not JSON. */
  readonly check?: (answer: Received) => void;
}

const RUN_KEYS = [
  ...['uuid', 'runType', 'startTime', 'endTime', 'robotHostname', 'robotSerial', 'robotNickname', 'operatorId'],
  ...['missionName', 'missionStatus', 'actionCount', 'pendingActionCount', 'robotSoftwareMajorVersion'],
];
const CAPTURE_KEYS = ['uuid', 'runEventUuid', 'time', 'createdAt', 'channelName', 'dataUrl', 'keyResults'];
const EVENT_KEYS = [
  ...['uuid', 'runUuid', 'time', 'createdAt', 'actionName', 'actionUuid', 'missionName', 'eventType', 'error'],
  ...['actionRunArchiveFileUrl', 'metadataFileUrl', 'dataCaptures'],
];
const WALK_KEYS = ['uuid', 'name', 'siteElementIds', 'siteDockIds', 'createdAt', 'modifiedAt'];
const ELEMENT_KEYS = ['uuid', 'name', 'waypointId', 'action', 'createdAt', 'modifiedAt'];
const DOCK_KEYS = ['uuid', 'name', 'dockId', 'dockedWaypointId', 'createdAt', 'modifiedAt'];
const SESSION_KEYS = [
  'start',
  'missionName',
  'durationS',
  'robotName',
  'runId',
  'timeMotorsOnS',
  'timeMovingS',
  'status',
];
const WEBHOOK_KEYS = ['uuid', 'url', 'enabled', 'archived', 'events', 'validateTlsCert', 'secret'];
const TASK_KEYS = ['taskId', 'startedAt', 'status', 'filename', 'size', 'error', 'params'];
const ANOMALY_KEYS = [
  'uuid',
  'time',
  'title',
  'severity',
  'status',
  'actionName',
  'elementId',
  'runUuid',
  'runEventUuid',
];
const SUMMARY_KEYS = ['actionsCompletedPercentage', 'actionsAttempted', 'missionsAttempted', 'distanceTraveledM'];

const hook = {
  url: 'http://127.0.0.1:9/',
  enabled: false,
  events: ['TEST'],
  validateTlsCert: true,
  secret: 'ab'.repeat(32),
};
const schedule = ({ walk }: Subjects) => ({
  agent: { nickname: 'Rex' },
  schedule: { timeMs: { low: 1, high: 0, unsigned: false }, repeatMs: '3600000', blackouts: null, disableReason: null },
  task: { missionId: walk, forceAcquireEstop: null, requireDocked: null },
  eventMetadata: { name: 'Sample', eventId: null },
});

const isZip = (answer: Received): void => expect(answer.bytes.subarray(0, 2).toString()).toBe('PK');
const at = (path: string) => () => path;

async function makeHook(_: Subjects, member: Visitor): Promise<string> {
  const [made] = (await member.send('POST', '/api/v0/webhooks', { body: hook })).items();
  return `/api/v0/webhooks/${made?.['uuid']}`;
}

async function makeTask(member: Visitor): Promise<string> {
  const answer = await member.send('POST', '/api/v0/backup_tasks/', {
    body: { includeMissions: true, includeCaptures: false },
  });
  const taskId = /"taskId":"([^"]+)"/.exec(answer.text)?.[1] ?? '';
  await member.send('POST', '/simulator/clock', { body: { moveByMs: 60_000 } });
  return taskId;
}

/** By `METHOD path`, as the route says it. */
export const samples: Readonly<Record<string, Sample>> = {
  'GET /': { target: at('/'), check: (answer) => expect(answer.text).toContain('<') },
  'POST /api/v0/login': { target: at('/api/v0/login') },
  'GET /api/v0/api_token/authenticate': { target: at('/api/v0/api_token/authenticate') },
  'GET /api/v0/version': { target: at('/api/v0/version/'), keys: ['version'] },
  'GET /api/v0/settings/system-time': { target: at('/api/v0/settings/system-time/'), keys: ['msSinceEpoch'] },
  'GET /api/v0/site_maps': { target: at('/api/v0/site_maps/'), keys: ['siteMaps'] },
  'GET /api/v0/robots': { target: at('/api/v0/robots/'), keys: ['robotIndex', 'hostname', 'nickname', 'username'] },
  'POST /api/v0/robots': {
    target: at('/api/v0/robots'),
    body: () => ({ hostname: '10.9.9.9', nickname: 'Newcomer', username: 'user', password: 'secret' }),
    keys: ['robotIndex'],
  },
  'GET /api/v0/robots/{hostname}': { target: at('/api/v0/robots/10.20.0.11/'), keys: ['robotIndex', 'nickname'] },
  'DELETE /api/v0/robots/{hostname}': { target: at('/api/v0/robots/10.20.0.40') },
  'GET /api/v0/robot-session/{nickname}/session': {
    target: at('/api/v0/robot-session/Rex/session/'),
    keys: ['missionRunning', 'currentDriverId', 'batteryState'],
  },
  'GET /robot/nickname/{nickname}/api/v0/mission/status': {
    target: at('/robot/nickname/Rex/api/v0/mission/status'),
    keys: ['status'],
  },
  'GET /api/v0/runs': { target: at('/api/v0/runs/?limit=2&orderBy=newest'), keys: RUN_KEYS },
  'GET /api/v0/runs/{uuid}': { target: ({ run }) => `/api/v0/runs/${run}/`, keys: RUN_KEYS },
  'GET /api/v0/runs/{uuid}/log': {
    target: ({ run }) => `/api/v0/runs/${run}/log/`,
    keys: ['uuid', 'start', 'timeFromStartS', 'severity', 'event', 'detail', 'imageFiles'],
  },
  'GET /api/v0/runs/facets/missions': { target: at('/api/v0/runs/facets/missions'), keys: ['resources', 'total'] },
  'GET /api/v0/runs/facets/robots': {
    target: at('/api/v0/runs/facets/robots'),
    keys: ['robot_hostname', 'robot_serial', 'robot_nickname'],
  },
  'GET /api/v0/runs/facets/actions/{missionName}': {
    target: at('/api/v0/runs/facets/actions/Thermal%20Sweep%20B'),
    keys: ['id', 'name', 'channels'],
  },
  'GET /api/v0/runs/facets/actions': {
    target: at('/api/v0/runs/facets/actions?missionName=Thermal+Sweep+B'),
    keys: ['id', 'name', 'channels'],
  },
  'GET /api/v0/run_statistics/sessions': { target: at('/api/v0/run_statistics/sessions/'), keys: SESSION_KEYS },
  'GET /api/v0/run_statistics/sessions_summary': {
    target: at('/api/v0/run_statistics/sessions_summary/?start=2026-10-14T00:00:00.0Z&end=2026-10-21T00:00:00.0Z'),
    keys: SUMMARY_KEYS,
  },
  'GET /api/v0/run_events': { target: at('/api/v0/run_events/?limit=5&orderBy=-created_at'), keys: EVENT_KEYS },
  'GET /api/v0/run_events/{uuid}': { target: ({ event }) => `/api/v0/run_events/${event}/`, keys: EVENT_KEYS },
  'GET /api/v0/run_captures': { target: at('/api/v0/run_captures/?limit=5&orderBy=-created_at'), keys: CAPTURE_KEYS },
  'GET /api/v0/run_captures/{uuid}': {
    target: ({ capture }) => `/api/v0/run_captures/${capture}/`,
    keys: CAPTURE_KEYS,
  },
  'GET /api/v0/run_archives/{uuid}': { target: ({ run }) => `/api/v0/run_archives/${run}/`, check: isZip },
  'GET /daq/download/{path*}': {
    target: ({ dataUrl }) => dataUrl.replaceAll(' ', '%20'),
    check: (answer) => expect(answer.headers['content-type']).toMatch(/^image\/(png|jpeg)$/),
  },
  'GET /api/v0/site_walks': { target: at('/api/v0/site_walks/'), keys: WALK_KEYS },
  'GET /api/v0/site_walks/{uuid}': { target: ({ walk }) => `/api/v0/site_walks/${walk}/`, keys: WALK_KEYS },
  'POST /api/v0/site_walks': {
    target: at('/api/v0/site_walks'),
    body: ({ element }) => [{ name: 'Posted walk', siteElementIds: [element], siteDockIds: [] }],
    keys: WALK_KEYS,
  },
  'POST /api/v0/site_walks/{uuid}': {
    target: ({ walk }) => `/api/v0/site_walks/${walk}`,
    body: ({ walk, element }) => ({ uuid: walk, name: 'Posted walk', siteElementIds: [element], siteDockIds: [] }),
    keys: WALK_KEYS,
  },
  'DELETE /api/v0/site_walks/{uuid}': { target: ({ walk }) => `/api/v0/site_walks/${walk}` },
  'GET /api/v0/site_walks/archive': { target: ({ walk }) => `/api/v0/site_walks/archive/?uuids=${walk}`, check: isZip },
  'POST /api/v0/site_walks/export_as_walk/{uuid}': {
    target: ({ walk }) => `/api/v0/site_walks/export_as_walk/${walk}`,
    keys: ['id', 'missionName', 'elements', 'docks', 'playbackMode'],
  },
  'POST /api/v0/site_walks/export_as_walk': {
    target: at('/api/v0/site_walks/export_as_walk'),
    body: ({ walk }) => ({ siteWalkUuid: walk }),
    keys: ['id', 'missionName', 'elements', 'docks', 'playbackMode'],
  },
  'POST /api/v0/site_walks/import_from_walk': {
    target: at('/api/v0/site_walks/import_from_walk'),
    body: () => ({ missionName: 'Imported', elements: [{ id: 'e-1', name: 'One' }], docks: [{ dockId: 520 }] }),
    keys: WALK_KEYS.filter((key) => key !== 'siteDockIds'),
  },
  'GET /api/v0/missions': { target: at('/api/v0/missions'), keys: ['uuid', 'mission_id', 'name', 'saved_at'] },
  'GET /api/v0/missions/{uuid}': {
    target: ({ walk }) => `/api/v0/missions/${walk}`,
    keys: ['uuid', 'mission_id', 'name'],
  },
  'DELETE /api/v0/missions/{uuid}': { target: ({ walk }) => `/api/v0/missions/${walk}` },
  'GET /api/v0/site_elements': { target: at('/api/v0/site_elements/'), keys: ELEMENT_KEYS },
  'GET /api/v0/site_elements/{uuid}': {
    target: ({ element }) => `/api/v0/site_elements/${element}/`,
    keys: ELEMENT_KEYS,
  },
  'POST /api/v0/site_elements': {
    target: at('/api/v0/site_elements'),
    body: () => [{ name: 'Posted', waypointId: 'w', action: {} }],
    keys: ELEMENT_KEYS,
  },
  'POST /api/v0/site_elements/{uuid}': {
    target: ({ element }) => `/api/v0/site_elements/${element}`,
    body: ({ element }) => ({ uuid: element, name: 'Posted', waypointId: 'w', action: {} }),
    keys: ELEMENT_KEYS,
  },
  'GET /api/v0/site_docks': { target: at('/api/v0/site_docks/'), keys: DOCK_KEYS },
  'GET /api/v0/site_docks/{uuid}': { target: ({ dock }) => `/api/v0/site_docks/${dock}/`, keys: DOCK_KEYS },
  'POST /api/v0/site_docks': {
    target: at('/api/v0/site_docks'),
    body: () => [{ name: '530', dockId: 530, dockedWaypointId: 'w' }],
    keys: DOCK_KEYS,
  },
  'POST /api/v0/site_docks/{uuid}': {
    target: ({ dock }) => `/api/v0/site_docks/${dock}`,
    body: ({ dock }) => ({ uuid: dock, name: '530', dockId: 530, dockedWaypointId: 'w' }),
    keys: DOCK_KEYS,
  },
  'GET /api/v0/calendar/schedule': { target: at('/api/v0/calendar/schedule/'), keys: ['activeEvents'] },
  'POST /api/v0/calendar/schedule': {
    target: at('/api/v0/calendar/schedule'),
    body: schedule,
    keys: ['eventMetadata', 'agent', 'task', 'schedule'],
  },
  'DELETE /api/v0/calendar/schedule/{eventId}': { target: ({ entry }) => `/api/v0/calendar/schedule/${entry}` },
  'POST /api/v0/calendar/disable-enable': {
    target: at('/api/v0/calendar/disable-enable'),
    body: ({ entry }) => ({ disableReason: 'Inventory', eventId: entry }),
  },
  'POST /api/v0/calendar/set': { target: at('/api/v0/calendar/set'), body: schedule, keys: ['eventMetadata', 'agent'] },
  'POST /api/v0/calendar/delete': { target: at('/api/v0/calendar/delete'), body: ({ entry }) => ({ eventId: entry }) },
  'GET /api/v0/calendar/status': { target: at('/api/v0/calendar/status'), keys: ['events'] },
  'POST /api/v0/graph/send-robot': {
    target: at('/api/v0/graph/send-robot'),
    body: ({ dock }) => ({ nickname: 'Rex', siteDockUuid: dock }),
    check: (answer) => expect(answer.text).toMatch(/"(walk|missionUuid)":/),
  },
  'POST /api/v0/calendar/mission/dispatch/{nickname}': {
    target: at('/api/v0/calendar/mission/dispatch/Daisy?currentDriverId=someone'),
    body: ({ version, walk }) => ({
      agent: { nickname: 'Daisy' },
      schedule: { timeMs: { low: 1, high: 0, unsigned: false }, repeatMs: { low: 0, high: 0, unsigned: false } },
      task: version === '5.1' ? { dispatchTarget: { missionId: walk } } : { missionId: walk, deleteMission: false },
      eventMetadata: { name: 'API Triggered Mission' },
    }),
  },
  'GET /api/v0/anomalies': { target: at('/api/v0/anomalies/?limit=5&orderBy=-created_at'), keys: ANOMALY_KEYS },
  'PATCH /api/v0/anomalies': {
    target: at('/api/v0/anomalies'),
    body: ({ element }) => ({ command: 'close', elementIds: [element] }),
  },
  'PATCH /api/v0/anomalies/{uuid}': {
    target: async (_, member) =>
      `/api/v0/anomalies/${(await member.get('/api/v0/anomalies?limit=1')).items()[0]?.['uuid']}`,
    body: () => ({ status: 'closed' }),
    keys: ANOMALY_KEYS,
  },
  'GET /api/v0/webhooks': {
    target: async (subjects, member) => {
      await makeHook(subjects, member);
      return '/api/v0/webhooks/';
    },
    keys: WEBHOOK_KEYS,
  },
  'POST /api/v0/webhooks': { target: at('/api/v0/webhooks'), body: () => hook, keys: WEBHOOK_KEYS },
  'GET /api/v0/webhooks/{uuid}': { target: makeHook, keys: WEBHOOK_KEYS },
  'POST /api/v0/webhooks/{uuid}': {
    target: makeHook,
    body: () => ({ ...hook, url: 'http://127.0.0.1:10/' }),
    keys: WEBHOOK_KEYS,
  },
  'DELETE /api/v0/webhooks/{uuid}': { target: makeHook },
  'GET /api/v0/backup_tasks': {
    target: async (_, member) => {
      await makeTask(member);
      return '/api/v0/backup_tasks/';
    },
    keys: TASK_KEYS,
  },
  'POST /api/v0/backup_tasks': {
    target: at('/api/v0/backup_tasks/'),
    body: () => ({ includeMissions: true, includeCaptures: false }),
    keys: ['data'],
  },
  'GET /api/v0/backup_tasks/{taskId}': {
    target: async (_, member) => `/api/v0/backup_tasks/${await makeTask(member)}/`,
    keys: TASK_KEYS,
  },
  'GET /api/v0/backups/{taskId}': {
    target: async (_, member) => `/api/v0/backups/${await makeTask(member)}/`,
    check: (answer) => expect(answer.bytes.subarray(257, 262).toString()).toBe('ustar'),
  },
  'DELETE /api/v0/backups/{taskId}': { target: async (_, member) => `/api/v0/backups/${await makeTask(member)}` },
};
