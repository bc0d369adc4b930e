/** Whether the text is longer than `limit` code points. */
export function isLonger(text: string, limit: number): boolean {
  return text.length > limit && (text.length > 2 * limit || countCodePoints(text) > limit);
}

/** Code points of a text: what the limits of chat platforms count. */
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
