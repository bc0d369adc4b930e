import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import type { Capture } from '../entities.ts';
import { createRandom } from '../random.ts';
import { type CapturePlace, captureUuid } from '../run-names.ts';
import { type Canvas, createCanvas } from './canvas.ts';
import { drawGauge } from './gauge.ts';
import { drawScene } from './scene.ts';
import { drawSpectrogram } from './spectrogram.ts';
import { drawThermal } from './thermal.ts';

/** A picture file. */
export interface Picture {
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly bytes: Uint8Array;
}

/** So many pictures are kept; they can be drawn again. */
const MOST_KEPT = 200;
const kept = new Map<string, Picture>();

/** The picture of a capture. What it shows belongs to the action and stays the same from run to run; light and readings belong to the capture. */
export function drawCapture(place: CapturePlace): Picture {
  const uuid = captureUuid(place);
  const action = place.run.actions[place.action];
  const capture = action?.captures[place.capture];
  // Worlds may use the same uuid for different things.
  const key = JSON.stringify([uuid, action?.elementUuid, capture]);
  const known = kept.get(key);
  if (known) return known;
  const canvas = createCanvas(480, 320);
  if (action && capture) drawKind(canvas, capture, action.elementUuid, uuid);
  const picture = capture?.kind === 'thermal' || capture?.kind === 'sound' ? encodePng(canvas) : encodeJpeg(canvas);
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, picture);
  return picture;
}

function drawKind(canvas: Canvas, { kind, readings }: Capture, elementUuid: string, uuid: string): void {
  const scene = createRandom(`scene:${elementUuid}`);
  const moment = createRandom(`moment:${uuid}`);
  const [reading] = readings;
  const share = (low: number, high: number): number =>
    Math.min(1, Math.max(0, ((reading?.value ?? low) - low) / (high - low)));
  if (kind === 'thermal') drawThermal(canvas, scene, moment, share(35, 95));
  else if (kind === 'sound') drawSpectrogram(canvas, scene, moment, share(45, 95));
  else if (kind === 'gauge') drawGauge(canvas, scene, moment, reading && share(0, 12));
  else drawScene(canvas, scene, moment);
}

function encodePng({ width, height, data }: Canvas): Picture {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.buffer);
  return {
    mediaType: 'image/png',
    bytes: PNG.sync.write(png, { colorType: 2, deflateLevel: 4, deflateStrategy: 0, filterType: 0 }),
  };
}

function encodeJpeg({ width, height, data }: Canvas): Picture {
  return { mediaType: 'image/jpeg', bytes: jpeg.encode({ width, height, data }, 82).data };
}
