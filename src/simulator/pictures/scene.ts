import type { Random } from '../random.ts';
import { bell, box, type Canvas, type Color, disc, line, pack, ring } from './canvas.ts';

const { abs, cos, min, sin } = Math;

const WAY: Color = [214, 178, 60];
const FLOOR: Color = [104, 106, 108];

/** A plant room as a robot sees it: wall, floor, pipes, and one thing to look at. */
export function drawScene(canvas: Canvas, scene: Random, moment: Random): void {
  const { width, height } = canvas;
  const wall: Color = scene.pick([
    [150, 164, 170],
    [168, 160, 144],
    [140, 158, 148],
    [160, 152, 164],
  ]);
  const horizon = height * scene.between(0.62, 0.7) + moment.between(-4, 4);
  const light = moment.between(0.85, 1.08);
  const lamp = scene.between(0.2, 0.8) * width;
  const across = bell(width, lamp, 190);
  const down = bell(height, 0, 150);
  canvas.fill((x, y) => {
    const glow = (across[x] ?? 0) * (down[y] ?? 0) * 60;
    if (y < horizon) {
      const panel = abs((x % 120) - 60) > 58.5 ? 0.9 : 1;
      return pack(wall, light * panel * (0.8 + 0.2 * (1 - y / horizon)), glow);
    }
    const depth = (y - horizon) / (height - horizon);
    // Seams of the floor run towards one point, and the robot's way is painted on it.
    const side = (x - width / 2) / (0.25 + depth);
    const seam = ((side % 90) + 90) % 90 < 1.5 ? 0.85 : 1;
    const isWay = abs(abs(side) - 100) < 7;
    return pack(isWay ? WAY : FLOOR, light * seam * (0.75 + 0.3 * depth), glow * 0.3);
  });
  for (let pipe = scene.integer(2, 4); pipe > 0; pipe--)
    drawPipe(canvas, scene, 16 + pipe * scene.between(20, 26), light);
  scene.pick([drawTank, drawCabinet, drawValve])(
    canvas,
    scene,
    scene.between(0.3, 0.7) * width + moment.between(-6, 6),
    horizon,
    light,
  );
}

function drawPipe(canvas: Canvas, scene: Random, y: number, light: number): void {
  const color: Color = scene.pick([
    [176, 74, 58],
    [72, 120, 168],
    [196, 168, 70],
    [150, 156, 160],
  ]);
  const thickness = scene.between(9, 15);
  for (let ring = 0; ring < 4; ring++) {
    const inner = thickness * (1 - ring * 0.24);
    canvas.draw(line(-20, y - ring, canvas.width + 20, y - ring, inner), shade(color, light * (0.62 + ring * 0.17)));
  }
  for (let flange = scene.between(30, 110); flange < canvas.width; flange += 130) {
    canvas.draw(box(flange, y - thickness * 0.8, 9, thickness * 1.6, 2), shade(color, light * 0.75));
  }
}

function drawTank(canvas: Canvas, _scene: Random, x: number, floor: number, light: number): void {
  const top = floor - 128;
  canvas.draw(box(x - 64, floor + 22, 136, 16, 8), [60, 62, 64]);
  for (let slice = 0; slice < 8; slice++) {
    const half = 62 * (1 - slice / 8);
    canvas.draw(
      box(x - half - slice * 2, top, half * 2, 156, min(half, 26)),
      shade([196, 202, 206], light * (0.55 + slice * 0.065)),
    );
  }
  canvas.draw(box(x - 62, floor - 40, 124, 5, 2), [120, 126, 130]);
  canvas.draw(box(x - 62, floor - 96, 124, 5, 2), [120, 126, 130]);
}

function drawCabinet(canvas: Canvas, scene: Random, x: number, floor: number, light: number): void {
  canvas.draw(box(x - 78, floor + 18, 170, 14, 6), [62, 64, 66]);
  canvas.draw(box(x - 76, floor - 120, 152, 144, 5), shade([86, 100, 112], light));
  for (const door of [-72, 3]) {
    canvas.draw(box(x + door, floor - 115, 69, 134, 3), shade([112, 128, 140], light));
    canvas.draw(box(x + door + 30, floor - 60, 5, 22, 2), [40, 46, 52]);
    for (let lamp = 0; lamp < 4; lamp++) {
      const color: Color = scene.chance(0.75) ? [88, 214, 120] : [244, 178, 64];
      canvas.draw(disc(x + door + 14 + lamp * 13, floor - 100, 3.4), color);
    }
  }
}

function drawValve(canvas: Canvas, scene: Random, x: number, floor: number, light: number): void {
  const y = floor - 62;
  const color: Color = scene.pick([
    [190, 58, 48],
    [58, 112, 176],
    [206, 160, 52],
  ]);
  canvas.draw(line(x, y, x, floor + 24, 34), shade([150, 156, 160], light * 0.8));
  canvas.draw(line(x - 6, y, x - 6, floor + 24, 12), shade([186, 192, 196], light));
  canvas.draw(ring(x + 4, y + 5, 52, 12), [70, 74, 78]);
  canvas.draw(ring(x, y, 52, 12), shade(color, light));
  for (let spoke = 0; spoke < 5; spoke++) {
    const angle = (spoke * 2 * Math.PI) / 5 + 0.3;
    canvas.draw(line(x, y, x + cos(angle) * 52, y + sin(angle) * 52, 8), shade(color, light * 0.9));
  }
  canvas.draw(disc(x, y, 13), shade([96, 100, 104], light));
}

function shade([red, green, blue]: Color, factor: number): Color {
  return [min(255, red * factor), min(255, green * factor), min(255, blue * factor)];
}
