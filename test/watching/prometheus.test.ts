import { reply } from '../../src/core/reply.ts';
import { createPrometheus } from '../../src/watching/prometheus.ts';
import type { Standing } from '../../src/watching/standing.ts';
import { noLog } from '../fixtures/ask.ts';
import { type Served, serve } from './serve.ts';

const NORTH = { kind: 'fleet', site: 'north' } as const;
const NOTHING: Standing = { sources: [], platforms: [] };

let served: Served | undefined;
afterEach(() => served?.close());

/** Metrics over a stage that the test sets. */
async function setUp() {
  const stage = { standing: NOTHING, waiting: async (): Promise<number> => 0 };
  const observed = { standing: () => stage.standing, waitingDeliveries: () => stage.waiting() };
  const { meter, listener } = createPrometheus({ version: '1.2.3', observed, log: noLog });
  served = await serve(listener);
  const { url } = served;
  /** The lines of one metric, without their common beginning. */
  const linesOf = async (name: string): Promise<readonly string[]> => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return text.split('\n').flatMap((line) => (line.startsWith(`scout_bot_${name}`) ? [line.slice(10)] : []));
  };
  return { stage, meter, url, linesOf };
}

test('says which version runs, and how the process is', async () => {
  const { url, linesOf } = await setUp();
  expect(await linesOf('build_info')).toEqual([`build_info{version="1.2.3",node="${process.versions.node}"} 1`]);
  const response = await fetch(`${url}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(await response.text()).toMatch(/^process_resident_memory_bytes \d+$/m);
});

test('counts questions by platform, command and how they were understood; what is not known is none', async () => {
  const { meter, linesOf } = await setUp();
  const answer = { reply: reply(), failed: false };
  meter.answered('slack', { ...answer, command: 'robots', understood: 'typed' }, 0.02);
  meter.answered('slack', { ...answer, command: 'robots', understood: 'typed' }, 0.2);
  meter.answered('teams', { ...answer, understood: 'asked-back' }, 0.02);
  meter.answered('teams', { ...answer, failed: true }, 0.02);
  expect(await linesOf('questions_total')).toEqual([
    'questions_total{platform="slack",command="robots",understood="typed",result="answer"} 2',
    'questions_total{platform="teams",command="none",understood="asked-back",result="answer"} 1',
    'questions_total{platform="teams",command="none",understood="none",result="error"} 1',
  ]);
  expect(await linesOf('question_seconds_bucket{le="0.05"')).toEqual([
    'question_seconds_bucket{le="0.05",command="robots"} 1',
    'question_seconds_bucket{le="0.05",command="none"} 2',
  ]);
});

test('counts what a source was asked, by the class of its answer', async () => {
  const { meter, linesOf } = await setUp();
  for (const status of [200, 204, 503, undefined]) meter.asked(NORTH, status, 0.3);
  for (const found of ['hit', 'hit', 'stale', 'miss'] as const) meter.lookedUp(NORTH, found);
  meter.loggedIn(NORTH, 'accepted');
  expect(await linesOf('upstream_requests_total')).toEqual([
    'upstream_requests_total{source="fleet",site="north",status="2xx"} 2',
    'upstream_requests_total{source="fleet",site="north",status="5xx"} 1',
    'upstream_requests_total{source="fleet",site="north",status="none"} 1',
  ]);
  expect(await linesOf('upstream_seconds_count')).toEqual(['upstream_seconds_count{source="fleet",site="north"} 4']);
  expect(await linesOf('cache_lookups_total')).toEqual([
    'cache_lookups_total{source="fleet",site="north",result="hit"} 2',
    'cache_lookups_total{source="fleet",site="north",result="stale"} 1',
    'cache_lookups_total{source="fleet",site="north",result="miss"} 1',
  ]);
  expect(await linesOf('log_ins_total')).toEqual(['log_ins_total{source="fleet",site="north",result="accepted"} 1']);
});

test('counts deliveries and acknowledgements', async () => {
  const { meter, linesOf } = await setUp();
  meter.deliveryEnded('slack', 'missed', 3);
  meter.deliveryEnded('slack', 'missed', 0);
  meter.deliveryFailed('slack', 'paused');
  meter.acknowledged('slack', 0.002);
  expect(await linesOf('deliveries_total')).toEqual(['deliveries_total{platform="slack",outcome="missed"} 3']);
  expect(await linesOf('delivery_failures_total')).toEqual([
    'delivery_failures_total{platform="slack",reason="paused"} 1',
  ]);
  expect(await linesOf('acknowledgement_seconds_count')).toEqual(['acknowledgement_seconds_count{platform="slack"} 1']);
});

test('reads off sources, platforms and queues when it is asked', async () => {
  const { stage, linesOf } = await setUp();
  const outage = { since: 1, reason: 'connection refused' };
  stage.standing = {
    sources: [
      { ...NORTH, session: 'open', lastAnswerAt: 1 },
      { kind: 'fleet', site: 'south', session: 'open', lastAnswerAt: 1, outage },
      { kind: 'fleet', site: 'west', session: 'refused' },
      { kind: 'floor', site: 'plant 1', session: 'none', quota: { used: 17, limit: 2_500 } },
    ],
    platforms: [
      { name: 'slack', state: 'connecting', waiting: 0 },
      { name: 'teams', state: 'connected', waiting: 7 },
    ],
  };
  stage.waiting = async () => 5;
  expect(await linesOf('source_up')).toEqual([
    'source_up{source="fleet",site="north"} 1',
    'source_up{source="fleet",site="south"} 0',
    'source_up{source="fleet",site="west"} 0',
  ]);
  expect(await linesOf('floor_calls')).toEqual([
    'floor_calls_used{source="floor",site="plant 1"} 17',
    'floor_calls_limit{source="floor",site="plant 1"} 2500',
  ]);
  expect(await linesOf('platform_connected')).toEqual([
    'platform_connected{platform="slack"} 0',
    'platform_connected{platform="teams"} 1',
  ]);
  expect(await linesOf('messages_waiting')).toEqual([
    'messages_waiting{platform="slack"} 0',
    'messages_waiting{platform="teams"} 7',
  ]);
  expect(await linesOf('deliveries_waiting')).toEqual(['deliveries_waiting 5']);
});

test('what has not happened yet stands at 0, so that the first time is an increase', async () => {
  const { stage, meter, linesOf } = await setUp();
  stage.standing = {
    sources: [{ ...NORTH, session: 'none' }],
    platforms: [{ name: 'slack', state: 'connected', waiting: 0 }],
  };
  expect(await linesOf('log_ins_total')).toEqual([
    'log_ins_total{source="fleet",site="north",result="accepted"} 0',
    'log_ins_total{source="fleet",site="north",result="refused"} 0',
  ]);
  const outcomes = await linesOf('deliveries_total');
  expect(outcomes).toHaveLength(7);
  expect(outcomes).toContain('deliveries_total{platform="slack",outcome="missed"} 0');
  meter.deliveryEnded('slack', 'missed', 1);
  expect(await linesOf('deliveries_total')).toContain('deliveries_total{platform="slack",outcome="missed"} 1');
});

test('a store that does not answer leaves its own metric out, and no other', async () => {
  const { stage, linesOf } = await setUp();
  stage.waiting = () => Promise.reject(new Error('gone'));
  expect(await linesOf('deliveries_waiting')).toEqual([]);
  expect(await linesOf('build_info')).toHaveLength(1);
});

test.each([
  ['GET', '/'],
  ['POST', '/metrics'],
])('%s %s gets nothing', async (method, path) => {
  const { url } = await setUp();
  const response = await fetch(url + path, { method });
  expect([response.status, await response.text()]).toEqual([404, '']);
});
