import type { Log } from '../../core/bot.ts';
import type { Chart, Image, Reply } from '../../core/reply.ts';
import type { ChartPictures, Pane } from './pane.ts';
import type { Reader } from './reader.ts';

/** A reply with the pictures that some pane needs. */
export interface Drawable {
  readonly reply: Reply;
  readonly charts: ChartPictures;
}

/** Draws replies in all panes. */
export interface Drawing {
  /** Makes what drawing takes time for; never rejects. */
  prepare(reply: Reply): Promise<Drawable>;
  /** One piece of HTML for each pane; a reply that cannot be drawn says so. */
  draw(said: Drawable, panes: readonly Pane[], reader: Reader): readonly string[];
}

export interface DrawingOptions {
  readonly drawChart: ((chart: Chart) => Promise<Image>) | undefined;
  readonly log: Log;
}

/** Builds the drawing. */
export function createDrawing({ drawChart, log }: DrawingOptions): Drawing {
  async function pictureOf(chart: Chart): Promise<readonly (readonly [Chart, Image])[]> {
    try {
      return drawChart ? [[chart, await drawChart(chart)]] : [];
    } catch (err) {
      log.error({ err }, 'failed to draw a chart');
      return [];
    }
  }

  return {
    async prepare(reply) {
      const charts = reply.blocks.filter((block) => block.kind === 'chart');
      return { reply, charts: new Map((await Promise.all(charts.map(pictureOf))).flat()) };
    },
    draw({ reply, charts }, panes, reader) {
      return panes.map((pane) => {
        try {
          return pane.draw(reply, reader, charts);
        } catch (err) {
          log.error({ err, pane: pane.name }, 'failed to draw a reply');
          return '<p class="problem">This answer could not be drawn; the log of the bot says why.</p>';
        }
      });
    },
  };
}
