import { PNG } from 'pngjs';
import { createChartPictures } from '../../src/charts/chart-picture.ts';
import type { Chart, Image } from '../../src/core/reply.ts';

const runs: Chart = {
  kind: 'chart',
  title: 'Runs a day',
  form: 'bar',
  labels: ['19 Oct', '20 Oct', '21 Oct'],
  series: [
    { name: 'Done', values: [12, 0, 9] },
    { name: 'Failed', values: [0, 0, 2] },
  ],
  unit: 'runs',
};

const pictures = createChartPictures();
const pixelsOf = (image: Image) => PNG.sync.read(Buffer.from(image.bytes));

/** How many pixels of a part of a picture are not white. */
function inkIn(image: Image, { top, bottom }: { readonly top: number; readonly bottom: number }): number {
  const { width, data } = pixelsOf(image);
  let ink = 0;
  for (let at = top * width * 4; at < bottom * width * 4; at += 4) if ((data[at] ?? 255) < 250) ink++;
  return ink;
}

test('a chart is drawn as a PNG that is twice as sharp as it is shown', async () => {
  const image = await pictures.draw(runs);
  const { width, height, data } = pixelsOf(image);
  expect([image.mediaType, width, height]).toEqual(['image/png', 1_600, 800]);
  expect(new Set(data).size).toBeGreaterThan(50);
});

test('title and labels are really written, not lost for want of a font', async () => {
  const blank = { ...runs, title: '', unit: '', labels: ['', ' ', '\t'] };
  const [named, nameless] = await Promise.all([pictures.draw(runs), pictures.draw(blank)]);
  const title = { top: 0, bottom: 90 };
  const labels = { top: 722, bottom: 800 };
  expect(inkIn(nameless, title)).toBe(0);
  expect(inkIn(named, title)).toBeGreaterThan(1_000);
  expect(inkIn(nameless, labels)).toBe(0);
  expect(inkIn(named, labels)).toBeGreaterThan(500);
});

test('tells the numbers in words, and zeros once', async () => {
  const { alt, caption } = await pictures.draw(runs);
  expect(alt).toBe(
    'Runs a day (runs), bar chart. Done: 19 Oct 12, 21 Oct 9, otherwise 0. Failed: 21 Oct 2, otherwise 0.',
  );
  expect(caption).toEqual(['Runs a day']);
});

test.each<readonly [string, Partial<Chart>]>([
  ['markup', { title: '<script>alert(1)</script>', labels: ['</svg>', ']]>&amp;', '"\'<!--'] }],
  ['controls, half characters and letters from right to left', { labels: ['\u0000\ud800', '\u202eabc', 'שלום'] }],
  ['letters that the font lacks', { title: '巡回点検', labels: ['🤖', '日本語', 'ไทย'] }],
  ['4,000 characters', { title: 'W'.repeat(4_000), unit: '🤖'.repeat(4_000), labels: ['a'.repeat(4_000), 'b', 'c'] }],
  ['no numbers', { labels: [], series: [] }],
  ['nothing but zero', { series: [{ name: 'Done', values: [0, 0, 0] }] }],
  ['huge numbers', { series: [1, 2].map((n) => ({ name: `${n}`, values: [Number.MAX_VALUE, -Number.MAX_VALUE, n] })) }],
  ['tiny numbers', { series: [{ name: 'Done', values: [Number.MIN_VALUE, 1e-200, 0] }] }],
  ['numbers that hardly differ', { form: 'line', series: [{ name: 'Done', values: [1e16, 1e16 + 2, 1e16 + 4] }] }],
  ['too few numbers', { form: 'line', series: [{ name: 'Done', values: [1, Number.NaN] }] }],
  ['very many points', { labels: Array.from({ length: 500 }, (_, i) => `day ${i}`) }],
  ['very many series', { series: Array.from({ length: 200 }, (_, i) => ({ name: `robot ${i}`, values: [i, 1, 2] })) }],
])('draws a chart with %s', async (_, values) => {
  const image = await pictures.draw({ ...runs, ...values });
  expect(pixelsOf(image).width).toBe(1_600);
  expect(inkIn(image, { top: 0, bottom: 800 })).toBeGreaterThan(1_000);
  expect(image.alt.length).toBeLessThanOrEqual(1_100);
});

test('the same chart is drawn once', async () => {
  const [first, second] = await Promise.all([pictures.draw(runs), pictures.draw({ ...runs })]);
  expect(second).toBe(first);
});
