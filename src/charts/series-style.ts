/** How a series looks: told apart by colour, by pattern (bars), and by marker and dashes (lines). */
export interface SeriesStyle {
  readonly color: string;
  /** The fill of its bars: the colour, or a pattern over it. */
  readonly fill: string;
  /** The attributes of its line. */
  readonly stroke: string;
  readonly marker: (x: number, y: number) => string;
}

// Masataka Okabe and Kei Ito's palette, which readers of any colour vision tell apart.
const COLORS = ['#0072B2', '#D55E00', '#8A8F98', '#009E73', '#CC79A7', '#E69F00'];
const PATTERNS: readonly string[] = [
  '',
  '<rect width="2.4" height="8" fill="#fff" fill-opacity=".55"/>',
  '<circle cx="2" cy="2" r="1.2" fill="#fff" fill-opacity=".75"/><circle cx="6" cy="6" r="1.2" fill="#fff" fill-opacity=".75"/>',
  '<rect width="8" height="1.6" fill="#fff" fill-opacity=".5"/><rect width="1.6" height="8" fill="#fff" fill-opacity=".5"/>',
];
const DASHES = ['none', '8 4', '2 4', '10 4 2 4'];
const MARKERS: readonly SeriesStyle['marker'][] = [
  (x, y) => `<circle cx="${x}" cy="${y}" r="4"/>`,
  (x, y) => `<rect x="${x - 4}" y="${y - 4}" width="8" height="8"/>`,
  (x, y) => `<path d="M${x} ${y - 5}l5 9h-10z"/>`,
  (x, y) => `<path d="M${x} ${y - 5}l5 5l-5 5l-5 -5z"/>`,
];

const nth = <T>(list: readonly T[], index: number, otherwise: T): T => list[index % list.length] ?? otherwise;

/** The look of the series at `index`; more than there are colours repeat in another pattern. */
export function styleOf(index: number): SeriesStyle {
  const color = nth(COLORS, index, '#000');
  const round = Math.floor(index / COLORS.length);
  return {
    color,
    fill: nth(PATTERNS, index + round, '') === '' ? color : `url(#series${index})`,
    stroke: `stroke="${color}" stroke-width="2.5" stroke-linejoin="round" stroke-dasharray="${nth(DASHES, index + round, 'none')}"`,
    marker: nth(MARKERS, index + round, () => ''),
  };
}

/** The patterns that so many series fill their bars with, as SVG definitions. */
export function patternsOf(count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const strokes = nth(PATTERNS, index + Math.floor(index / COLORS.length), '');
    const turned = index % 2 === 1 ? ' patternTransform="rotate(45)"' : '';
    const ground = `<rect width="8" height="8" fill="${styleOf(index).color}"/>`;
    return `<pattern id="series${index}" width="8" height="8" patternUnits="userSpaceOnUse"${turned}>${ground}${strokes}</pattern>`;
  }).join('');
}
