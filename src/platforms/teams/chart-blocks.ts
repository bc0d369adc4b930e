import { chartTable, chartTitle, drawableChart, isEmptyChart } from '../../core/chart.ts';
import { bold, type Chart } from '../../core/reply.ts';
import { bytesOf, type CardChart, type CardElement, type CardTable, type ChartPoint } from './card.ts';
import { inertRun } from './inert-markdown.ts';
import { LIMITS } from './limits.ts';
import { tableBlocks } from './table-blocks.ts';
import { textBlocks } from './text-blocks.ts';

/** A chart below its title, with a table of its numbers for hosts that know no charts; only the table where it would be too much. */
export function chartBlocks(chart: Chart): readonly CardElement[] {
  if (isEmptyChart(chart)) return textBlocks([chart.title]);
  const title = textBlocks([bold(chartTitle(chart))]);
  const tables = tableBlocks(chartTable(chart));
  const [table] = tables;
  const drawable = drawableChart(chart, inertRun, LIMITS.chartName);
  if (table === undefined || tables.length > 1 || drawable === undefined) return [...title, ...tables];
  const drawn = chartOf(drawable, table);
  return [...title, bytesOf(drawn) > LIMITS.chartBytes ? table : drawn];
}

function chartOf({ form, labels, series }: Chart, fallback: CardTable): CardChart {
  const points = (values: readonly number[]): readonly ChartPoint[] =>
    values.map((value, i) => ({ x: labels[i] ?? '', y: value }));
  const [first, ...others] = series;
  if (form === 'bar' && first !== undefined && others.length === 0) {
    return { type: 'Chart.VerticalBar', yAxisTitle: first.name, data: points(first.values), fallback };
  }
  return {
    type: form === 'bar' ? 'Chart.VerticalBar.Grouped' : 'Chart.Line',
    colorSet: 'categorical',
    data: series.map(({ name, values }) => ({ legend: name, values: points(values) })),
    fallback,
  };
}
