import { start as startApp } from '../../src/app.ts';
import { readConfig } from '../../src/settings/config.ts';
import { noLog } from '../fixtures/ask.ts';
import { serve } from './serve.ts';
import { type Stage, setStage, startWatchedApp, type WatchedApp } from './watched-app.ts';

let stage: Stage;
let watched: WatchedApp | undefined;

beforeEach(async () => {
  stage = await setStage();
});

afterEach(async () => {
  await watched?.app.close();
  watched = undefined;
  await stage.close();
});

async function start(more: Readonly<Record<string, string>> = {}): Promise<WatchedApp> {
  watched = await startWatchedApp(stage, more);
  return watched;
}

const readinessOf = async ({ get }: WatchedApp) => {
  const { status, text } = await get('/ready');
  return { status, ...JSON.parse(text) };
};

test('health and readiness stand on the port of the platforms, and ask no Scout', async () => {
  const app = await start();
  expect(JSON.parse((await app.get('/health')).text)).toMatchObject({ status: 'ok', version: expect.any(String) });
  expect(await readinessOf(app)).toMatchObject({
    status: 'ready',
    platforms: [{ platform: 'slack', state: 'connected' }],
    sources: [
      { source: 'fleet', site: 'north', state: 'unknown' },
      { source: 'floor', site: 'plant 1', state: 'unknown' },
    ],
  });
  expect([...stage.scout.requests, ...stage.floor.requests]).toEqual([]);
});

test('once a Scout was asked, readiness tells of it', async () => {
  const app = await start();
  await app.ask('robots');
  expect((await readinessOf(app)).sources[0]).toMatchObject({ site: 'north', state: 'answers' });
  stage.scout.faults.set({ down: true });
  await app.ask('missions');
  expect(await readinessOf(app)).toMatchObject({ status: 'degraded', sources: [{ state: 'outage' }, {}] });
});

test('a Slack that does not accept the bot token makes the bot unready, until it does', async () => {
  stage.slack.answer('auth.test', () => ({ ok: false, error: 'invalid_auth' }));
  const app = await start();
  await stage.slack.until(() => stage.slack.callsOf('auth.test').length > 0);
  let readiness = await readinessOf(app);
  while (readiness.status === 'ready') readiness = await readinessOf(app);
  expect(readiness).toMatchObject({ missing: ['slack'], platforms: [{ state: 'refused' }] });
  stage.slack.answer('auth.test', () => ({ user_id: 'UBOT' }));
  while (readiness.status !== 'ready') readiness = await readinessOf(app);
  expect(readiness.platforms).toEqual([{ platform: 'slack', state: 'connected' }]);
});

test('there are no metrics unless they are wanted', async () => {
  const { app, get } = await start();
  expect(app.metricsPort).toBeUndefined();
  expect((await get('/metrics')).status).toBe(404);
});

test('metrics have a port of their own, on which there is nothing else', async () => {
  const { app, get } = await start({ METRICS_PORT: '0' });
  expect(app.metricsPort).not.toBe(app.port);
  expect((await get('/metrics')).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${app.metricsPort}/health`)).status).toBe(404);
});

test('metrics tell of a question from its acknowledgement to the source', async () => {
  const { ask, metrics } = await start({ METRICS_PORT: '0' });
  for (const line of ['robots', 'robots', 'how did the last mission go?', 'stations', 'nonsense']) await ask(line);
  const text = await metrics();
  for (const line of [
    'scout_bot_questions_total{platform="slack",command="robots",understood="typed",result="answer"} 2',
    'scout_bot_questions_total{platform="slack",command="last",understood="sentence",result="answer"} 1',
    'scout_bot_questions_total{platform="slack",command="none",understood="none",result="error"} 1',
    'scout_bot_acknowledgement_seconds_count{platform="slack"} 5',
    'scout_bot_log_ins_total{source="fleet",site="north",result="accepted"} 1',
    'scout_bot_log_ins_total{source="floor",site="plant 1",result="accepted"} 1',
    'scout_bot_source_up{source="fleet",site="north"} 1',
    'scout_bot_source_up{source="floor",site="plant 1"} 1',
    'scout_bot_platform_connected{platform="slack"} 1',
    'scout_bot_messages_waiting{platform="slack"} 0',
    'scout_bot_deliveries_waiting 0',
  ])
    expect(text).toContain(`${line}\n`);
  expect(text).toMatch(/scout_bot_upstream_requests_total\{source="fleet",site="north",status="2xx"\} [1-9]/);
  expect(text).toMatch(/scout_bot_cache_lookups_total\{source="fleet",site="north",result="miss"\} [1-9]/);
  expect(text).toMatch(/scout_bot_floor_calls_used\{source="floor",site="plant 1"\} [1-9]/);
  expect(text).not.toContain('nonsense');
});

test('a port of the metrics that is taken is told in one line, and nothing stays open', async () => {
  const taken = await serve(() => {});
  const starting = start({ METRICS_PORT: new URL(taken.url).port });
  await expect(starting).rejects.toThrow(/^METRICS_PORT is not right: it cannot be opened/);
  await taken.close();
  expect((await start()).app.port).toBeGreaterThan(0);
});

describe('in Socket Mode', () => {
  const socket = { SLACK_APP_TOKEN: 'xapp-of-the-watched-app' };

  test('a port is opened where one is set, for health and readiness alone', async () => {
    const app = await start(socket);
    expect((await app.get('/health')).status).toBe(200);
    expect((await app.get('/slack/events')).status).toBe(404);
    expect(await readinessOf(app)).toMatchObject({ missing: ['slack'], platforms: [{ state: 'connecting' }] });
    await stage.slack.until(() => stage.slack.sockets.length > 0);
    stage.slack.sockets[0]?.send({ type: 'hello', num_connections: 1 });
    let readiness = await readinessOf(app);
    while (readiness.status !== 'ready') readiness = await readinessOf(app);
    expect(readiness.platforms).toEqual([{ platform: 'slack', state: 'connected' }]);
  });

  test('none is opened where none is set', async () => {
    expect((await start({ ...socket, PORT: '' })).app.port).toBeUndefined();
  });
});

test('the demo has them too, beside its page', async () => {
  const demo = await startApp(readConfig({ PORT: '0' }), noLog);
  const get = (path: string) => fetch(`http://127.0.0.1:${demo.port}${path}`);
  const [page, health, ready] = await Promise.all(['/', '/health', '/ready'].map(get));
  expect(await page?.text()).toContain('<html');
  expect(await health?.json()).toMatchObject({ status: 'ok' });
  expect(await ready?.json()).toMatchObject({ status: 'ready', missing: [] });
  await demo.close();
});
