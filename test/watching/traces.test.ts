import { createHttp } from '../../src/clients/http.ts';
import { createOpenTelemetry } from '../../src/watching/open-telemetry.ts';
import { createWatch } from '../../src/watching/watch.ts';
import { noLog } from '../fixtures/ask.ts';
import { type Collector, startCollector } from './collector.ts';
import { serve } from './serve.ts';
import { setStage, startWatchedApp } from './watched-app.ts';

let collector: Collector;
beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

test('a question is traced through its command to the requests it led to, and delivered when the program ends', async () => {
  const stage = await setStage();
  const { app, ask } = await startWatchedApp(stage, { OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` });
  await ask('robots');
  await ask('who is planted-words?');
  await app.close();
  await stage.close();

  const question = collector.spanOf('question');
  const command = collector.spanOf('command robots');
  const requests = collector.spans().filter(({ parentSpanId }) => parentSpanId === command?.spanId);
  expect(question).toMatchObject({ kind: 2 });
  expect(question).not.toHaveProperty('parentSpanId');
  expect(collector.attributesOf('question')).toMatchObject({
    platform: 'slack',
    request: expect.stringMatching(/^trigger\./),
    command: 'robots',
    understood: 'typed',
    failed: false,
  });
  expect(command?.parentSpanId).toBe(question?.spanId);
  expect(requests.map(({ name }) => name)).toContain('POST fleet');
  expect(collector.attributesOf('POST fleet')).toEqual({
    site: 'north',
    'http.request.method': 'POST',
    'url.path': '/api/v0/login',
    'http.response.status_code': 200,
  });
  const told = JSON.stringify(collector.spans());
  for (const secret of [stage.scout.credentials.password, 'planted-words', 'xoxb-', 'U1'])
    expect(told).not.toContain(secret);
});

test('an answer does not wait for a collector that takes nothing', async () => {
  collector.status = undefined;
  const stage = await setStage();
  const { app, ask } = await startWatchedApp(stage, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  await ask('robots');
  expect(stage.slack.responses[0]?.body['text']).toMatch(/^6 robots/);
  await app.close();
  await stage.close();
});

test('a delivery is traced with what it asks, and no source is told of the trace', async () => {
  const seen: (string | undefined)[] = [];
  const source = await serve(({ headers }, response) => {
    seen.push(String(headers['x-request-id']), headers['traceparent']?.toString());
    response.end('{}');
  });
  const tracer = createOpenTelemetry({ url: collector.url, version: '1.2.3', clock: () => 0, log: noLog });
  const watch = createWatch({ tracer, clock: () => 0 });
  const http = createHttp({
    url: source.url,
    watch: watch.source({ kind: 'fleet', site: 'north' }),
    who: 'Scout north',
    tls: {},
    retries: 0,
    connectTimeoutMs: 3_000,
    deadlineMs: 3_000,
    answerBytes: 1_000,
    random: () => 0,
  });
  await watch.deliveries.follow({ id: 'd1', platform: 'slack' }, () => http.request({ path: '/robots?name=Rex' }));
  await Promise.all([tracer.close(), http.close(), source.close()]);

  expect(collector.attributesOf('delivery')).toEqual({ platform: 'slack', request: 'd1' });
  expect(collector.spanOf('GET fleet')?.parentSpanId).toBe(collector.spanOf('delivery')?.spanId);
  expect(collector.attributesOf('GET fleet')).toMatchObject({ 'url.path': '/robots' });
  expect(seen).toEqual(['d1', undefined]);
});
