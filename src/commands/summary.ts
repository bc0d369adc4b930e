import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import { type Command, command } from '../core/command.ts';
import { timeRange } from '../core/parameters.ts';
import { fleetSummary } from '../summaries/fleet-summary.ts';

const DAY = 86_400_000;
/** The end of the span without words moves in steps, so that questions within a step share what was read. */
const STEP = 60_000;

/** `summary`: the fleet summary of a span, the last 24 hours where none is named. */
export function summary(fleet: FleetClient): Command {
  return command({
    name: 'summary',
    summary: 'the fleet summary: runs, failures, distance, anomalies, what comes next',
    parameters: { time: timeRange },
    examples: ['summary', 'summary yesterday', 'summary last week'],
    phrases: ['how is the fleet', 'fleet summary', 'fleet status', 'how did it go today', 'give me a summary'],
    shared: true,
    async run({ time }, { now }) {
      const end = Math.ceil(now / STEP) * STEP;
      return fleetSummary(fleet, time ?? { from: end - DAY, to: end, label: 'last 24 hours' }, now);
    },
  });
}
