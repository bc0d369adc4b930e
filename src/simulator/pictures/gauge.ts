import type { Random } from '../random.ts';
import { type Canvas, type Color, disc, line, pack, ring } from './canvas.ts';

const START = 0.75 * Math.PI;
const SWEEP = 1.5 * Math.PI;
const INK: Color = [38, 42, 48];

/** A pressure gauge on a wall, its needle at `value`, 0 to 1; undefined: the glass is fogged and nothing can be read. */
export function drawGauge(canvas: Canvas, scene: Random, moment: Random, value: number | undefined): void {
  const { width, height } = canvas;
  const wall: Color = scene.pick([
    [118, 132, 138],
    [142, 134, 120],
    [104, 124, 116],
  ]);
  const light = moment.between(0.85, 1.1);
  canvas.fill((x, y) => pack(wall, light - (x / width) * 0.2 - (y / height) * 0.35));
  const x = width / 2 + moment.between(-8, 8);
  const y = height / 2 + moment.between(-6, 6);
  const radius = height * 0.4;
  canvas.draw(line(x, y + radius, x, height + 20, 34), [150, 120, 64]);
  canvas.draw(disc(x + 5, y + 7, radius * 1.1), [44, 48, 54]);
  canvas.draw(disc(x, y, radius * 1.1), [186, 192, 196]);
  canvas.draw(disc(x, y, radius), [246, 246, 240]);
  drawScale(canvas, x, y, radius);
  if (value === undefined) {
    canvas.draw(disc(x, y, radius), [206, 212, 216]);
    canvas.draw(ring(x, y, radius * 0.6, radius * 0.3), [216, 222, 226]);
    return;
  }
  const angle = START + SWEEP * Math.min(1, Math.max(0, value));
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  canvas.draw(line(x - dx * 18, y - dy * 18, x + dx * radius * 0.78, y + dy * radius * 0.78, 5), [196, 40, 32]);
  canvas.draw(disc(x, y, 9), INK);
  canvas.draw(line(x - radius * 0.5, y - radius * 0.62, x - radius * 0.1, y - radius * 0.78, 6), [255, 255, 255]);
}

/** Ticks, and a band that is green, then yellow, then red. */
function drawScale(canvas: Canvas, x: number, y: number, radius: number): void {
  for (let step = 0; step <= 120; step++) {
    const share = step / 120;
    const angle = START + SWEEP * share;
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
    const color: Color = share < 0.6 ? [70, 160, 84] : share < 0.8 ? [232, 190, 60] : [206, 66, 52];
    canvas.draw(
      line(x + dx * radius * 0.95, y + dy * radius * 0.95, x + dx * radius * 0.93, y + dy * radius * 0.93, 9),
      color,
    );
    if (step % 12 === 0)
      canvas.draw(
        line(x + dx * radius * 0.9, y + dy * radius * 0.9, x + dx * radius * 0.78, y + dy * radius * 0.78, 3),
        INK,
      );
    else if (step % 4 === 0)
      canvas.draw(
        line(x + dx * radius * 0.9, y + dy * radius * 0.9, x + dx * radius * 0.85, y + dy * radius * 0.85, 1.5),
        INK,
      );
  }
}
