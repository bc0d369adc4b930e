import type { Chart, Image, Reply } from '../../core/reply.ts';
import type { Reader } from './reader.ts';

/** Pictures of a reply's charts, for panes that cannot draw them; none for one that could not be drawn. */
export type ChartPictures = ReadonlyMap<Chart, Image>;

/** Draws replies as one chat platform would show them; the page has one column for each pane. */
export interface Pane {
  /** The platform's name, shown above the column. */
  readonly name: string;
  /** The reply as HTML, safe to be put into the page. Throws what rendering throws. */
  draw(reply: Reply, reader: Reader, charts: ChartPictures): string;
}
