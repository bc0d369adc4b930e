import { splitText } from '../../core/cut-text.ts';
import { pack } from '../../core/pack.ts';
import type { Inline, Text } from '../../core/reply.ts';
import { writeUtc } from '../../core/utc.ts';
import { bytesOf, type CardElement, type CardText, type Look, type TextRun } from './card.ts';
import { hasTime, inertRun, joinMarkdown, linkAddress, markdownOf, writeLink } from './inert-markdown.ts';
import { LIMITS } from './limits.ts';

const FITS = [{ most: LIMITS.textBytes, of: bytesOf }];

/** Running text as elements, one for each line: a line break inside a run is not documented to be one. */
export function textBlocks(text: Text, look: Look = {}): readonly CardElement[] {
  return linesOf(text)
    .filter(isVisible)
    .flatMap((line) => lineBlocks(line, look))
    .map((block, i) => (i === 0 ? block : { ...block, spacing: 'None' }));
}

/** One line as elements, several where it is long. */
function lineBlocks(line: Text, look: Look): readonly CardText[] {
  const parts = line.flatMap(splitInline);
  if (!hasTime(line)) {
    const runs = parts.map((part): TextRun => ({ ...runOf(part), ...look }));
    return pack(runs, FITS).map((inlines) => ({ type: 'RichTextBlock', inlines }));
  }
  const written = parts.map((part) => ({ text: markdownOf(part) }));
  return pack(written, FITS).map((group) => ({
    type: 'TextBlock',
    text: joinMarkdown(group.map((part) => part.text)),
    wrap: true,
    ...look,
  }));
}

/** What fits into one element, as one line. */
export function lineBlock(text: Text, look: Look = {}): CardText {
  const [block] = isVisible(text) ? lineBlocks(text, look) : [];
  return block ?? { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: ' ' }] };
}

/** Whether something of it can be seen. */
export function isVisible(text: Text): boolean {
  return text.some((inline) => {
    if (typeof inline === 'string') return inline.trim() !== '';
    return inline.kind === 'time' || (inline.kind === 'link' && inline.url !== '') || inline.text.trim() !== '';
  });
}

/** Lines of running text; bold and code are cut at line breaks too. */
function linesOf(text: Text): readonly Text[] {
  const lines: Inline[][] = [[]];
  for (const inline of text) {
    if (typeof inline !== 'string' && inline.kind === 'time') {
      lines.at(-1)?.push(inline);
      continue;
    }
    const words = typeof inline === 'string' ? inline : inline.text;
    const isAddress = typeof inline !== 'string' && inline.kind === 'link' && words === '';
    for (const [i, piece] of words.split(/\r\n|[\r\n]/).entries()) {
      if (i > 0) lines.push([]);
      if (piece !== '' || isAddress) lines.at(-1)?.push(withText(inline, piece));
    }
  }
  return lines;
}

function splitInline(inline: Inline): readonly Inline[] {
  if (typeof inline !== 'string' && inline.kind === 'time') return [inline];
  if (typeof inline !== 'string' && inline.kind === 'link') {
    const fits = linkAddress(inline.url) !== undefined && inline.text.length <= LIMITS.literal;
    return fits ? [inline] : splitText(writeLink(inline.text, inline.url), LIMITS.literal);
  }
  const words = typeof inline === 'string' ? inline : inline.text;
  return splitText(words, LIMITS.literal).map((piece) => withText(inline, piece));
}

function withText(inline: Inline, text: string): Inline {
  if (typeof inline === 'string') return text;
  return inline.kind === 'time' ? inline : { ...inline, text };
}

function runOf(inline: Inline): TextRun {
  if (typeof inline === 'string') return run(inline);
  switch (inline.kind) {
    case 'bold':
      return { ...run(inline.text), weight: 'Bolder' };
    case 'code':
      return { ...run(inline.text), fontType: 'Monospace' };
    case 'link': {
      const url = linkAddress(inline.url);
      if (url === undefined) return run(writeLink(inline.text, inline.url));
      const shown = inline.text.trim() === '' ? inline.url : inline.text;
      return { ...run(shown), selectAction: { type: 'Action.OpenUrl', url } };
    }
    case 'time':
      return run(writeUtc(inline.at, inline.show));
  }
}

function run(literal: string): TextRun {
  return { type: 'TextRun', text: inertRun(literal) };
}
