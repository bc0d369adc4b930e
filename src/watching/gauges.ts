import { Gauge, type Registry } from 'prom-client';
import { type SourceStanding, type Standing, stateOf } from './standing.ts';

/** What is read off whenever somebody asks for the metrics. */
export interface Observed {
  standing(): Standing;
  /** Deliveries that have not come to their end, of all processes; may reject. */
  waitingDeliveries(): Promise<number>;
}

/** Adds what is measured at the moment when somebody asks: queues, sources, platforms. */
export function addGauges(registry: Registry, { standing, waitingDeliveries }: Observed): void {
  const registers = [registry];
  const ofSources = (name: string, help: string, read: (source: SourceStanding) => number | undefined) =>
    new Gauge({
      name,
      help,
      labelNames: ['source', 'site'],
      registers,
      collect() {
        this.reset();
        for (const source of standing().sources) {
          const value = read(source);
          if (value !== undefined) this.set({ source: source.kind, site: source.site }, value);
        }
      },
    });
  ofSources('scout_bot_source_up', '1 where a source answers, 0 in an outage or where it refuses the log-in', upOf);
  ofSources('scout_bot_floor_calls_used', "The week's calls that are made", ({ quota }) => quota?.used);
  ofSources('scout_bot_floor_calls_limit', 'Calls that may be made in a week', ({ quota }) => quota?.limit);
  addPlatformGauges(registers, standing);
  new Gauge({
    name: 'scout_bot_deliveries_waiting',
    help: 'Planned summaries that are being sent or wait to be, in the whole store; missing where the store does not answer',
    registers,
    async collect() {
      const waiting = await waitingDeliveries().catch(() => undefined);
      if (waiting === undefined) this.remove();
      else this.set(waiting);
    },
  });
}

function addPlatformGauges(registers: Registry[], standing: () => Standing): void {
  new Gauge({
    name: 'scout_bot_platform_connected',
    help: '1 where what people say on a platform reaches the bot',
    labelNames: ['platform'],
    registers,
    collect() {
      this.reset();
      for (const { name, state } of standing().platforms) this.set({ platform: name }, state === 'connected' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'scout_bot_messages_waiting',
    help: "Messages that wait for their turn by a platform's limits, or for another try",
    labelNames: ['platform'],
    registers,
    collect() {
      this.reset();
      for (const { name, waiting } of standing().platforms) this.set({ platform: name }, waiting);
    },
  });
}

function upOf(source: SourceStanding): number | undefined {
  const state = stateOf(source);
  return state === 'unknown' ? undefined : Number(state === 'answers');
}
