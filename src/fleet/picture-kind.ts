import type { Capture } from '../clients/fleet/fleet-client.ts';
import { choice } from '../core/parameters.ts';

/** What a picture was made of: heat, light or sound. */
export type PictureKind = 'thermal' | 'visual' | 'acoustic';

/** What a picture was made of. */
export const pictureKind = choice('kind', '`thermal`, `visual` or `acoustic`, by the name of the channel', {
  thermal: 'thermal',
  infrared: 'thermal',
  visual: 'visual',
  acoustic: 'acoustic',
});

// Scout tells the channel's name alone, which each payload chooses for itself.
const THERMAL = /thermal|infrared|\bir\b|heat|flir|radiometric/;
const ACOUSTIC = /acoustic|sound|audio|\bspl\b|ultrasonic|leak/;

/** What a capture was made of, by its channel's name; undefined where Scout tells none. */
export function kindOf({ channel }: Capture): PictureKind | undefined {
  if (channel === undefined) return undefined;
  const words = channel.toLowerCase().replaceAll(/[_-]/g, ' ');
  if (THERMAL.test(words)) return 'thermal';
  return ACOUSTIC.test(words) ? 'acoustic' : 'visual';
}
