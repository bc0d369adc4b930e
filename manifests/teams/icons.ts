import { PNG } from 'pngjs';

// The robot of src/platforms/preview/robot.svg, in the units of its view box.
const BODY = { left: 6.5, top: 10, right: 30, bottom: 19, radius: 3.4 };
const EYE = { x: 25.8, y: 14.3, radius: 1.7 };
const LEG_WIDTH = 2.6;
const NEAR_LEGS = ['11.5,18 8.1,23 11.1,28.2', '24.5,18 21.1,23 24.1,28.2'].map(readPoints);
const FAR_LEGS = ['15.5,18 13.1,22.5 16.5,27', '28,18 26.1,22.5 29.1,27'].map(readPoints);
/** The middle of all that, and the longer side of the square that holds it. */
const MIDDLE = { x: 18.25, y: 19.75 };
const EXTENT = 24.4;

const NAVY = [0x17, 0x32, 0x4d] as const;
const YELLOW = [0xff, 0xc8, 0x3d] as const;
const WHITE = [0xff, 0xff, 0xff] as const;

type Colour = readonly [number, number, number];
type Point = readonly [number, number];
/** How much of the robot shows at a point, from 0 to 1; `pixel` is the size of one. */
type Drawing = (x: number, y: number, pixel: number) => number;

/** The colour icon as PNG: 192 × 192, on a full background; Teams cuts it to a hexagon, so 48 pixels on each side hold nothing else. */
export function drawColorIcon(): Buffer {
  return draw(192, 96, (share) => [...mix(NAVY, YELLOW, share), 255]);
}

/** The outline icon as PNG: 32 × 32, white alone, on nothing. */
export function drawOutlineIcon(): Buffer {
  return draw(32, 32, (share) => [...WHITE, Math.round(share * 255)]);
}

function draw(size: number, robotSize: number, paint: (share: number) => readonly number[]): Buffer {
  const png = new PNG({ width: size, height: size });
  const pixel = EXTENT / robotSize;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const x = MIDDLE.x + (column + 0.5 - size / 2) * pixel;
      const y = MIDDLE.y + (row + 0.5 - size / 2) * pixel;
      png.data.set(paint(robotAt(x, y, pixel)), (row * size + column) * 4);
    }
  }
  return PNG.sync.write(png);
}

const robotAt: Drawing = (x, y, pixel) => {
  const shown = (distance: number): number => Math.min(1, Math.max(0, 0.5 - distance / pixel));
  const legs = (all: readonly (readonly Point[])[]): number =>
    shown(Math.min(...all.map((leg) => distanceToLine(x, y, leg))) - LEG_WIDTH / 2);
  const robot = Math.max(shown(distanceToBody(x, y)), legs(NEAR_LEGS), legs(FAR_LEGS) / 2);
  return robot * (1 - shown(Math.hypot(x - EYE.x, y - EYE.y) - EYE.radius));
};

/** Negative inside. */
function distanceToBody(x: number, y: number): number {
  const { left, top, right, bottom, radius } = BODY;
  const across = Math.max(left + radius - x, x - (right - radius));
  const down = Math.max(top + radius - y, y - (bottom - radius));
  return Math.hypot(Math.max(across, 0), Math.max(down, 0)) + Math.min(Math.max(across, down), 0) - radius;
}

function distanceToLine(x: number, y: number, points: readonly Point[]): number {
  return Math.min(...points.slice(1).map((end, i) => distanceToSegment(x, y, points[i] ?? end, end)));
}

function distanceToSegment(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}

function mix(from: Colour, to: Colour, share: number): readonly number[] {
  return from.map((value, i) => Math.round(value + ((to[i] ?? value) - value) * share));
}

function readPoints(text: string): readonly Point[] {
  return text.split(' ').map((pair) => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return [x, y];
  });
}
