import type { Scale } from './scale.ts';
import { styleOf } from './series-style.ts';
import { widthOf } from './svg-text.ts';

/** Where the marks stand, in CSS pixels, and what the axis beside them measures. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly scale: Scale;
}

/** The values of a series, one a label; undefined where there is none. */
export interface PlottedSeries {
  readonly values: readonly (number | undefined)[];
}

const WIDEST_BAR = 64;
const TOTAL = 12;
const written = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

const round = (value: number): number => Math.round(value * 10) / 10;

/** The height at which a value stands. */
export function yOf({ top, bottom, scale }: Plot, value: number): number {
  return bottom - ((value - scale.min) / (scale.max - scale.min)) * (bottom - top);
}

/** Bars, the series stacked on each other (what is below zero hangs from it), and over each stack what it comes to. */
export function barMarks(plot: Plot, series: readonly PlottedSeries[]): string {
  const points = series[0]?.values.length ?? 0;
  const slot = (plot.right - plot.left) / points;
  return Array.from({ length: points }, (_, i) => stack(plot, series, i, slot)).join('');
}

function stack(plot: Plot, series: readonly PlottedSeries[], point: number, slot: number): string {
  const width = Math.min(WIDEST_BAR, slot * 0.64);
  const x = plot.left + (point + 0.5) * slot;
  let above = 0;
  let below = 0;
  const bars = series.map(({ values }, index) => {
    const value = values[point] ?? 0;
    if (value === 0) return '';
    const from = value > 0 ? above : below;
    if (value > 0) above += value;
    else below += value;
    const [low, high] = [yOf(plot, Math.min(from, from + value)), yOf(plot, Math.max(from, from + value))];
    const place = `x="${round(x - width / 2)}" y="${round(high)}" width="${round(width)}" height="${round(low - high)}"`;
    // A white edge keeps neighbours apart where their colours are alike to a reader.
    return `<rect ${place} fill="${styleOf(index).fill}" stroke="#fff" stroke-width=".8"/>`;
  });
  return bars.join('') + total(plot, x, above, below, slot);
}

function total(plot: Plot, x: number, above: number, below: number, slot: number): string {
  const label = written.format(above);
  if (below !== 0 || above === 0 || above >= 1e9 || widthOf(label, TOTAL) > slot) return '';
  const place = `x="${round(x)}" y="${round(yOf(plot, above) - 5)}"`;
  return `<text ${place} font-size="${TOTAL}" fill="#1D1C1D" text-anchor="middle">${label}</text>`;
}

/** Lines with a marker at each point; a value that is not there leaves a gap. */
export function lineMarks(plot: Plot, series: readonly PlottedSeries[]): string {
  return series.map(({ values }, index) => line(plot, values, index)).join('');
}

function line(plot: Plot, values: PlottedSeries['values'], index: number): string {
  const { color, stroke, marker } = styleOf(index);
  const slot = (plot.right - plot.left) / values.length;
  let isPenDown = false;
  const path: string[] = [];
  const markers: string[] = [];
  for (const [i, value] of values.entries()) {
    if (value !== undefined) {
      const [x, y] = [round(plot.left + (i + 0.5) * slot), round(yOf(plot, value))];
      path.push(`${isPenDown ? 'L' : 'M'}${x} ${y}`);
      markers.push(marker(x, y));
    }
    isPenDown = value !== undefined;
  }
  return `<path d="${path.join('')}" fill="none" ${stroke}/><g fill="${color}" stroke="#fff">${markers.join('')}</g>`;
}
