import type { EpochMs, Reply } from '../core/reply.ts';
import type { SummarySpan } from './fleet-summary-facts.ts';

/** What a summary is to tell of. */
export interface SummaryRequest {
  readonly span: SummarySpan & { readonly zone: string };
  /** Only these robots; all where it is empty. */
  readonly robots: readonly string[];
  /** Of several sites only this one, by its name; all where left out. */
  readonly site?: string;
  readonly now: EpochMs;
}

/** A summary that is ready to be sent. */
export interface BuiltSummary {
  readonly reply: Reply;
  /** Whether nothing happened in its span: that is known, not just not reported. */
  readonly isEmpty: boolean;
}

/** Something that can be told by itself, on time. */
export interface Summary {
  readonly name: string;
  /** Throws UserError where the source does not answer and nothing is known. */
  build(request: SummaryRequest): Promise<BuiltSummary>;
}
