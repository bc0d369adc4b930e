// Looked up once: each look-up of a global in a hot loop costs more than the work itself where modules run in a context of their own, as in Jest.
const { abs, ceil, exp, floor, max, min, sqrt } = Math;

/** Red, green and blue, each 0 to 255. */
export type Color = readonly [number, number, number];

/** An area with an edge. */
export interface Shape {
  /** Distance in pixels from the edge, negative inside. */
  readonly distance: (x: number, y: number) => number;
  /** Left, top, right and bottom of all of it. */
  readonly bounds: readonly [number, number, number, number];
}

/** A picture under way. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, red first, row after row. */
  readonly data: Uint8Array<ArrayBuffer>;
  /** Paints every pixel with a packed color. */
  fill(color: (x: number, y: number) => number): void;
  /** Paints a shape with smooth edges. */
  draw(shape: Shape, color: Color): void;
}

/** An empty black canvas. */
export function createCanvas(width: number, height: number): Canvas {
  const data = new Uint8Array(width * height * 4).fill(255);
  return {
    width,
    height,
    data,
    fill(color) {
      let index = 0;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++, index += 4) {
          const packed = color(x, y);
          data[index] = packed >> 16;
          data[index + 1] = packed >> 8;
          data[index + 2] = packed;
        }
      }
    },
    draw({ distance, bounds: [left, top, right, bottom] }, color) {
      const [lastX, lastY] = [min(width - 1, ceil(right)), min(height - 1, ceil(bottom))];
      for (let y = max(0, floor(top)); y <= lastY; y++) {
        for (let x = max(0, floor(left)); x <= lastX; x++) {
          const cover = 0.5 - distance(x, y);
          if (cover > 0) blend(data, (y * width + x) * 4, color, min(1, cover));
        }
      }
    },
  };
}

/** A disc. */
export function disc(cx: number, cy: number, radius: number): Shape {
  return {
    distance: (x, y) => sqrt((x - cx) ** 2 + (y - cy) ** 2) - radius,
    bounds: around(cx, cy, cx, cy, radius),
  };
}

/** A ring around a radius. */
export function ring(cx: number, cy: number, radius: number, thickness: number): Shape {
  const half = thickness / 2;
  return {
    distance: (x, y) => abs(sqrt((x - cx) ** 2 + (y - cy) ** 2) - radius) - half,
    bounds: around(cx, cy, cx, cy, radius + half),
  };
}

/** A line with round ends. */
export function line(ax: number, ay: number, bx: number, by: number, thickness: number): Shape {
  const dx = bx - ax;
  const dy = by - ay;
  const squared = dx * dx + dy * dy || 1;
  const distance = (x: number, y: number): number => {
    const along = min(1, max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
    return sqrt((x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2) - thickness / 2;
  };
  return {
    distance,
    bounds: around(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), thickness / 2),
  };
}

/** A box with round corners. */
export function box(left: number, top: number, width: number, height: number, radius: number): Shape {
  const distance = (x: number, y: number): number => {
    const dx = abs(x - left - width / 2) - width / 2 + radius;
    const dy = abs(y - top - height / 2) - height / 2 + radius;
    return sqrt(max(dx, 0) ** 2 + max(dy, 0) ** 2) + min(max(dx, dy), 0) - radius;
  };
  return { distance, bounds: around(left, top, left + width, top + height, 0) };
}

function around(left: number, top: number, right: number, bottom: number, margin: number): Shape['bounds'] {
  return [left - margin - 1, top - margin - 1, right + margin + 1, bottom + margin + 1];
}

/** A color between two, 0 being the first. */
function mix(from: Color, to: Color, share: number): Color {
  const part = min(1, max(0, share));
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part, from[2] + (to[2] - from[2]) * part];
}

/** A color as one number, made brighter or darker by a factor, with light on top: no array a pixel, which would cost more than the picture. */
export function pack([red, green, blue]: Color, factor = 1, light = 0): number {
  const channel = (value: number): number => min(255, value * factor + light) & 255;
  return (channel(red) << 16) | (channel(green) << 8) | channel(blue);
}

/** 64 packed colors that go evenly through the given ones; so few that PNG packs them well. */
export function palette(colors: readonly Color[]): Uint32Array {
  return Uint32Array.from({ length: 64 }, (_, index) => {
    const at = (index / 63) * (colors.length - 1);
    const before = colors[floor(at)] ?? [0, 0, 0];
    return pack(mix(before, colors[floor(at) + 1] ?? before, at % 1));
  });
}

/** The bell curve around a middle, for each whole number up to `length`. */
export function bell(length: number, middle: number, width: number): Float64Array {
  return Float64Array.from({ length }, (_, at) => exp(-(((at - middle) / width) ** 2)));
}

function blend(data: Uint8Array, index: number, [red, green, blue]: Color, cover: number): void {
  const mixed = (channel: number, value: number): number => {
    const under = data[index + channel] ?? 0;
    return under + (value - under) * cover;
  };
  data[index] = mixed(0, red);
  data[index + 1] = mixed(1, green);
  data[index + 2] = mixed(2, blue);
}
