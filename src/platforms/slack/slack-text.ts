import { LIMITS } from './limits.ts';

// Controls that set the direction of what follows them, beyond the text they stand in.
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
const NEEDS_CARE = /[\u0590-\u08FF\u202A-\u202E\u2066-\u2069\uD800-\uDFFF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** Makes a text harmless to its neighbours: no lone surrogates, no open direction controls, right-to-left letters kept in their place. */
export function tame(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  const plain = text.toWellFormed().replace(BIDI_CONTROLS, '');
  return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** Escapes what Slack reads as markup in message text; nothing else is to be encoded. */
export function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
}

/** Whether the text is longer than `limit` code points. */
export function isLonger(text: string, limit: number): boolean {
  return text.length > limit && (text.length > 2 * limit || countCodePoints(text) > limit);
}

/** Code points of a text: what Slack's limits count. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Cuts a text to `limit` code points; a cut text ends with an ellipsis. */
export function clip(text: string, limit: number): string {
  return isLonger(text, limit) ? `${text.slice(0, indexOfCodePoint(text, limit - 1))}…` : text;
}

/** Cuts a text into pieces of at most `limit` code points, after a space or line break where there is one near the end. */
export function splitText(text: string, limit: number): readonly string[] {
  if (!isLonger(text, limit)) return [text];
  const pieces: string[] = [];
  let rest = text;
  while (isLonger(rest, limit)) {
    const end = indexOfCodePoint(rest, limit);
    const space = Math.max(rest.lastIndexOf('\n', end - 1), rest.lastIndexOf(' ', end - 1)) + 1;
    const cut = space > end / 2 ? space : end;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** Where the code point number `count` begins. */
export function indexOfCodePoint(text: string, count: number): number {
  let index = 0;
  for (let n = 0; n < count && index < text.length; n++) index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  return index;
}

/** The first `units` UTF-16 units of a text, one less where that would cut a character in two. */
export function sliceUnits(text: string, units: number): string {
  const cut = text.slice(0, units);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

/** Whether an address can be given to Slack as a link. */
export function isLink(url: string): boolean {
  return /^https?:\/\//i.test(url) && url.length <= LIMITS.url && !/[\s<>|]/.test(url) && URL.canParse(url);
}
