import type { Random } from '../random.ts';
import { type Canvas, palette } from './canvas.ts';

const { exp, max, min, round, sin } = Math;

const SEA = palette([
  [10, 12, 36],
  [30, 50, 110],
  [28, 120, 140],
  [70, 180, 120],
  [190, 222, 80],
  [252, 244, 170],
]);

/** The sound of a machine: time to the right, pitch upwards, its tones as bright lines. `level` is 0 (quiet) to 1 (alarm). */
export function drawSpectrogram(canvas: Canvas, scene: Random, moment: Random, level: number): void {
  const { width, height } = canvas;
  const base = scene.between(0.06, 0.12);
  const phase = moment.between(0, 6);
  const waver = moment.between(2, 5);
  const grain = Array.from({ length: 1024 }, () => moment.next());
  const beat = Float64Array.from({ length: width }, (_, x) => 0.8 + 0.2 * sin((x / width) * 24 + phase));
  const sway = Float64Array.from({ length: width }, (_, x) => sin((x / width) * 9 + phase) * waver);
  canvas.fill((x, y) => {
    const pitch = 1 - y / height;
    const loud = beat[x] ?? 0;
    let value = 0.3 * (1 - pitch) ** 3 * loud + 0.08 * (grain[((x >> 2) * 31 + (y >> 2) * 17) & 1023] ?? 0);
    const tone = round(pitch / base);
    const off = (pitch - base * tone) * height - (sway[x] ?? 0);
    if (tone >= 1 && tone <= 7 && off < 8 && off > -8)
      value += ((0.25 + 0.6 * level) / tone ** 0.4) * exp((-off * off) / 5) * loud;
    return SEA[min(63, max(0, round(value * 63)))] ?? 0;
  });
}
