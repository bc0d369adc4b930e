import { chartTitle, isEmptyChart } from '../core/chart.ts';
import { escapeMarkup } from '../core/escape-markup.ts';
import type { Chart } from '../core/reply.ts';
import { barMarks, lineMarks, type Plot, yOf } from './chart-marks.ts';
import { createScale, drawable } from './scale.ts';
import { patternsOf, styleOf } from './series-style.ts';
import { cutToWidth, printable, widthOf } from './svg-text.ts';

/** The size of a chart's picture in CSS pixels. */
const CHART_SIZE = { width: 800, height: 400 } as const;

const EDGE = 24;
const INK = '#1D1C1D';
const QUIET = '#5F6570';
const GRID = '#E3E6EA';
const LABEL = 12;
const LOWEST_LEGEND = 108;
const LONGEST_SLANTED = 130;
const SLANT = Math.PI / 4;

/** Draws a chart as SVG on a light ground: title with unit, legend, value axis with round ticks, labels that do not overlap, marks. */
export function chartSvg(chart: Chart): string {
  const title = cutToWidth(printable(chartTitle(chart)), 18, CHART_SIZE.width - 2 * EDGE);
  const body = isEmptyChart(chart) ? noNumbers() : drawing(chart);
  const { width, height } = CHART_SIZE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans">`,
    `<defs>${patternsOf(chart.series.length)}</defs>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    written(title, EDGE, 38, { size: 18, color: INK, weight: 'bold' }),
    body,
    '</svg>',
  ].join('');
}

function noNumbers(): string {
  return written('No numbers to draw.', EDGE, 74, { size: 14, color: QUIET });
}

function drawing(chart: Chart): string {
  const labels = chart.labels.map(printable);
  const series = chart.series.map(({ name, values }) => ({
    name: printable(name),
    values: labels.map((_, i) => drawable(values[i])),
  }));
  const scale = createScale(extremes(chart.form, series), chart.form === 'bar');
  const right = CHART_SIZE.width - EDGE;
  const beside = EDGE + 10 + Math.max(...scale.ticks.map(({ label }) => widthOf(label, LABEL)));
  const below = labelsBelow(labels, right - beside);
  const left = Math.max(beside, below.reach);
  const key = legend(
    chart.form,
    series.map(({ name }) => name),
  );
  const plot: Plot = { left, right, top: 62 + key.height, bottom: CHART_SIZE.height - below.height, scale };
  const marks = chart.form === 'bar' ? barMarks(plot, series) : lineMarks(plot, series);
  return [key.svg, grid(plot), marks, zeroLine(plot), below.draw(plot)].join('');
}

type Values = readonly (number | undefined)[];

/** The values an axis must hold: of stacked bars their ends, of lines their points. */
function extremes(form: Chart['form'], series: readonly { readonly values: Values }[]): readonly number[] {
  const all = series.flatMap(({ values }) => values.filter((value) => value !== undefined));
  if (form === 'line') return all;
  const sums = (isIn: (value: number) => boolean) =>
    (series[0]?.values ?? []).map((_, i) =>
      series.reduce((sum, { values }) => sum + (isIn(values[i] ?? 0) ? (values[i] ?? 0) : 0), 0),
    );
  return [...all, ...sums((value) => value > 0), ...sums((value) => value < 0)];
}

/** The names of the series beside their marks, in as many rows as they need; rows beyond the third are left out. */
function legend(form: Chart['form'], names: readonly string[]): { readonly svg: string; readonly height: number } {
  const indent = form === 'bar' ? 22 : 32;
  let x: number = EDGE;
  let y = 64;
  const parts: string[] = [];
  for (const [index, name] of names.entries()) {
    const shown = cutToWidth(name, 13, 240);
    const width = indent + widthOf(shown, 13);
    if (x > EDGE && x + width > CHART_SIZE.width - EDGE) [x, y] = [EDGE, y + 22];
    if (y > LOWEST_LEGEND) break;
    parts.push(swatch(form, index, x, y - 5), written(shown, x + indent, y, { size: 13, color: INK }));
    x += width + 18;
  }
  return { svg: parts.join(''), height: Math.min(y, LOWEST_LEGEND) - 40 };
}

function swatch(form: Chart['form'], index: number, x: number, middle: number): string {
  const { color, fill, stroke, marker } = styleOf(index);
  if (form === 'bar') return `<rect x="${x}" y="${middle - 7}" width="14" height="14" rx="2" fill="${fill}"/>`;
  const line = `<line x1="${x}" x2="${x + 24}" y1="${middle}" y2="${middle}" ${stroke}/>`;
  return `${line}<g fill="${color}" stroke="#fff">${marker(x + 12, middle)}</g>`;
}

function grid(plot: Plot): string {
  const { left, scale } = plot;
  return scale.ticks
    .map(({ value, label }) => {
      const y = round(yOf(plot, value));
      return level(plot, value, GRID) + written(label, left - 8, y + 4, { size: LABEL, color: QUIET, anchor: 'end' });
    })
    .join('');
}

function level(plot: Plot, value: number, color: string): string {
  const y = round(yOf(plot, value));
  return `<line x1="${round(plot.left)}" x2="${plot.right}" y1="${y}" y2="${y}" stroke="${color}"/>`;
}

function zeroLine(plot: Plot): string {
  return plot.scale.min <= 0 && plot.scale.max >= 0 ? level(plot, 0, QUIET) : '';
}

/** The labels under the axis: side by side where they fit, else slanted; where even that is too dense, every second, third and so on. */
function labelsBelow(labels: readonly string[], width: number) {
  const slot = width / labels.length;
  const widest = Math.max(...labels.map((label) => widthOf(label, LABEL)));
  const isFlat = widest <= slot - 4;
  const every = isFlat ? 1 : Math.ceil(LABEL / Math.sin(SLANT) / slot);
  const shown = labels.map((label) => (isFlat ? label : cutToWidth(label, LABEL, LONGEST_SLANTED, 'middle')));
  const longest = Math.max(...shown.map((label) => widthOf(label, LABEL)));
  const height = isFlat ? 44 : 34 + longest * Math.sin(SLANT) + LABEL / 2;
  // A slanted label reaches to the left of its bar.
  const reach = isFlat ? 0 : longest * Math.cos(SLANT) + EDGE / 2;
  const draw = ({ left, right, bottom }: Plot): string => {
    const step = (right - left) / labels.length;
    return shown
      .map((label, i) => {
        if (i % every !== 0) return '';
        const x = left + (i + 0.5) * step;
        if (isFlat) return written(label, x, bottom + 22, { size: LABEL, color: INK, anchor: 'middle' });
        return written(label, x + 4, bottom + 16, { size: LABEL, color: INK, anchor: 'end', turn: -45 });
      })
      .join('');
  };
  return { height, reach, draw };
}

interface Writing {
  readonly size: number;
  readonly color: string;
  readonly weight?: 'bold';
  readonly anchor?: 'middle' | 'end';
  readonly turn?: number;
}

function written(text: string, x: number, y: number, { size, color, weight, anchor, turn }: Writing): string {
  const place = `x="${round(x)}" y="${round(y)}"`;
  const turned = turn === undefined ? '' : ` transform="rotate(${turn} ${round(x)} ${round(y)})"`;
  const style = `font-size="${size}" fill="${color}"${weight === undefined ? '' : ` font-weight="${weight}"`}`;
  return `<text ${place} ${style}${anchor === undefined ? '' : ` text-anchor="${anchor}"`}${turned}>${escapeMarkup(text)}</text>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
