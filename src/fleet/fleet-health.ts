import { type HealthReport, healthLine, momentText, sessionText, troubleOf } from '../answers/health-text.ts';
import { optional } from '../answers/optional.ts';
import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import type { EpochMs } from '../core/reply.ts';
import { productName } from './product.ts';

/** How a fleet's Scout is doing: whether it answers, its session and its version. */
export async function fleetHealth(fleet: FleetClient, now: EpochMs): Promise<HealthReport> {
  // Asking for the robots is the cheapest question that needs the session; its cache keeps repeated questions off the hub.
  const [robots, version] = await Promise.all([optional(fleet.robots()), optional(fleet.version())]);
  const source = fleet.health();
  const isAnswering = robots !== undefined;
  return {
    title: `Robots: ${fleet.site.name}`,
    who: `Scout ${fleet.site.name}`,
    line: healthLine(fleet.site.name, source, isAnswering, now),
    trouble: troubleOf(source, isAnswering),
    fields: [
      { label: 'Address', value: [fleet.site.url] },
      { label: 'Server', value: [version?.value === undefined ? 'version not reported' : productName(version)] },
      { label: 'Session', value: sessionText(source, now) },
      ...(source.outage === undefined
        ? []
        : [{ label: 'Last answer', value: momentText(source.lastAnswerAt, now, 'none yet') }]),
    ],
  };
}
