import { fileURLToPath } from 'node:url';
import { createRecentMap } from '../core/recent-map.ts';
import type { Chart, Image } from '../core/reply.ts';
import { chartSvg } from './chart-svg.ts';
import { chartWords } from './chart-words.ts';

/** Draws charts as pictures, for where a platform cannot draw them itself. */
export interface ChartPictures {
  /** A PNG of 1,600 × 800 pixels, to be shown half as large; its alternative text tells the numbers. A chart that was just drawn is not drawn again. */
  draw(chart: Chart): Promise<Image>;
}

/** The charts that many channels get at the same time, twice as many as those. */
const MOST_KEPT = 64;
const SHARPNESS = 2;

const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
  fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${file}`)),
);

/** Pictures of charts. What draws them is loaded with the first one. */
export function createChartPictures(): ChartPictures {
  const drawn = createRecentMap<Promise<Image>>(MOST_KEPT);

  function draw(chart: Chart): Promise<Image> {
    const key = JSON.stringify(chart);
    const known = drawn.get(key);
    if (known !== undefined) return known;
    const picture = drawAnew(chart);
    drawn.set(key, picture);
    picture.catch(() => drawn.delete(key));
    return picture;
  }

  return { draw };
}

async function drawAnew(chart: Chart): Promise<Image> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const rendered = await renderAsync(chartSvg(chart), {
    // Without a font of its own a picture would lose its words where the machine has none.
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'DejaVu Sans' },
    fitTo: { mode: 'zoom', value: SHARPNESS },
    logLevel: 'off',
  });
  return {
    kind: 'image',
    alt: chartWords(chart),
    caption: [chart.title],
    mediaType: 'image/png',
    bytes: rendered.asPng(),
  };
}
