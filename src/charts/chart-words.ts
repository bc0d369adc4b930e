import { chartTitle, isEmptyChart } from '../core/chart.ts';
import { clip } from '../core/cut-text.ts';
import type { Chart } from '../core/reply.ts';

/** As long as every platform takes it. */
const LONGEST = 1_000;
const LONGEST_NAME = 40;

/** A chart in words, for those who cannot see it: `Runs (runs), bar chart. Done: 20 Oct 2, 21 Oct 5. Failed: 21 Oct 1, otherwise 0.` */
export function chartWords(chart: Chart): string {
  const title = clip(chartTitle(chart).replace(/\s+/g, ' ').trim(), 200);
  if (isEmptyChart(chart)) return `${title}: no numbers`;
  const lines = chart.series.map(({ name, values }) => `${short(name)}: ${numbersOf(chart.labels, values)}.`);
  return clip(`${title}, ${chart.form} chart. ${lines.join(' ')}`, LONGEST);
}

/** Zeros are most of what a chart of failures holds: they are said once. */
function numbersOf(labels: readonly string[], values: readonly number[]): string {
  const points = labels.flatMap((label, i) => (values[i] === 0 ? [] : [`${short(label)} ${values[i] ?? 'not known'}`]));
  if (points.length === 0) return 'always 0';
  return points.length < labels.length ? `${points.join(', ')}, otherwise 0` : points.join(', ');
}

const short = (name: string): string => clip(name.replace(/\s+/g, ' ').trim(), LONGEST_NAME);
