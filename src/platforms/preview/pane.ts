import type { Reply } from '../../core/reply.ts';
import type { Reader } from './reader.ts';

/** Draws replies as one chat platform would show them; the page has one column for each pane. */
export interface Pane {
  /** The platform's name, shown above the column. */
  readonly name: string;
  /** The reply as HTML, safe to be put into the page. Throws what rendering throws. */
  draw(reply: Reply, reader: Reader): string;
}
