import { unzipSync } from 'fflate';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { createMember, type Visitor } from './visitor.ts';

const CLOCK = Date.parse('2026-10-21T14:20:00Z');
const MINUTE = 60_000;
let simulator: Simulator;
let member: Visitor;

async function start(version: '3.3' | '4.1' | '5.1'): Promise<void> {
  simulator = await startSimulator({ version, clockAt: CLOCK, frozen: true });
  member = await createMember(simulator, version);
}

afterEach(async () => {
  member.close();
  await simulator.close();
});

type Entry = Readonly<Record<'eventMetadata' | 'agent' | 'task' | 'schedule', Readonly<Record<string, unknown>>>>;

async function calendar(): Promise<readonly Entry[]> {
  return ((await member.get('/api/v0/calendar/schedule/')).json() as { activeEvents: readonly Entry[] }).activeEvents;
}

const find = async (path: string, name: string): Promise<Readonly<Record<string, unknown>>> =>
  (await member.get(path)).items().find((thing) => thing['name'] === name) ?? {};

/** What the official client posts: null for everything that it was not given. */
const schedule = (missionId: unknown, more: object = {}) => ({
  agent: { nickname: 'Daisy' },
  schedule: { timeMs: CLOCK + MINUTE, repeatMs: null, blackouts: null, disableReason: null },
  task: { missionId, forceAcquireEstop: null, requireDocked: null },
  eventMetadata: { name: 'Extra round', eventId: null },
  ...more,
});

test('a posted entry starts its mission, and shows blackouts and reason only when there are any', async () => {
  await start('5.1');
  const walk = await find('/api/v0/site_walks/', 'Thermal Sweep A');
  await member.send('POST', '/api/v0/calendar/schedule', { body: schedule(walk['uuid']) });
  const made = (await calendar()).find((entry) => entry.eventMetadata['name'] === 'Extra round');
  expect(made).toEqual({
    eventMetadata: {
      name: 'Extra round',
      eventId: expect.any(String),
      modificationTimeMs: CLOCK,
      modificationUser: 'planner',
    },
    agent: { nickname: 'Daisy' },
    task: { missionId: walk['uuid'], forceAcquireEstop: false, requireDocked: false },
    schedule: { timeMs: CLOCK + MINUTE, repeatMs: 0 },
  });
  simulator.clock.moveBy(2 * MINUTE);
  const [run] = (await member.get('/api/v0/runs/?robotNickname=Daisy&limit=1')).items();
  expect(run).toMatchObject({
    missionName: 'Thermal Sweep A',
    startTime: '2026-10-21T14:21:00.000Z',
    missionStatus: 'RUNNING',
  });
});

test.each([
  ['numbers', CLOCK + MINUTE, 3_600_000],
  ['text', `${CLOCK + MINUTE}`, '3600000'],
  [
    'Long objects',
    { low: (CLOCK + MINUTE) | 0, high: Math.floor((CLOCK + MINUTE) / 2 ** 32), unsigned: false },
    { low: 3_600_000, high: 0, unsigned: false },
  ],
])('times may be %s', async (_, timeMs, repeatMs) => {
  await start('5.1');
  const walk = await find('/api/v0/site_walks/', 'Thermal Sweep A');
  const blackouts = [{ startMs: '0', endMs: { low: 3_600_000, high: 0, unsigned: false } }];
  const answer = await member.send('POST', '/api/v0/calendar/schedule', {
    body: schedule(walk['uuid'], { schedule: { timeMs, repeatMs, blackouts, disableReason: 'Painting' } }),
  });
  expect(answer.json()).toMatchObject({
    schedule: {
      timeMs: CLOCK + MINUTE,
      repeatMs: 3_600_000,
      blackouts: [{ startMs: 0, endMs: 3_600_000 }],
      disableReason: 'Painting',
    },
  });
});

test('posting a known id overwrites the entry, also with what is left out', async () => {
  await start('5.1');
  const before = (await calendar()).find((entry) => entry.schedule['blackouts'] !== undefined);
  const eventId = before?.eventMetadata['eventId'];
  const body = { ...before, schedule: { timeMs: CLOCK - 1, repeatMs: before?.schedule['repeatMs'] } };
  await member.send('POST', '/api/v0/calendar/schedule', { body });
  const after = (await calendar()).filter((entry) => entry.eventMetadata['eventId'] === eventId);
  expect(after).toEqual([expect.objectContaining({ schedule: { timeMs: CLOCK - 1, repeatMs: 7_200_000 } })]);
});

test('an entry for an unknown robot or mission is refused', async () => {
  await start('5.1');
  const walk = await find('/api/v0/site_walks/', 'Thermal Sweep A');
  const robot = { agent: { nickname: 'Rexx' } };
  expect((await member.send('POST', '/api/v0/calendar/schedule', { body: schedule(walk['uuid'], robot) })).status).toBe(
    404,
  );
  expect((await member.send('POST', '/api/v0/calendar/schedule', { body: schedule('none') })).status).toBe(404);
  expect(
    (await member.send('POST', '/api/v0/calendar/schedule', { body: { schedule: { timeMs: 'soon' } } })).status,
  ).toBe(400);
});

test('all entries are disabled and enabled at once, one is deleted', async () => {
  await start('5.1');
  const reasons = async () => (await calendar()).map((entry) => entry.schedule['disableReason']);
  const count = (await calendar()).length;
  await member.send('POST', '/api/v0/calendar/disable-enable', { body: { disableReason: 'Holidays' } });
  expect(await reasons()).toEqual(Array(count).fill('Holidays'));
  await member.send('POST', '/api/v0/calendar/disable-enable', { body: { disableReason: '' } });
  expect(await reasons()).toEqual(Array(count).fill(undefined));
  const eventId = (await calendar())[0]?.eventMetadata['eventId'];
  await member.send('DELETE', `/api/v0/calendar/schedule/${eventId}`);
  expect(await calendar()).toHaveLength(count - 1);
  expect((await member.send('DELETE', `/api/v0/calendar/schedule/${eventId}`)).status).toBe(404);
});

test('Scout 3.3 writes and deletes calendar entries by POST', async () => {
  await start('3.3');
  const walk = await find('/api/v0/site_walks/', 'Thermal Sweep A');
  await member.send('POST', '/api/v0/calendar/set', { body: schedule(walk['uuid']) });
  const made = (await calendar()).find((entry) => entry.eventMetadata['name'] === 'Extra round');
  expect(made).toBeDefined();
  await member.send('POST', '/api/v0/calendar/delete', { body: { eventMetadata: made?.eventMetadata } });
  expect((await calendar()).some((entry) => entry.eventMetadata['name'] === 'Extra round')).toBe(false);
});

test.each(['4.1', '5.1'] as const)(
  'a running robot is sent to its dock as the official example of Orbit %s does it',
  async (version) => {
    await start(version);
    const session = (await member.get('/api/v0/robot-session/Rex/session/')).json() as Record<string, unknown>;
    expect(session).toMatchObject({ missionRunning: true, currentDriverId: 'scheduler' });
    const [dock] = (await member.get('/api/v0/site_docks/')).items();
    const sent = await member.send('POST', '/api/v0/graph/send-robot', {
      body: { nickname: 'Rex', siteDockUuid: dock?.['uuid'] },
    });
    const { missionUuid, walk } = sent.json() as Record<string, unknown>;
    expect(version === '4.1' ? missionUuid : walk).toBeDefined();
    const task = version === '4.1' ? { missionId: missionUuid, deleteMission: true } : { dispatchTarget: { walk } };
    const path = `/api/v0/calendar/mission/dispatch/Rex?currentDriverId=${session['currentDriverId']}`;
    const body = {
      agent: { nickname: 'Rex' },
      schedule: { timeMs: { low: 1, high: 0, unsigned: false }, repeatMs: { low: 0, high: 0, unsigned: false } },
      task: { ...task, forceAcquireEstop: false, requireDocked: false, skipInitialization: true },
      eventMetadata: { name: 'API Triggered Mission' },
    };
    expect((await member.send('POST', path, { body })).status).toBe(200);
    const [home, before] = (await member.get('/api/v0/runs/?robotNickname=Rex&limit=2')).items();
    expect(home).toMatchObject({ missionName: 'Return to dock 520', missionStatus: 'RUNNING', actionCount: 0 });
    expect(before).toMatchObject({
      missionName: 'Boiler Room Round',
      missionStatus: 'STOPPED',
      endTime: '2026-10-21T14:20:00.000Z',
    });
    expect((await member.get('/api/v0/site_walks/')).text).not.toContain('Return to dock');
    simulator.clock.moveBy(10 * MINUTE);
    expect((await member.get(`/api/v0/runs/${home?.['uuid']}`)).json()).toMatchObject({ missionStatus: 'SUCCESS' });
  },
);

test('only a running robot with a known dock can be sent; the failure is an object with an error', async () => {
  await start('5.1');
  const [dock] = (await member.get('/api/v0/site_docks/')).items();
  const send = async (body: object) => (await member.send('POST', '/api/v0/graph/send-robot', { body })).json();
  expect(await send({ nickname: 'Daisy', siteDockUuid: dock?.['uuid'] })).toEqual({
    error: 'Daisy is not running a mission',
  });
  expect(await send({ nickname: 'Rex', siteDockUuid: 'none' })).toEqual({ error: 'No such dock or waypoint' });
  expect(await send({ nickname: 'Rexx', siteDockUuid: dock?.['uuid'] })).toEqual({ error: 'No robot is called Rexx' });
  expect(await send({ nickname: 'Rex', waypointId: 'calm-otter-1' })).toMatchObject({
    walk: { missionName: 'Go to calm-otter-1' },
  });
});

test('a walk is exported, imported again, changed and dispatched', async () => {
  await start('5.1');
  const walk = await find('/api/v0/site_walks/', 'Thermal Sweep A');
  const exported = await member.send('POST', '/api/v0/site_walks/export_as_walk', {
    body: { siteWalkUuid: walk['uuid'] },
  });
  const { missionName, elements, docks } = exported.json() as Record<string, readonly unknown[]>;
  expect([missionName, elements?.length, docks]).toEqual([
    'Thermal Sweep A',
    9,
    [expect.objectContaining({ dockId: 522 })],
  ]);
  const body = { ...(exported.json() as object), missionName: 'Copy' };
  const [copy] = (await member.send('POST', '/api/v0/site_walks/import_from_walk', { body })).items();
  expect(copy).toMatchObject({
    name: 'Copy',
    siteElementIds: walk['siteElementIds'],
    siteDockIds: walk['siteDockIds'],
  });
  await member.send('POST', '/api/v0/site_walks', {
    body: [{ ...copy, name: 'Short copy', siteElementIds: (walk['siteElementIds'] as string[]).slice(0, 2) }],
  });
  expect((await member.get(`/api/v0/site_walks/${copy?.['uuid']}/`)).json()).toMatchObject({ name: 'Short copy' });
  const task = { dispatchTarget: { missionId: copy?.['uuid'] } };
  await member.send('POST', '/api/v0/calendar/mission/dispatch/Daisy', { body: { task } });
  const [run] = (await member.get('/api/v0/runs/?robotNickname=Daisy&limit=1')).items();
  expect(run).toMatchObject({ missionName: 'Short copy', actionCount: 2, operatorId: 'api' });
  const archive = await member.get(`/api/v0/site_walks/archive/?uuids=${copy?.['uuid']}`);
  expect(Object.keys(unzipSync(archive.bytes))).toEqual([`${copy?.['uuid']}.walk`, 'graph']);
  await member.send('DELETE', `/api/v0/site_walks/${copy?.['uuid']}`);
  expect((await member.get(`/api/v0/site_walks/${copy?.['uuid']}`)).status).toBe(404);
});

test('elements and docks are posted as lists and found again', async () => {
  await start('5.1');
  const [element] = (
    await member.send('POST', '/api/v0/site_elements', { body: [{ uuid: 'e-1', name: 'Hatch', waypointId: 'w' }] })
  ).items();
  expect(element).toMatchObject({ uuid: 'e-1', name: 'Hatch', createdAt: '2026-10-21T14:20:00.000Z' });
  expect((await member.get('/api/v0/site_elements/e-1/')).json()).toEqual(element);
  const [dock] = (await member.send('POST', '/api/v0/site_docks', { body: { name: '530', dockId: 530 } })).items();
  expect((await member.get(`/api/v0/site_docks/${dock?.['uuid']}/`)).json()).toMatchObject({ dockId: 530 });
  expect((await member.send('POST', '/api/v0/site_docks', { body: ['530'] })).status).toBe(400);
});

test('a robot is added in the first free slot and taken away again', async () => {
  await start('5.1');
  const add = async (hostname: string) =>
    (await member.send('POST', '/api/v0/robots', { body: { hostname, nickname: hostname } })).json();
  expect(await add('10.0.0.1')).toEqual({ robotIndex: 6 });
  expect((await member.send('DELETE', '/api/v0/robots/10.20.0.12')).status).toBe(200);
  expect(await add('10.0.0.2')).toEqual({ robotIndex: 1 });
  expect((await member.get('/api/v0/robots/10.20.0.12')).status).toBe(404);
  expect((await member.get('/api/v0/robots/10.0.0.2/')).json()).toEqual({
    robotIndex: 1,
    hostname: '10.0.0.2',
    nickname: '10.0.0.2',
    username: '',
  });
});

test('a backup goes through its steps and can then be fetched', async () => {
  await start('4.1');
  const started = (
    await member.send('POST', '/api/v0/backup_tasks/', { body: { includeMissions: true, includeCaptures: false } })
  ).json();
  expect(started).toMatchObject({
    data: { status: 'Starting', error: '', params: { includeMissions: true, includeCaptures: false } },
  });
  const taskId = (started as { data: { taskId: string } }).data.taskId;
  const status = async () => (await member.get(`/api/v0/backup_tasks/${taskId}/`)).items()[0]?.['status'];
  const seen = [await status()];
  for (let step = 0; step < 4; step++) {
    simulator.clock.moveBy(10_000);
    seen.push(await status());
    if (step === 0) expect((await member.get(`/api/v0/backups/${taskId}/`)).status).toBe(500);
  }
  expect([...new Set(seen)]).toEqual(['Starting', 'Creating database dump', 'Creating zip file', 'Completed']);
  const file = await member.get(`/api/v0/backups/${taskId}/`, { headers: { accept: 'application/octet-stream' } });
  expect(file.headers['content-type']).toBe('application/x-tar');
  expect(file.bytes.length % 512).toBe(0);
  await member.send('DELETE', `/api/v0/backups/${taskId}`);
  expect((await member.get(`/api/v0/backup_tasks/${taskId}/`)).status).toBe(404);
});

test('the battery falls on the way and fills on the dock, unless the world says otherwise', async () => {
  await start('5.1');
  const charge = async (robot: string) =>
    (
      (await member.get(`/api/v0/robot-session/${robot}/session/`)).json() as {
        batteryState?: { chargePercentage: number; status: string };
      }
    ).batteryState;
  const before = await charge('Spot-10');
  expect(before?.status).toBe('STATUS_DISCHARGING');
  simulator.clock.moveBy(5 * MINUTE);
  expect((await charge('Spot-10'))?.chargePercentage).toBeLessThan(before?.chargePercentage ?? 0);
  simulator.clock.moveBy(100 * MINUTE);
  expect(await charge('Spot-10')).toMatchObject({ chargePercentage: 100, status: 'STATUS_CHARGING' });
  const silent = await startSimulator({ world: { robots: [{ nickname: 'Rex' }], reportsBattery: false } });
  const visitor = await createMember(silent, '5.1');
  expect((await visitor.get('/api/v0/robot-session/Rex/session/')).json()).toEqual({
    missionRunning: false,
    currentDriverId: null,
  });
  visitor.close();
  await silent.close();
});
