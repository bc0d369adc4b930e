import { createHealth } from '../../src/watching/health.ts';
import type { Standing } from '../../src/watching/standing.ts';
import { type Served, serve } from './serve.ts';

const SINCE = Date.parse('2026-10-21T07:00:00Z');
const NORTH = { kind: 'fleet', site: 'north', session: 'open', lastAnswerAt: SINCE } as const;
const SLACK = { name: 'slack', state: 'connected', waiting: 0 } as const;

let served: Served | undefined;
afterEach(() => served?.close());

/** Health over a stage that the test sets; the clock stands at `stage.at`. */
async function setUp(standing: Standing = { sources: [NORTH], platforms: [SLACK] }) {
  const stage = { standing, at: 5_000, looks: 0, reachStore: async (): Promise<unknown> => undefined };
  const health = createHealth({
    version: '1.2.3',
    standing: () => stage.standing,
    reachStore: () => {
      stage.looks++;
      return stage.reachStore();
    },
    clock: () => stage.at,
  });
  served = await serve(health.listener);
  const { url } = served;
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(url + path, { method });
    const written = await response.text();
    return { status: response.status, body: written === '' ? undefined : JSON.parse(written) };
  };
  return { stage, health, get };
}

test('/health says which version runs and since when, and asks nobody', async () => {
  const { stage, get } = await setUp();
  stage.at += 61_500;
  expect(await get('/health')).toEqual({ status: 200, body: { status: 'ok', version: '1.2.3', uptimeSeconds: 61 } });
  expect(stage.looks).toBe(0);
});

test('/ready says what is there', async () => {
  const { get } = await setUp();
  expect(await get('/ready?verbose')).toEqual({
    status: 200,
    body: {
      status: 'ready',
      missing: [],
      store: 'answers',
      platforms: [{ platform: 'slack', state: 'connected' }],
      sources: [{ source: 'fleet', site: 'north', state: 'answers' }],
    },
  });
});

test.each([
  ['in an outage', { outage: { since: SINCE, reason: 'connection refused' } }, 'outage'],
  ['that refuses the log-in', { session: 'refused' }, 'refused'],
] as const)('a Scout %s is told of, but the bot is ready to say so', async (_, values, state) => {
  const { get } = await setUp({ sources: [{ ...NORTH, ...values }], platforms: [SLACK] });
  const { status, body } = await get('/ready');
  expect([status, body.status]).toEqual([200, 'degraded']);
  expect(body.sources).toMatchObject([{ site: 'north', state }]);
});

test('an outage is told with when it began and why', async () => {
  const outage = { since: SINCE, reason: 'connection refused' };
  const { get } = await setUp({ sources: [{ ...NORTH, outage }], platforms: [SLACK] });
  expect((await get('/ready')).body.sources).toEqual([
    {
      source: 'fleet',
      site: 'north',
      state: 'outage',
      since: '2026-10-21T07:00:00.000Z',
      reason: 'connection refused',
    },
  ]);
});

test('a Scout that nobody has asked yet is unknown, which is no fault', async () => {
  const { get } = await setUp({ sources: [{ kind: 'floor', site: 'plant 1', session: 'none' }], platforms: [SLACK] });
  expect(await get('/ready')).toMatchObject({
    status: 200,
    body: { status: 'ready', sources: [{ source: 'floor', site: 'plant 1', state: 'unknown' }] },
  });
});

test.each(['connecting', 'refused'] as const)('a platform that is %s makes it unready', async (state) => {
  const { get } = await setUp({ sources: [NORTH], platforms: [{ ...SLACK, state }] });
  expect(await get('/ready')).toMatchObject({
    status: 503,
    body: { status: 'unready', missing: ['slack'], platforms: [{ platform: 'slack', state }] },
  });
});

test('a platform that gave no token for sending makes it degraded only: the next try may mend it', async () => {
  const teams = { name: 'teams', state: 'connected', canSend: false, waiting: 2 } as const;
  const { get } = await setUp({ sources: [NORTH], platforms: [teams] });
  expect(await get('/ready')).toMatchObject({
    status: 200,
    body: { status: 'degraded', platforms: [{ platform: 'teams', state: 'connected', canSend: false }] },
  });
});

test('a store that is gone makes it unready, until it is back', async () => {
  const { stage, get } = await setUp();
  stage.reachStore = () => Promise.reject(new Error('password of the database is s3cret'));
  const gone = await get('/ready');
  expect(gone).toMatchObject({ status: 503, body: { missing: ['store'], store: 'does not answer' } });
  expect(JSON.stringify(gone)).not.toContain('s3cret');
  stage.reachStore = async () => undefined;
  stage.at += 1_000;
  expect((await get('/ready')).status).toBe(200);
});

test('a store that hangs is asked once, however many probes come', async () => {
  const { stage, get } = await setUp();
  stage.reachStore = () => new Promise(() => {});
  const probes = [get('/ready'), get('/ready')];
  expect((await Promise.all(probes)).map(({ status }) => status)).toEqual([503, 503]);
  stage.at += 1_000;
  await get('/ready');
  expect(stage.looks).toBe(1);
});

test('while the program stops it is alive but not ready', async () => {
  const { health, get } = await setUp();
  health.closing();
  expect(await get('/ready')).toMatchObject({ status: 503, body: { status: 'stopping' } });
  expect((await get('/health')).status).toBe(200);
});

test('other paths and methods get nothing', async () => {
  const { get } = await setUp();
  expect((await get('/healthy')).status).toBe(404);
  expect((await get('/ready', 'POST')).status).toBe(405);
  expect(await get('/ready', 'HEAD')).toEqual({ status: 200, body: undefined });
});
