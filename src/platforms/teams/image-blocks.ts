import { clip } from '../../core/cut-text.ts';
import type { Image } from '../../core/reply.ts';
import type { CardElement } from './card.ts';
import { clean, linkAddress } from './inert-markdown.ts';
import { LIMITS } from './limits.ts';
import { textBlocks } from './text-blocks.ts';

/** Where Teams can fetch a picture; nothing where it cannot. */
export type PictureUrl = (image: Image) => string | undefined;

/** A picture with its caption: from its address, else in the card itself where it is small, else a line that says where to look. */
export function imageBlocks(image: Image, pictureUrl: PictureUrl): readonly CardElement[] {
  const caption = image.caption ?? [image.alt.trim() === '' ? 'Picture' : image.alt];
  const picture = pictureOf(image, pictureUrl);
  if (picture === undefined) {
    return [
      ...textBlocks(['Picture: ', ...caption]),
      ...textBlocks(['It cannot be shown here: look at it in Scout.'], { size: 'Small', isSubtle: true }),
    ];
  }
  const below = textBlocks(caption, { size: 'Small', isSubtle: true });
  return [picture, ...below.map((line): CardElement => ({ ...line, spacing: 'None' }))];
}

function pictureOf(image: Image, pictureUrl: PictureUrl): CardElement | undefined {
  const altText = clip(clean(image.alt.trim() || 'Picture'), LIMITS.altText);
  const given = pictureUrl(image);
  const url = given === undefined ? undefined : linkAddress(given);
  if (url !== undefined) return { type: 'Image', url, altText, msteams: { allowExpand: true } };
  if (image.bytes.length > LIMITS.inlinePictureBytes) return undefined;
  const content = Buffer.from(image.bytes).toString('base64');
  return { type: 'Image', url: `data:${image.mediaType};base64,${content}`, altText };
}
