import { setTimeout as sleep } from 'node:timers/promises';
import { createOpenTelemetry } from '../../src/watching/open-telemetry.ts';
import { noLog } from '../fixtures/ask.ts';
import { type Collector, startCollector } from './collector.ts';

let collector: Collector;
beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

const create = (values: Partial<Parameters<typeof createOpenTelemetry>[0]> = {}) =>
  createOpenTelemetry({ url: collector.url, version: '1.2.3', clock: () => 0, log: noLog, ...values });

const about = (name: string) => ({ name, kind: 'internal', attributes: { of: name } }) as const;

test('work within work becomes a span within a span, also after it has waited', async () => {
  const tracer = create();
  const one = tracer.span(about('question one'), async () => {
    await sleep(2);
    await tracer.span({ ...about('request'), kind: 'client' }, async () => sleep(1));
  });
  const two = tracer.span(about('question two'), async () => sleep(1));
  await Promise.all([one, two]);
  await tracer.close();
  const [first, second, request] = ['question one', 'question two', 'request'].map(collector.spanOf);
  expect(request).toMatchObject({ parentSpanId: first?.spanId, traceId: first?.traceId, kind: 3 });
  expect(second?.traceId).not.toBe(first?.traceId);
  expect([first?.parentSpanId, second?.parentSpanId]).toEqual([undefined, undefined]);
  expect(collector.resource()).toMatchObject({ 'service.name': 'scout-bot', 'service.version': '1.2.3' });
});

test('what is told of a result stands in the span, beside what was known before', async () => {
  const tracer = create();
  await tracer.span(
    about('question'),
    async () => 'robots',
    (command) => ({ command, failed: false }),
  );
  await tracer.close();
  expect(collector.attributesOf('question')).toEqual({ of: 'question', command: 'robots', failed: false });
});

test('work that fails fails as before; its span says of what kind the error was, and none of its words', async () => {
  const tracer = create();
  const failing = tracer.span(about('question'), () => Promise.reject(new TypeError('about Ada')));
  await expect(failing).rejects.toThrow('about Ada');
  await tracer.close();
  expect(collector.spanOf('question')?.status).toEqual({ code: 2 });
  expect(collector.attributesOf('question')).toMatchObject({ 'error.type': 'TypeError' });
  expect(JSON.stringify(collector.spans())).not.toContain('Ada');
});

test('the promise of the work is given back itself, so that nobody waits for its span', async () => {
  const tracer = create();
  const working = Promise.resolve(1);
  expect(tracer.span(about('question'), () => working)).toBe(working);
  await tracer.close();
});

test('a collector that takes nothing is told of once, and hinders nobody', async () => {
  const warnings: object[] = [];
  const log = { ...noLog, warn: (values: object, message: string) => void warnings.push({ message, ...values }) };
  collector.status = 400;
  const tracer = create({ log, gatherMs: 1 });
  for (let i = 0; i < 3; i++) {
    expect(await tracer.span(about('question'), async () => 42)).toBe(42);
    await collector.until(i + 1);
  }
  await tracer.close();
  expect(warnings).toEqual([expect.objectContaining({ message: 'traces could not be delivered', spans: 1 })]);
});

test('one that does not answer does not keep the program from ending', async () => {
  collector.status = undefined;
  const tracer = create();
  await tracer.span(about('question'), async () => 42);
  await expect(tracer.close()).resolves.toBeUndefined();
  expect(collector.requests()).toBe(1);
});
