import * as v from 'valibot';
import { jsonOf, serve } from './serve.ts';

const Attribute = v.object({ key: v.string(), value: v.record(v.string(), v.unknown()) });
const Span = v.object({
  name: v.string(),
  traceId: v.string(),
  spanId: v.string(),
  parentSpanId: v.optional(v.string()),
  kind: v.number(),
  status: v.object({ code: v.number() }),
  attributes: v.array(Attribute),
});
const Export = v.object({
  resourceSpans: v.array(
    v.object({
      resource: v.object({ attributes: v.array(Attribute) }),
      scopeSpans: v.array(v.object({ spans: v.array(Span) })),
    }),
  ),
});

type Span = v.InferOutput<typeof Span>;
type Attributes = readonly v.InferOutput<typeof Attribute>[];

/** An OTLP collector that takes traces as JSON. */
export interface Collector {
  readonly url: string;
  /** What it answers; nothing where it is undefined. */
  status: number | undefined;
  requests(): number;
  spans(): readonly Span[];
  spanOf(name: string): Span | undefined;
  attributesOf(name: string): object;
  resource(): object;
  /** Resolves when so many requests have come. */
  until(requests: number): Promise<void>;
  close(): Promise<void>;
}

const valuesOf = (attributes: Attributes): object =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

/** Starts a collector on this machine. */
export async function startCollector(): Promise<Collector> {
  const exports: v.InferOutput<typeof Export>[] = [];
  let arrived = Promise.withResolvers<void>();
  const served = await serve(async (request, response) => {
    if (request.url !== '/v1/traces') return void response.writeHead(404).end();
    exports.push(v.parse(Export, await jsonOf(request)));
    if (collector.status !== undefined) response.writeHead(collector.status).end('{}');
    arrived.resolve();
    arrived = Promise.withResolvers();
  });
  const spans = () => exports.flatMap(({ resourceSpans }) => resourceSpans.flatMap(spansOf));
  const collector: Collector = {
    url: served.url,
    status: 200,
    requests: () => exports.length,
    spans,
    spanOf: (name) => spans().find((span) => span.name === name),
    attributesOf: (name) => valuesOf(spans().find((span) => span.name === name)?.attributes ?? []),
    resource: () => valuesOf(exports[0]?.resourceSpans[0]?.resource.attributes ?? []),
    async until(requests) {
      while (exports.length < requests) await arrived.promise;
    },
    close: served.close,
  };
  return collector;
}

const spansOf = ({ scopeSpans }: v.InferOutput<typeof Export>['resourceSpans'][number]) =>
  scopeSpans.flatMap(({ spans }) => spans);
