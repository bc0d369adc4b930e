import { clip } from '../core/cut-text.ts';
import { tame } from '../core/tame.ts';

/** No name on a chart is longer: what is longer would be cut to the width anyway. */
const LONGEST = 120;
// What XML 1.0 has no place for, and what would only be a gap in one line.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u{FFFE}\u{FFFF}\s]+/gu;

/** A name as one line that any SVG reader takes, not escaped yet. */
export function printable(name: string): string {
  return clip(
    tame(name.slice(0, 4 * LONGEST))
      .replace(UNPRINTABLE, ' ')
      .trim(),
    LONGEST,
  );
}

/** How wide a text gets in DejaVu Sans of a size in pixels: by kinds of letters, rather too wide than too narrow. */
export function widthOf(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * size;
}

function emsOf(character: string): number {
  if (/[iljIftr.,:;'|!()\s]/.test(character)) return 0.4;
  if (/[a-z0-9\-+_]/.test(character)) return 0.64;
  if (/[mwMW@%…]/.test(character)) return 1;
  if (/[A-Z]/.test(character)) return 0.78;
  return character.length === 1 && character < '\u0250' ? 0.7 : 1.05;
}

/** A text cut to a width in pixels: `from` its end, or from its middle, where names that begin alike are told apart by their ends. */
export function cutToWidth(text: string, size: number, width: number, from: 'end' | 'middle' = 'end'): string {
  if (widthOf(text, size) <= width) return text;
  const characters = [...text];
  for (let kept = characters.length - 1; kept > 0; kept--) {
    const behind = from === 'end' ? 0 : Math.floor(kept / 2);
    const cut = `${characters.slice(0, kept - behind).join('')}…${characters.slice(characters.length - behind).join('')}`;
    if (widthOf(cut, size) <= width) return cut;
  }
  return '…';
}
