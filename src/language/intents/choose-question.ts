import type { Likelihoods } from './evidence.ts';

interface Weighed {
  readonly likelihoods: Likelihoods;
}

const SMALL_TALK = ['greeting', 'thanks', 'out_of_scope'];
/** From here on a part of a message is a question. */
const IS_ASKED = 0.45;
const IS_REQUEST = 0.7;
/** So much likelier a message is one question than one of its parts. */
const LEAD = 0.1;

/** The question that a message asks first, behind small talk, and those after it; the whole where that makes more sense than its parts. */
export function chooseQuestion<T extends Weighed>({
  parts,
  whole,
}: {
  readonly parts: readonly T[];
  readonly whole: T;
}): {
  readonly first: T;
  readonly others: readonly T[];
} {
  const isAsked = ({ likelihoods: [best] }: T): boolean =>
    best !== undefined && !SMALL_TALK.includes(best.intent) && best.likelihood >= IS_ASKED;
  // What must not be done is refused, whatever else is asked beside it.
  const isRequest = ({ likelihoods: [best] }: T): boolean =>
    best?.intent === 'control_request' && best.likelihood >= IS_REQUEST;
  const request = parts.find(isRequest);
  if (request && parts.length > 1)
    return { first: request, others: parts.filter((part) => part !== request && isAsked(part)) };
  const at = parts.findIndex(isAsked);
  const part = parts[at];
  const others = parts.slice(at + 1).filter(isAsked);
  const [wholly, partly] = [whole, part].map((each) => each?.likelihoods[0]);
  if (part === undefined || wholly === undefined || partly === undefined) return { first: whole, others: [] };
  const isSame =
    wholly.intent === partly.intent && others.every(({ likelihoods: [best] }) => best?.intent === wholly.intent);
  return isSame || wholly.likelihood > partly.likelihood + LEAD
    ? { first: whole, others: [] }
    : { first: part, others };
}
