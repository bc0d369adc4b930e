import type { Log } from '../../core/bot.ts';
import { isEmptyChart } from '../../core/chart.ts';
import type { Block, Chart, Image, Reply } from '../../core/reply.ts';
import { chartBlock } from './chart-block.ts';

/** Draws a chart as a picture. */
export type DrawChart = (chart: Chart) => Promise<Image>;

/** Puts pictures in the place of charts. */
export interface DrawnCharts {
  /** Whether a reply has charts that Slack would not take. */
  isNeeded(reply: Reply): boolean;
  /** The reply with those charts as pictures. A chart that cannot be drawn stays what it is. */
  drawNeeded(reply: Reply): Promise<Reply>;
  /** The reply with all of its charts as pictures; the same reply where none was drawn. */
  drawAll(reply: Reply): Promise<Reply>;
}

/** Builds it; without a way to draw, nothing is ever drawn. */
export function createDrawnCharts(drawChart: DrawChart | undefined, log: Log): DrawnCharts {
  const isChart = (block: Block): block is Chart => block.kind === 'chart' && !isEmptyChart(block);
  const isRefused = (block: Block): block is Chart => isChart(block) && chartBlock(block) === undefined;

  async function draw(reply: Reply, isMeant: (block: Block) => block is Chart): Promise<Reply> {
    if (drawChart === undefined || !reply.blocks.some(isMeant)) return reply;
    const drawOne = async (chart: Chart): Promise<Block> => {
      try {
        return await drawChart(chart);
      } catch (error) {
        log.error({ err: error }, 'could not draw a chart');
        return chart;
      }
    };
    const blocks = await Promise.all(reply.blocks.map((block) => (isMeant(block) ? drawOne(block) : block)));
    return blocks.every((block, i) => block === reply.blocks[i]) ? reply : { ...reply, blocks };
  }

  return {
    isNeeded: (reply) => drawChart !== undefined && reply.blocks.some(isRefused),
    drawNeeded: (reply) => draw(reply, isRefused),
    drawAll: (reply) => draw(reply, isChart),
  };
}
