import type { Scouts } from '../floor/scouts.ts';
import { fleetSummary, type Telling } from './fleet-summary.ts';
import type { BuiltSummary, Summary, SummaryRequest } from './summary.ts';

/** The daily summary as something that comes by itself. Its name is that of its first days, when there were only fleets. */
export function createDailySummary(scouts: Scouts): Summary {
  return { name: 'fleet', build: (request) => dailySummary(scouts, request, { drawn: 'last 14' }) };
}

/** What happened in a span of time, to the robots and on the floor. Throws UserError for one that lies ahead, and where no Scout answers. */
export async function dailySummary(
  { fleet }: Scouts,
  request: SummaryRequest,
  telling: Telling,
): Promise<BuiltSummary> {
  if (fleet === undefined) throw new Error('not yet');
  return fleetSummary(fleet, request, telling);
}
