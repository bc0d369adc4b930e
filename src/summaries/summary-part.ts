import type { AnswerSource } from '../answers/sourced-reply.ts';
import type { Block, Button, Text } from '../core/reply.ts';

/** What one Scout tells in a summary. */
export interface SummaryPart {
  /** What it is about: `Robots`, `Floor`. */
  readonly title: string;
  readonly source: AnswerSource;
  /** All of it in a line. */
  readonly headline: Text;
  readonly blocks: readonly Block[];
  readonly remarks: readonly Text[];
  /** Asks for the whole summary again. */
  readonly again: Button;
  /** Questions about what is told. */
  readonly found: readonly Button[];
  /** Questions that are always obvious, the most obvious first. */
  readonly always: readonly Button[];
  /** Whether nothing happened: that is known, not just not reported. */
  readonly isEmpty: boolean;
}
