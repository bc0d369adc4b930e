import { request as httpsRequest } from 'node:https';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { logIn } from './visitor.ts';

/** The official client as far as it goes on the wire: a slash after every GET, an Accept header, the CSRF header on everything. */
interface Client {
  get(path: string, parameters?: Readonly<Record<string, string | readonly string[]>>): Promise<Result>;
  post(path: string, body?: object): Promise<Result>;
}

interface Result {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

let simulator: Simulator;

afterEach(() => simulator.close());

function createClient(headers: Readonly<Record<string, string>>): Client {
  const call = (method: string, path: string, body?: object): Promise<Result> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(simulator.url);
      const all = { accept: 'application/json', ...headers, ...(body && { 'content-type': 'application/json' }) };
      const options = {
        host: '127.0.0.1',
        port,
        path: `/api/v0/${path}`,
        method,
        headers: all,
        ca: simulator.certificate,
        agent: false as const,
      };
      const request = httpsRequest(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location, body: JSON.parse(text) }),
        );
      });
      request.on('error', reject);
      request.end(body && JSON.stringify(body));
    });
  return {
    get(path, parameters = {}) {
      const query = new URLSearchParams();
      for (const [key, value] of Object.entries(parameters)) for (const one of [value].flat()) query.append(key, one);
      return call('GET', `${path}/${query.size > 0 ? `?${query}` : ''}`);
    },
    post: (path, body) => call('POST', path, body),
  };
}

async function start(version: '3.3' | '4.1' | '5.1'): Promise<Client> {
  simulator = await startSimulator({ version, clockAt: Date.parse('2026-10-21T14:20:00Z'), frozen: true });
  const cookie = await logIn(simulator);
  const csrf = /x-csrf-token=([^;]+)/.exec(cookie)?.[1] ?? '';
  const access: Record<string, string> =
    version === '3.3' ? { cookie } : { authorization: `Bearer ${simulator.credentials.token}` };
  return createClient({ 'x-csrf-token': csrf, ...access });
}

const list = ({ body }: Result): readonly Record<string, unknown>[] =>
  Array.isArray(body) ? body : Array.isArray(body['resources']) ? body['resources'] : [];

describe.each(['3.3', '4.1', '5.1'] as const)('the official client with server %s', (version) => {
  test('gets lists with a slash at the end, without a redirect', async () => {
    const client = await start(version);
    for (const path of [
      'robots',
      'runs',
      'run_events',
      'run_captures',
      'site_walks',
      'site_elements',
      'site_docks',
      'calendar/schedule',
    ]) {
      const { status, location } = await client.get(path);
      expect([path, status, location]).toEqual([path, 200, undefined]);
    }
  });

  test('finds the latest times, and falls back to the system time', async () => {
    const client = await start(version);
    const [event] = list(await client.get('run_events', { limit: '1', orderBy: '-created_at' }));
    const [capture] = list(await client.get('run_captures', { limit: '1', orderBy: '-created_at' }));
    const [run] = list(await client.get('runs', { limit: '1', orderBy: 'newest' }));
    const fractional = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}(Z|\+00:00)$/;
    expect(event?.['createdAt']).toMatch(fractional);
    expect(capture?.['createdAt']).toMatch(fractional);
    expect(run?.['startTime']).toMatch(fractional);
    const { body } = await client.get('settings/system-time');
    expect(body).toEqual({ msSinceEpoch: Date.parse('2026-10-21T14:20:00Z') });
  });

  test('finds the latest run in progress among the newest twenty', async () => {
    const client = await start(version);
    const over = ['SUCCESS', 'FAILURE', 'ERROR', 'STOPPED', 'NONE', 'UNKNOWN'];
    const runs = list(await client.get('runs', { orderBy: 'newest' }));
    expect(runs).toHaveLength(20);
    expect(runs.find((run) => !over.includes(`${run['missionStatus']}`))).toMatchObject({
      missionName: 'Compressor Gauge Walk',
    });
  });

  test('filters by a list, as repeated keys and as one text with commas', async () => {
    const client = await start(version);
    const robots = async (value: string | readonly string[]) =>
      new Set(list(await client.get('runs', { limit: '200', robots: value })).map((run) => run['robotNickname']));
    expect(await robots(['Rex', 'Daisy'])).toEqual(new Set(['Rex', 'Daisy']));
    expect(await robots('Rex,Daisy')).toEqual(new Set(['Rex', 'Daisy']));
  });

  test('reads the keys that the official examples read', async () => {
    const client = await start(version);
    const [robot] = list(await client.get('robots'));
    expect(robot).toHaveProperty('nickname');
    const [dock] = list(await client.get('site_docks'));
    expect(dock).toMatchObject({ uuid: expect.any(String), dockId: expect.any(Number) });
    const { activeEvents } = (await client.get('calendar/schedule')).body;
    expect(activeEvents).toContainEqual({
      eventMetadata: expect.objectContaining({ name: expect.any(String), eventId: expect.any(String) }),
      agent: { nickname: expect.any(String) },
      task: expect.objectContaining({ missionId: expect.any(String) }),
      schedule: expect.objectContaining({ repeatMs: expect.any(Number) }),
    });
    const walks = list(await client.get('site_walks')).map((walk) => walk['uuid']);
    for (const entry of Array.isArray(activeEvents) ? activeEvents : []) expect(walks).toContain(entry.task.missionId);
  });
});

test('names in a path may be pasted as they are', async () => {
  const client = await start('5.1');
  await client.post('robots', { hostname: '10.0.0.9', nickname: 'Spot 80%' });
  expect((await client.get('robot-session/Spot%2080%/session')).body).toMatchObject({ missionRunning: false });
  expect((await client.get('robot-session/Spot%2080%25/session')).body).toMatchObject({ missionRunning: false });
});

test('the actions facet has its mission in the path until 5.0 and in the query later', async () => {
  const old = await start('4.1');
  expect(list(await old.get('runs/facets/actions/Thermal%20Sweep%20B'))).toHaveLength(9);
  await simulator.close();
  const recent = await start('5.1');
  const actions = list(await recent.get('runs/facets/actions', { missionName: 'Thermal Sweep B' }));
  expect(actions[4]).toEqual({ id: expect.any(String), name: 'Panel 7', channels: ['thermal', 'visual'] });
  expect((await recent.get('runs/facets/actions')).status).toBe(400);
});

test('facets tell of missions and robots that have run', async () => {
  const client = await start('5.1');
  const [missions] = list(await client.get('runs/facets/missions'));
  expect(missions?.['resources']).toContainEqual({ name: 'Boiler Room Round' });
  expect(list(await client.get('runs/facets/robots'))).toContainEqual({
    robot_hostname: '10.20.0.11',
    robot_serial: 'spot-BD-21060011',
    robot_nickname: 'Rex',
  });
});
