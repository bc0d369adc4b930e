import { RemoteError } from '../clients/errors.ts';
import { UserError } from '../core/errors.ts';
import { button, buttons } from '../core/reply.ts';
import type { Scouts } from '../floor/scouts.ts';
import { fleetPart, type Telling } from './fleet-summary.ts';
import { floorPart } from './floor-summary.ts';
import { type FailedPart, joinedSummary } from './joined-summary.ts';
import type { BuiltSummary, Summary, SummaryRequest } from './summary.ts';
import type { SummaryPart } from './summary-part.ts';

/** With twenty, the summary of a full day and a floor would not fit into one message. */
const MOST_BESIDE_A_FLOOR = 14;

/** The daily summary as something that comes by itself. Its name is that of its first days, when there were only fleets. */
export function createDailySummary(scouts: Scouts): Summary {
  return { name: 'fleet', build: (request) => dailySummary(scouts, request, { drawn: 'last 14' }) };
}

/**
 * What happened in a span of time, to the robots and on the floor, or to some robots alone. A Scout that does not answer costs its part only.
 * Throws UserError for a span that lies ahead, and where no Scout answers.
 */
export async function dailySummary(scouts: Scouts, request: SummaryRequest, telling: Telling): Promise<BuiltSummary> {
  const { span, robots, now } = request;
  if (span.from > now) throw liesAhead(scouts, span.label);
  const { fleet } = scouts;
  if (fleet === undefined && robots.length > 0)
    throw new UserError('I know no robots here any more: write `change`, the ID and `robots all`.');
  const plant = robots.length > 0 ? undefined : scouts.plant;
  const toldOfRobots = plant === undefined ? telling : { ...telling, mostRobots: MOST_BESIDE_A_FLOOR };
  const outcomes = await Promise.all([
    ...(fleet === undefined ? [] : [outcomeOf('Robots', fleetPart(fleet, request, toldOfRobots))]),
    ...(plant === undefined ? [] : [outcomeOf('Floor', floorPart(plant, request, telling))]),
  ]);
  return joinedSummary({
    parts: outcomes.flatMap((outcome) => ('error' in outcome ? [] : [outcome])),
    failed: outcomes.flatMap((outcome) => ('error' in outcome ? [outcome] : [])),
    now,
    isAsked: telling.line !== undefined,
  });
}

async function outcomeOf(title: string, asked: Promise<SummaryPart>): Promise<SummaryPart | FailedPart> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RemoteError) return { title, error };
    throw error;
  }
}

function liesAhead({ fleet }: Scouts, label: string): UserError {
  const [line, told, asked] =
    fleet === undefined
      ? ['orders queued', 'what waits', button('What waits?', 'orders queued')]
      : ['next', 'what is planned', button('What comes next?', 'next')];
  return new UserError(`${label} lies ahead; \`${line}\` tells ${told}.`, { details: [buttons(asked)] });
}
