import type { RequestListener } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Log } from '../core/bot.ts';
import { messageOf } from '../core/errors.ts';
import type { DeliveryOutcome } from '../core/watch.ts';
import { addGauges, type Observed } from './gauges.ts';
import type { Meter } from './meter.ts';
import type { SourceName, Standing } from './standing.ts';

export interface PrometheusOptions {
  readonly version: string;
  /** What is read off whenever somebody asks for the metrics. */
  readonly observed: Observed;
  readonly log: Log;
}

/** Metrics for Prometheus. */
export interface Prometheus {
  readonly meter: Meter;
  /** Answers `GET /metrics`. */
  readonly listener: RequestListener;
}

const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const ACKNOWLEDGEMENT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3];
const REQUEST_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Builds the metrics. Every label has few values: platforms, commands, sites and words of the bot's own; never what somebody wrote. */
export function createPrometheus({ version, observed, log }: PrometheusOptions): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'scout_bot_build_info',
    help: 'Always 1; which version runs, on which Node',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.versions.node }, 1);
  addGauges(registry, observed);
  const { standing } = observed;
  const meter = {
    ...questionMeter(registers),
    ...sourceMeter(registers, standing),
    ...deliveryMeter(registers, standing),
  };
  return {
    meter,
    listener(request, response) {
      const isKnown = request.method === 'GET' && request.url?.split('?', 1)[0] === '/metrics';
      if (!isKnown) {
        response.writeHead(404).end();
        return;
      }
      registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        (error: unknown) => {
          log.error({ error: messageOf(error) }, 'could not write the metrics');
          response.writeHead(500).end();
        },
      );
    },
  };
}

type Registers = Registry[];

function questionMeter(registers: Registers): Pick<Meter, 'answered' | 'acknowledged'> {
  const questions = new Counter({
    name: 'scout_bot_questions_total',
    help: 'Questions that were answered, by command and by how they were understood',
    labelNames: ['platform', 'command', 'understood', 'result'],
    registers,
  });
  const seconds = new Histogram({
    name: 'scout_bot_question_seconds',
    help: 'Time from a question to its answer, without bringing it to the platform',
    labelNames: ['command'],
    buckets: ANSWER_SECONDS,
    registers,
  });
  const acknowledgements = new Histogram({
    name: 'scout_bot_acknowledgement_seconds',
    help: 'Time from when an event of a platform had arrived until it was acknowledged',
    labelNames: ['platform'],
    buckets: ACKNOWLEDGEMENT_SECONDS,
    registers,
  });
  return {
    answered(platform, { command = 'none', understood = 'none', failed }, time) {
      questions.inc({ platform, command, understood, result: failed ? 'error' : 'answer' });
      seconds.observe({ command }, time);
    },
    acknowledged: (platform, time) => acknowledgements.observe({ platform }, time),
  };
}

function sourceMeter(registers: Registers, standing: () => Standing): Pick<Meter, 'lookedUp' | 'asked' | 'loggedIn'> {
  const lookUps = new Counter({
    name: 'scout_bot_cache_lookups_total',
    help: 'Answers asked of the cache: fresh ones, old ones given at once, and those that the source was waited for',
    labelNames: ['source', 'site', 'result'],
    registers,
  });
  const requests = new Counter({
    name: 'scout_bot_upstream_requests_total',
    help: 'Requests to a source, every try counted, by the class of status; none where there was no answer',
    labelNames: ['source', 'site', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'scout_bot_upstream_seconds',
    help: 'Time of one try of a request to a source, its body included',
    labelNames: ['source', 'site'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const logIns = new Counter({
    name: 'scout_bot_log_ins_total',
    help: 'Log-ins that a source judged',
    labelNames: ['source', 'site', 'result'],
    registers,
    // From nothing to one is no increase to Prometheus: what has not happened yet stands at 0.
    collect() {
      for (const source of standing().sources)
        for (const result of ['accepted', 'refused']) this.inc({ ...labelsOf(source), result }, 0);
    },
  });
  return {
    lookedUp: (source, result) => lookUps.inc({ ...labelsOf(source), result }),
    asked(source, status, time) {
      requests.inc({ ...labelsOf(source), status: status === undefined ? 'none' : `${Math.floor(status / 100)}xx` });
      seconds.observe(labelsOf(source), time);
    },
    loggedIn: (source, result) => logIns.inc({ ...labelsOf(source), result }),
  };
}

const labelsOf = ({ kind, site }: SourceName) => ({ source: kind, site });

const OUTCOMES = ['on-time', 'late', 'found', 'empty', 'missed', 'refused', 'unknown'] satisfies DeliveryOutcome[];

function deliveryMeter(
  registers: Registers,
  standing: () => Standing,
): Pick<Meter, 'deliveryEnded' | 'deliveryFailed'> {
  const deliveries = new Counter({
    name: 'scout_bot_deliveries_total',
    help: 'Planned summaries, by what became of them',
    labelNames: ['platform', 'outcome'],
    registers,
    collect() {
      for (const { name } of standing().platforms)
        for (const outcome of OUTCOMES) this.inc({ platform: name, outcome }, 0);
    },
  });
  const failures = new Counter({
    name: 'scout_bot_delivery_failures_total',
    help: 'Tries to send a summary that failed, by why',
    labelNames: ['platform', 'reason'],
    registers,
  });
  return {
    deliveryEnded: (platform, outcome, count) => deliveries.inc({ platform, outcome }, count),
    deliveryFailed: (platform, reason) => failures.inc({ platform, reason }),
  };
}
