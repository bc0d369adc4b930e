import { drawableChart } from '../../core/chart.ts';
import { isLonger } from '../../core/cut-text.ts';
import type { Chart } from '../../core/reply.ts';
import { tame } from '../../core/tame.ts';
import { LIMITS } from './limits.ts';

/** A chart of a message; not in @slack/types yet (docs.slack.dev, Block Kit, "Data visualization block"). */
export interface DataVisualizationBlock {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: Chart['form'];
    /** Each has one point for each category, whose label is that category. */
    readonly series: readonly { readonly name: string; readonly data: readonly DataPoint[] }[];
    readonly axis_config: { readonly categories: readonly string[]; readonly y_label?: string };
  };
}

interface DataPoint {
  readonly label: string;
  readonly value: number;
}

/** A chart as a block; nothing where Slack would refuse it. */
export function chartBlock(given: Chart): DataVisualizationBlock | undefined {
  const chart = drawableChart(given, tame, LIMITS.chartName);
  const title = tame(given.title).trim();
  const unit = tame(given.unit).trim();
  if (chart === undefined || title === '') return undefined;
  if (isLonger(title, LIMITS.chartTitle) || isLonger(unit, LIMITS.chartUnit)) return undefined;
  const { form, labels } = chart;
  if (labels.length > LIMITS.chartPoints || chart.series.length > LIMITS.chartSeries) return undefined;
  const series = chart.series.map(({ name, values }) => ({
    name,
    data: values.map((value, i) => ({ label: labels[i] ?? '', value })),
  }));
  const axis = { categories: labels, ...(unit !== '' && { y_label: unit }) };
  return { type: 'data_visualization', title, chart: { type: form, series, axis_config: axis } };
}

/** What a chart counts for in a message, in characters. */
export function chartWeight({ title, chart: { series, axis_config } }: DataVisualizationBlock): number {
  const points = series.flatMap(({ name, data }) => [name, ...data.map(({ label, value }) => `${label}${value}`)]);
  const texts = [title, axis_config.y_label ?? '', ...axis_config.categories, ...points];
  return texts.reduce((sum, text) => sum + text.length + LIMITS.elementWeight, 0);
}
