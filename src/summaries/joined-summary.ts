import { sourcedReply } from '../answers/sourced-reply.ts';
import { type RemoteError, Unreachable } from '../clients/errors.ts';
import { type Block, type Button, bold, type EpochMs, heading, type Text, text, withCode } from '../core/reply.ts';
import type { BuiltSummary } from './summary.ts';
import type { SummaryPart } from './summary-part.ts';

/** A part that its Scout did not give. */
export interface FailedPart {
  readonly title: string;
  readonly error: RemoteError;
}

/** What is known of all that a summary is made of. */
export interface SummaryParts {
  readonly parts: readonly SummaryPart[];
  readonly failed: readonly FailedPart[];
  readonly now: EpochMs;
  /** Whether somebody asked for it; it did not come by itself. */
  readonly isAsked: boolean;
}

/** One summary of the parts there are; the first block has a line for each, also for one that failed. Throws what they failed of where there is none. */
export function joinedSummary({ parts, failed, now, isAsked }: SummaryParts): BuiltSummary {
  const [first, ...others] = parts;
  if (first === undefined) throw failureOf(failed);
  const isEmpty = failed.length === 0 && parts.every((part) => part.isEmpty);
  const lines = [...parts.map(({ headline }) => headline), ...failed.map(failedLine)];
  const reply = sourcedReply({
    sources: parts.map(({ source }) => source),
    now,
    blocks: [
      text(...lines.flatMap((line, i) => (i === 0 ? line : ['\n', ...line]))),
      ...first.blocks,
      ...others.flatMap(titledBlocks),
    ],
    remarks: parts.flatMap(({ remarks }) => remarks),
    next: isEmpty && !isAsked ? [] : [first.again, ...questionsOf(parts)],
  });
  return { isEmpty, reply };
}

const titledBlocks = ({ title, blocks }: SummaryPart): readonly Block[] =>
  blocks.length === 0 ? [] : [heading(title), ...blocks];

const failedLine = ({ title, error }: FailedPart): Text => ['⚠ ', bold(`${title}: `), ...withCode(error.message)];

/** Of several parts only the most obvious of the questions that are always there. */
function questionsOf(parts: readonly SummaryPart[]): readonly Button[] {
  const most = parts.length === 1 ? Number.POSITIVE_INFINITY : 1;
  return [...parts.flatMap(({ found }) => found), ...parts.flatMap(({ always }) => always.slice(0, most))];
}

function failureOf(failed: readonly FailedPart[]): Error {
  const [first, ...others] = failed.map(({ error }) => error);
  if (first === undefined) return new Error('there is no Scout to tell of');
  if (others.length === 0) return first;
  return new Unreachable([first, ...others].map(({ message }) => message).join(' '), first.reason, first);
}
