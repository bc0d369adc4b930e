import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Log } from '../core/bot.ts';
import { messageOf } from '../core/errors.ts';
import { within } from '../core/within.ts';
import type { Tracer } from './tracer.ts';

export interface OpenTelemetryOptions {
  /** Where an OTLP collector listens, over HTTP; `/v1/traces` is put behind it. */
  readonly url: string;
  readonly version: string;
  readonly clock: () => number;
  readonly log: Log;
  /** How long spans are gathered, in milliseconds; 5,000 where left out. */
  readonly gatherMs?: number;
}

const EXPORT_MS = 5_000;
/** Whoever ends the program does not wait for a collector that does not answer. */
const CLOSING_MS = 2_000;
const QUIET_MS = 60_000;

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };

/** Sends spans to a collector, some at a time and behind the work; what a collector does not take is dropped. Nothing is registered globally. */
export function createOpenTelemetry({ url, version, clock, log, gatherMs = 5_000 }: OpenTelemetryOptions): Tracer {
  const contexts = new AsyncLocalStorageContextManager().enable();
  const exporter = new OTLPTraceExporter({
    url: `${url.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: EXPORT_MS,
  });
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'scout-bot', 'service.version': version }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: tellingFailures(exporter, clock, log),
        scheduledDelayMillis: gatherMs,
        exportTimeoutMillis: EXPORT_MS,
      }),
    ],
  });
  const tracer = provider.getTracer('scout-bot', version);
  return {
    span({ name, kind, attributes }, work, tell) {
      const around = contexts.active();
      const span = tracer.startSpan(name, { kind: KINDS[kind], attributes }, around);
      const working = contexts.with(trace.setSpan(around, span), work);
      working.then(
        (result) => {
          if (tell) span.setAttributes(tell(result));
          span.end();
        },
        (error: unknown) => {
          // Its name alone: the words of an error may quote what somebody wrote.
          span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
          span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      );
      return working;
    },
    async close() {
      const closing = provider.shutdown();
      await within(CLOSING_MS, closing, () => undefined).catch(() => undefined);
    },
  };
}

/** Says once a minute that a collector takes nothing; the SDK by itself says nothing at all. */
function tellingFailures(exporter: SpanExporter, clock: () => number, log: Log): SpanExporter {
  let quietUntil = Number.NEGATIVE_INFINITY;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error && clock() >= quietUntil) {
          quietUntil = clock() + QUIET_MS;
          log.warn({ spans: spans.length, error: messageOf(result.error) }, 'traces could not be delivered');
        }
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}
