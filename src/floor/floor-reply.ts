import { type AnswerSource, type SourcedAnswer, sourcedReply } from '../answers/sourced-reply.ts';
import type { FloorClient } from '../clients/floor/floor-client.ts';
import type { Reply } from '../core/reply.ts';

/** What an answer about a shop floor alone is made of. */
export interface FloorAnswer extends Omit<SourcedAnswer, 'sources'>, Pick<AnswerSource, 'facts' | 'background'> {
  readonly floor: Pick<FloorClient, 'site'>;
}

/** An answer about a shop floor, with its source and age. */
export function floorReply({ floor, facts, background, ...answer }: FloorAnswer): Reply {
  return sourcedReply({ ...answer, sources: [floorSource(floor, facts, background)] });
}

/** What an answer took from a shop floor. */
export const floorSource = (
  floor: Pick<FloorClient, 'site'>,
  facts: AnswerSource['facts'],
  background: AnswerSource['facts'] = [],
): AnswerSource => ({ site: floor.site.name, about: 'floor', facts, background });
