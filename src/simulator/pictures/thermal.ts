import type { Random } from '../random.ts';
import { bell, box, type Canvas, line, palette, ring } from './canvas.ts';

const { max, min, round } = Math;

const IRON = palette([
  [6, 4, 28],
  [58, 10, 108],
  [142, 22, 124],
  [212, 60, 70],
  [244, 134, 28],
  [252, 206, 72],
  [255, 250, 214],
]);

/** A heat picture: warm bodies in a cool room, a cross on the hottest, a scale at the side. `heat` is 0 (cold) to 1 (alarm). */
export function drawThermal(canvas: Canvas, scene: Random, moment: Random, heat: number): void {
  const { width, height } = canvas;
  const spots = Array.from({ length: 3 }, (_, index) => {
    const x = scene.between(0.15, 0.75) * width + moment.between(-4, 4);
    const y = scene.between(0.25, 0.75) * height + moment.between(-4, 4);
    const size = scene.between(0.1, 0.2) * height;
    const warmth = index === 0 ? 0.3 + 0.55 * heat : scene.between(0.12, 0.3);
    return { x, y, warmth, across: bell(width, x, size), down: bell(height, y, size) };
  });
  const tilt = scene.between(-0.08, 0.08);
  const rows = scene.integer(3, 5);
  canvas.fill((x, y) => {
    let value = 0.14 + 0.1 * (y / height) + tilt * (x / width);
    // Edges of cabinets and pipes hold the heat a little.
    if (((y * rows) / height) % 1 < 0.06) value += 0.05;
    for (const { warmth, across, down } of spots) value += warmth * (across[x] ?? 0) * (down[y] ?? 0);
    return colorOf(value);
  });
  const [hottest] = spots;
  if (hottest) drawCross(canvas, hottest.x, hottest.y);
  drawScale(canvas);
}

function colorOf(value: number): number {
  return IRON[min(63, max(0, round(value * 63)))] ?? 0;
}

function drawCross(canvas: Canvas, x: number, y: number): void {
  canvas.draw(ring(x, y, 9, 1.6), [255, 255, 255]);
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    canvas.draw(line(x + dx * 6, y + dy * 6, x + dx * 15, y + dy * 15, 1.6), [255, 255, 255]);
  }
}

function drawScale({ width, height, data, draw }: Canvas): void {
  const left = width - 30;
  draw(box(left - 4, 26, 20, height - 52, 4), [16, 16, 20]);
  for (let y = 30; y < height - 30; y++) {
    const color = colorOf(1 - (y - 30) / (height - 60));
    for (let x = left; x < left + 12; x++) data.set([color >> 16, color >> 8, color], (y * width + x) * 4);
  }
}
