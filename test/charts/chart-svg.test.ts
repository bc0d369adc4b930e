import { chartSvg } from '../../src/charts/chart-svg.ts';
import { createScale } from '../../src/charts/scale.ts';
import type { Chart } from '../../src/core/reply.ts';

const labelled = (labels: readonly string[]): Chart => ({
  kind: 'chart',
  title: 'Runs',
  form: 'bar',
  labels,
  series: [{ name: 'Done', values: labels.map((_, i) => i) }],
  unit: 'runs',
});

const labelsOn = (names: readonly string[], svg: string) => names.filter((name) => svg.includes(`>${name}</text>`));

test('up to 20 days all have their label, slanted where they would touch', () => {
  const days = Array.from({ length: 20 }, (_, i) => `${i + 1} Oct`);
  expect(labelsOn(days, chartSvg(labelled(days)))).toEqual(days);
  expect(chartSvg(labelled(days))).toContain('rotate(-45');
  expect(chartSvg(labelled(days.slice(0, 14)))).not.toContain('rotate(-45 ');
});

test('where there are very many points, only every so many has its label', () => {
  const days = Array.from({ length: 200 }, (_, i) => `day ${i}`);
  expect(labelsOn(days, chartSvg(labelled(days))).length).toBeLessThan(60);
});

test('names that begin alike keep their ends', () => {
  const svg = chartSvg(labelled(Array.from({ length: 12 }, (_, i) => `Inspection robot number ${i}`)));
  expect(svg).toMatch(/>Inspec[^<]*…[^<]*ber 11</);
});

test('what means something in SVG is written, not obeyed', () => {
  const svg = chartSvg({ ...labelled(['<b>']), title: '<script>&' });
  expect(svg).toContain('&lt;script&gt;&amp;');
  expect(svg).not.toContain('<script');
  expect(svg).not.toContain('<b>');
});

test.each<readonly [readonly number[], boolean, readonly string[]]>([
  [[0, 16], true, ['0', '5', '10', '15', '20']],
  [[1, 2], true, ['0', '1', '2']],
  [[0], true, ['0', '1']],
  [[0.3, 1.1], true, ['0.0', '0.5', '1.0', '1.5']],
  [[-3, 8], true, ['-5', '0', '5', '10']],
  [[295, 300], false, ['295', '296', '297', '298', '299', '300']],
  [[250_000, 1_000_000], true, ['0', '200K', '400K', '600K', '800K', '1M']],
])('an axis for %j has round ticks', (values, fromZero, labels) => {
  expect(createScale(values, fromZero).ticks.map(({ label }) => label)).toEqual(labels);
});
