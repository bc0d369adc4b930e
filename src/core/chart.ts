import { isLonger } from './cut-text.ts';
import type { Chart, Table } from './reply.ts';

/** Whether there is nothing in a chart but its title. */
export function isEmptyChart({ labels, series }: Chart): boolean {
  return labels.length === 0 || series.length === 0;
}

/** The title of a chart with its unit, for where the axes cannot say it: `Runs a day (runs)`. */
export function chartTitle({ title, unit }: Chart): string {
  return unit.trim() === '' ? title : `${title} (${unit})`;
}

/** The numbers of a chart as a table: a row for each label, a column for each series. */
export function chartTable({ labels, series }: Chart): Table {
  return {
    kind: 'table',
    columns: [{ title: '' }, ...series.map(({ name }) => ({ title: name, align: 'right' as const }))],
    rows: labels.map((label, i) => [[label], ...series.map(({ values }) => cellOf(values[i]))]),
  };
}

function cellOf(value: number | undefined): readonly string[] {
  return value === undefined ? [] : [String(value)];
}

/**
 * A chart with its names as a platform writes them. Nothing where it could not be drawn rightly: names that are blank, alike, or longer
 * than `longest` code points, and series without one number for each label.
 */
export function drawableChart(chart: Chart, write: (name: string) => string, longest: number): Chart | undefined {
  const name = (given: string): string => write(given).replace(/\s+/g, ' ').trim();
  const labels = chart.labels.map(name);
  const series = chart.series.map((each) => ({ name: name(each.name), values: each.values }));
  const names = series.map((each) => each.name);
  const areNamed = [labels, names].every(areDistinct) && ![...labels, ...names].some((each) => isLonger(each, longest));
  const areWhole = series.every(({ values }) => values.length === labels.length && values.every(Number.isFinite));
  return !isEmptyChart(chart) && areNamed && areWhole ? { ...chart, labels, series } : undefined;
}

function areDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length && !names.includes('');
}
