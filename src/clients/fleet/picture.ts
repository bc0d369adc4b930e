import { UnexpectedAnswer } from '../errors.ts';
import type { Picture } from './fleet-client.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** A picture by its first bytes, whatever the server calls it. Throws UnexpectedAnswer for other files. */
export function readPicture(bytes: Buffer, who: string): Picture {
  if (bytes.subarray(0, PNG.length).equals(PNG)) return { mediaType: 'image/png', bytes };
  if (bytes.subarray(0, JPEG.length).equals(JPEG)) return { mediaType: 'image/jpeg', bytes };
  throw new UnexpectedAnswer(`${who} gave a file that is not a PNG or JPEG picture.`, 'not a picture');
}
