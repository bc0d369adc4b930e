import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { parseWorld } from '../../src/simulator/world.ts';
import { sampleWorld } from './sample-world.ts';
import { createMember, type Visitor } from './visitor.ts';

const CLOCK = Date.parse('2026-10-21T14:20:00Z');
let simulator: Simulator;
let member: Visitor;

beforeAll(async () => {
  simulator = await startSimulator({ world: parseWorld(JSON.stringify(sampleWorld)), clockAt: CLOCK, frozen: true });
  member = await createMember(simulator, '5.1');
});

afterAll(async () => {
  member.close();
  await simulator.close();
});

const uuids = async (query: string): Promise<readonly unknown[]> =>
  (await member.get(`/api/v0/runs?${query}`)).items().map((run) => run['uuid']);

test('lists runs in an envelope, the newest first, twenty at a time', async () => {
  const page = (await member.get('/api/v0/runs/')).json();
  expect(page).toMatchObject({
    limit: 20,
    offset: 0,
    total: 3,
    resources: [{ uuid: 'run-3' }, { uuid: 'run-2' }, { uuid: 'run-1' }],
  });
  expect((await member.get('/api/v0/runs?limit=1&offset=1')).json()).toMatchObject({
    limit: 1,
    offset: 1,
    total: 3,
    resources: [{ uuid: 'run-2' }],
  });
  expect((await member.get('/api/v0/runs?limit=5&offset=9')).json()).toMatchObject({ total: 3, resources: [] });
});

test.each([
  ['startTime=2026-10-21T08:00:00Z', ['run-3', 'run-2']],
  ['endTime=2026-10-21T08:00:00Z', ['run-1']],
  [`startTime=${Date.parse('2026-10-21T08:00:00Z')}&endTime=2026-10-21T14:15:00Z`, ['run-2']],
  ['startTime=2026-10-21T10:00:00%2B02:00&endTime=2026-10-21T14:15:00Z', ['run-2']],
  ['modifiedAt=2026-10-21T06:18:00Z', ['run-3', 'run-2']],
  ['modifiedAt=2026-10-21T06:17:59Z', ['run-3', 'run-2', 'run-1']],
  ['missions=Patrol,Alley', ['run-3', 'run-1']],
  ['missions=Patrol&missions=Alley', ['run-3', 'run-1']],
  ['missions=Patrol%2CAlley&robots=Rex', ['run-1']],
  ['robots=10.0.0.11', ['run-1']],
  ['types=1', ['run-2']],
  ['types=0,1&limit=1', ['run-3']],
  ['robotNickname=Rex', ['run-1']],
  ['robotSerial=spot-BD-1', ['run-1']],
  ['robotHostname=10.0.0.12&types=0', ['run-3']],
  ['orderBy=oldest', ['run-1', 'run-2', 'run-3']],
  ['orderBy=robots', ['run-3', 'run-2', 'run-1']],
  ['orderBy=mission', ['run-2', 'run-3', 'run-1']],
  ['orderBy=missionStatus', ['run-3', 'run-2', 'run-1']],
])('finds runs by %s', async (query, found) => {
  expect(await uuids(query)).toEqual(found);
});

test('refuses a time or a number that is none', async () => {
  expect((await member.get('/api/v0/runs?startTime=soon')).json()).toEqual({ error: 'startTime is not a time' });
  expect((await member.get('/api/v0/runs?limit=-1')).status).toBe(400);
});

test('a run that goes on has no end, and its actions count as pending', async () => {
  const [run] = (await member.get('/api/v0/runs/run-3')).items();
  expect(run).toMatchObject({ missionStatus: 'RUNNING', endTime: null, actionCount: 1, pendingActionCount: 1 });
});

test('gives runs as a CSV download', async () => {
  const answer = await member.get('/api/v0/runs/?format=csv&robots=Rex');
  expect(answer.headers['content-type']).toContain('text/csv');
  expect(answer.text.split('\r\n')).toEqual([
    'uuid,robot,mission,status,startTime,endTime,actions,actionsDone',
    'run-1,Rex,Patrol,SUCCESS,2026-10-21T06:10:00.000Z,2026-10-21T06:18:00.000Z,3,3',
    '',
  ]);
});

test('every time has a fraction and a zone, without which the official client cannot read it', async () => {
  const paths = [
    'runs',
    'run_events',
    'run_captures',
    'anomalies',
    'site_walks',
    'site_docks',
    'run_statistics/sessions',
    'runs/run-1/log',
  ];
  for (const path of paths) {
    const times = (await member.get(`/api/v0/${path}`)).text.match(/"\d{4}-\d\d-\d\dT[^"]*"/g) ?? [];
    expect(times.length).toBeGreaterThan(0);
    for (const time of times) expect(time).toMatch(/^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z"$/);
  }
});

test('lists events and captures by run, action, time and robot', async () => {
  const names = async (query: string) =>
    (await member.get(`/api/v0/run_events/?${query}`)).items().map((event) => event['actionName']);
  expect(await names('runUuid=run-1&orderBy=time')).toEqual(['Gate', 'Motor #4 at 80%?', 'Pump noise']);
  expect(await names('runUuid=run-1&orderBy=-created_at&limit=1')).toEqual(['Pump noise']);
  expect(await names('runUuid=none')).toEqual([]);
  expect(await names('robotNickname=Rex&startTime=2026-10-21T06:14:00Z&endTime=2026-10-21T06:15:00Z')).toEqual([
    'Motor #4 at 80%?',
  ]);
  expect(await names('startCreatedAt=2026-10-21T06:16:00Z')).toEqual(['Pump noise']);
  expect(await names('missionName=Alley')).toEqual([]);
  expect(await names('excludeNonAlerts=true')).toEqual([]);
  const [event] = (await member.get('/api/v0/run_events/?runUuid=run-1&orderBy=time')).items();
  expect(await names(`actionUuid=${event?.['actionUuid']}`)).toEqual(['Gate']);
  expect(await names(`elementId=${event?.['actionUuid']}`)).toEqual(['Gate']);
  const captures = (await member.get(`/api/v0/run_captures/?runEventUuid=${event?.['uuid']}`)).items();
  expect(captures).toEqual([expect.objectContaining({ channelName: 'visual', runEventUuid: event?.['uuid'] })]);
  const motor = (await member.get('/api/v0/run_captures/?actionName=Motor%20%234%20at%2080%25%3F')).items();
  expect(motor).toEqual([
    expect.objectContaining({ keyResults: [{ name: 'Maximum Temperature', value: 88.5, units: '°C' }] }),
  ]);
});

test('statistics tell of each run and of all of them', async () => {
  const sessions = (await member.get('/api/v0/run_statistics/sessions/?missionNames=Patrol')).json();
  expect(sessions).toEqual([
    {
      start: '2026-10-21T06:10:00.000Z',
      missionName: 'Patrol',
      durationS: 480,
      robotName: 'Rex',
      runId: 'run-1',
      timeMotorsOnS: 442,
      timeMovingS: 264,
      distanceTraveledM: 180.5,
      status: 'SUCCESS',
      worstSeverity: 'INFO',
    },
  ]);
  const span = 'start=2026-10-21T00:00:00Z&end=2026-10-22T00:00:00Z';
  expect((await member.get(`/api/v0/run_statistics/sessions_summary/?${span}`)).json()).toEqual({
    actionsCompletedPercentage: 75,
    actionsAttempted: 4,
    missionsAttempted: 2,
    missionsCompletedPercentage: 50,
    distanceTraveledM: 180.5,
  });
  expect((await member.get('/api/v0/run_statistics/sessions_summary/')).status).toBe(400);
  expect((await member.get('/api/v0/run_statistics/sessions/?minimumSeverity=WARN')).json()).toEqual([]);
});

test('anomalies of the world file are there, with the data of their action', async () => {
  const anomalies = (await member.get('/api/v0/anomalies/?orderBy=time')).items();
  expect(anomalies).toEqual([
    expect.objectContaining({
      title: 'Door left open',
      status: 'closed',
      statusModifiedBy: 'mkay',
      statusModifiedAt: '2026-10-20T09:00:00.000Z',
      runUuid: null,
    }),
    expect.objectContaining({
      uuid: 'anomaly-1',
      status: 'open',
      severity: 3,
      runUuid: 'run-1',
      actionName: 'Motor #4 at 80%?',
      channelName: 'thermal',
    }),
  ]);
  expect((await member.get('/api/v0/anomalies/?startTime=2026-10-21T00:00:00Z&status=open')).json()).toMatchObject({
    total: 1,
  });
  expect((await member.get('/api/v0/anomalies/?uuid=anomaly-1')).json()).toMatchObject({ total: 1 });
  expect((await member.get('/api/v0/anomalies/?runEventUuids=a,b')).json()).toMatchObject({ total: 0 });
});

test('pages of 100,000 runs add up to all of them', async () => {
  const runs = Array.from({ length: 100_000 }, (_, index) => ({
    robot: index % 2 === 0 ? 'Rex' : 'Daisy',
    mission: 'Round',
    status: 'SUCCESS' as const,
    startTime: CLOCK - index * 60_000 - 60_000,
    endTime: CLOCK - index * 60_000 - 30_000,
  }));
  const world = {
    robots: [{ nickname: 'Rex' }, { nickname: 'Daisy' }],
    missions: [{ name: 'Round', actions: [{ name: 'One' }] }],
    runs,
  };
  const large = await startSimulator({ world, clockAt: CLOCK, frozen: true });
  const reader = await createMember(large, '5.1');
  const seen = new Set<unknown>();
  for (let offset = 0; offset < 100_000; offset += 10_000) {
    for (const run of (await reader.get(`/api/v0/runs?limit=10000&offset=${offset}`)).items()) seen.add(run['uuid']);
  }
  expect(seen.size).toBe(100_000);
  expect((await reader.get('/api/v0/runs?limit=1&robotNickname=Daisy')).json()).toMatchObject({ total: 50_000 });
  reader.close();
  await large.close();
});
