/** A value axis: its ends, and the values that are written on it, in order. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

const WANTED_TICKS = 5;
/** Beyond it sums, and below it steps, would leave what a number can hold. */
const LARGEST = 1e300;
const SMALLEST = 1e-290;

/** A value that can be added to others and drawn; nothing for what is no finite number. */
export function drawable(value: number | undefined): number | undefined {
  if (value === undefined || !Number.isFinite(value)) return undefined;
  return Math.abs(value) < SMALLEST ? 0 : Math.max(-LARGEST, Math.min(LARGEST, value));
}

/** An axis that holds all values and ends on round ones. It begins at zero where `fromZero`, or where the values are not far from it. */
export function createScale(values: readonly number[], fromZero: boolean): Scale {
  const lowest = values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
  const highest = values.reduce((a, b) => Math.max(a, b), values[0] ?? 0);
  const isNear = highest - lowest > Math.max(Math.abs(lowest), Math.abs(highest)) / 4;
  const bottom = fromZero || isNear ? Math.min(0, lowest) : lowest;
  const top = fromZero || isNear ? Math.max(0, highest) : highest;
  // Values that differ only in their last digits still need steps that a number can tell apart.
  const span = Math.max(top - bottom, Math.abs(top) / 1e9) || WANTED_TICKS;
  const step = roundStep(span / WANTED_TICKS, values.every(Number.isInteger));
  const first = Math.floor(bottom / step);
  const last = Math.max(first + 1, Math.ceil(top / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => {
    const value = (first + i) * step + 0;
    return { value, label: tickLabel(value, step) };
  });
  return { min: first * step, max: last * step, ticks };
}

/** 1, 2 or 5 times a power of ten, at least as large as asked for; whole where things are counted. */
function roundStep(least: number, areWhole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= least) ?? 10 * power;
  return areWhole ? Math.max(1, Math.round(step)) : step;
}

const counted = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const shortened = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

function tickLabel(value: number, step: number): string {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && step < 1e-4)) return value.toExponential(1).replace('e+', 'e');
  if (size >= 100_000) return shortened.format(value);
  return step >= 1 ? counted.format(value) : value.toFixed(Math.min(20, Math.ceil(-Math.log10(step))));
}
