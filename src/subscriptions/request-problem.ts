import { UserError } from '../core/errors.ts';
import { button, buttons } from '../core/reply.ts';
import type { RequestParts } from './request-line.ts';

/** Something that cannot be as it was said, and what to say instead, the likeliest first. */
export interface Problem {
  readonly sentence: string;
  readonly corrections: readonly { readonly label: string; readonly parts: RequestParts }[];
}

/** No more problems than these are told at once. */
const MOST_TOLD = 4;

/** All problems at once, with the line that corrects them and keeps what was right. */
export function problemError(
  problems: readonly Problem[],
  parts: RequestParts,
  lineOf: (parts: RequestParts) => string,
): UserError {
  const line = lineOf(problems.reduce((sum, { corrections }) => merge(sum, corrections[0]?.parts ?? {}), parts));
  const [only] = problems;
  const choices = problems.length === 1 && only !== undefined ? only.corrections : [];
  const pressed =
    choices.length > 1
      ? choices.map((choice) => button(choice.label, lineOf(merge(parts, choice.parts))))
      : [button(problems.length === 1 ? (choices[0]?.label ?? 'Without it') : 'Do that', line)];
  const sentences = problems
    .slice(0, MOST_TOLD)
    .map(({ sentence }) => `${sentence.replaceAll('`', '')}.`)
    .join(' ');
  return new UserError(`${sentences} Write \`${line.replaceAll('`', '')}\`.`, { details: [buttons(...pressed)] });
}

/** Days, times and robots are lists of which some words may be right and others wrong, so they add up. */
function merge(parts: RequestParts, more: RequestParts): RequestParts {
  return {
    ...parts,
    ...more,
    ...(more.days && { days: [...new Set([...(parts.days ?? []), ...more.days])].toSorted() }),
    ...(more.times && { times: [...new Set([...(parts.times ?? []), ...more.times])].toSorted() }),
    ...(more.robots && { robots: [...new Set([...(parts.robots ?? []), ...more.robots])] }),
  };
}
