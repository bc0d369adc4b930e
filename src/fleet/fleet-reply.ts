import { type AnswerSource, type SourcedAnswer, sourcedReply } from '../answers/sourced-reply.ts';
import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import type { Reply } from '../core/reply.ts';

/** What an answer about a fleet alone is made of. */
export interface FleetAnswer extends Omit<SourcedAnswer, 'sources'>, Pick<AnswerSource, 'facts' | 'background'> {
  readonly fleet: Pick<FleetClient, 'site'>;
}

/** An answer about a fleet, with its source and age. */
export function fleetReply({ fleet, facts, background, ...answer }: FleetAnswer): Reply {
  return sourcedReply({ ...answer, sources: [fleetSource(fleet, facts, background)] });
}

/** What an answer took from a fleet. */
export const fleetSource = (
  fleet: Pick<FleetClient, 'site'>,
  facts: AnswerSource['facts'],
  background: AnswerSource['facts'] = [],
): AnswerSource => ({ site: fleet.site.name, about: 'robots', facts, background });
