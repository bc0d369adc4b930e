import { escapeMarkup } from '../../core/escape-markup.ts';
import type { EpochMs } from '../../core/reply.ts';
import { isRecord } from './json-record.ts';
import type { Reader } from './reader.ts';
import { writeSlackDate } from './slack-date.ts';

// What slack-blocks-to-jsx 1.1.1 draws differently from Slack is put right here, on a copy of the blocks.

// Characters of a private use area stand for the ASCII ones while the library looks for markup, so that it finds none.
const PRIVATE = 0xe000;
const EMOJI_NAME = /(:[a-z0-9_+-]+:)/;
/** Dates, links and mentions, code, what is marked bold, italic or struck, emoji, and line breaks. */
const MARKUP = new RegExp(
  [
    /<!date\^(?<at>\d+)\^(?<format>[^|^>]+)[^|>]*\|[^>]*>/,
    /<(?<target>[^|>\s]+)(?:\|(?<label>[^>]*))?>/,
    /`(?<code>[^`\n]+)`/,
    /(?<![\p{L}\p{N}])(?<mark>[*_~])(?=\S)(?<marked>[^\n]+?)(?<=\S)\k<mark>(?![\p{L}\p{N}])/u,
    EMOJI_NAME,
    /\n(?!\n)/,
  ]
    .map((part) => part.source)
    .join('|'),
  'gu',
);

/** Makes a text that passes the library's parsers untouched; `revealLiterals` turns it back in the HTML. */
function hideLiteral(text: string): string {
  return text.replace(/[^\P{ASCII}a-zA-Z0-9]/gu, (char) => String.fromCharCode(PRIVATE + char.charCodeAt(0)));
}

/** Puts back what was hidden from the library, escaped for HTML text and attributes. */
export function revealLiterals(html: string): string {
  return html.replace(/[\uE000-\uE07F]/g, (hidden) =>
    escapeMarkup(String.fromCharCode(hidden.charCodeAt(0) - PRIVATE)),
  );
}

/** The block as the library must be given it, to draw what Slack would draw for this reader. */
export function repairBlock(block: unknown, reader: Reader, now: EpochMs): unknown {
  if (Array.isArray(block)) return block.map((part) => repairBlock(part, reader, now));
  if (!isRecord(block)) return block;
  const { type, text, value, style, emoji, format, timestamp } = block;
  switch (type) {
    // Plain text is parsed as Markdown: `*` is drawn bold and `<!channel>` as a mention.
    case 'plain_text':
      return { ...block, text: emoji === true ? hideAroundEmoji(String(text)) : hideLiteral(String(text)) };
    // So are the cells of a table.
    case 'raw_text':
      return { ...block, text: hideLiteral(String(text)) };
    // A number in a cell throws.
    case 'raw_number':
      return { type: 'raw_text', text: hideLiteral(String(text ?? value)) };
    // With `verbatim` no markup is drawn at all; in Slack it only keeps plain addresses from becoming links.
    case 'mrkdwn':
      return { type, text: repairMarkdown(String(text), reader, now) };
    // Dates are drawn in this machine's zone, and are "today" by its clock.
    case 'date':
      return { type: 'text', style, text: writeSlackDate(String(format), Number(timestamp) * 1000, reader, now) };
    default:
      return Object.fromEntries(Object.entries(block).map(([key, part]) => [key, repairBlock(part, reader, now)]));
  }
}

/** With `emoji`, the names of emoji are the one thing that Slack replaces in plain text. */
function hideAroundEmoji(text: string): string {
  const parts = text.split(EMOJI_NAME);
  return parts.map((part, i) => (i % 2 === 1 ? part : hideLiteral(part))).join('');
}

/**
 * Slack's Markdown knows little, the library's knows headings, lists, tables, links in brackets and formulas too, and it
 * doubles `*` in code and addresses. So only what means something in Slack stays visible to it. Dates as above.
 */
function repairMarkdown(text: string, reader: Reader, now: EpochMs): string {
  let repaired = '';
  let end = 0;
  for (const match of text.matchAll(MARKUP)) {
    repaired += hideLiteral(decode(text.slice(end, match.index)));
    end = match.index + match[0].length;
    const { at, format, target, label, code, mark, marked } = match.groups ?? {};
    if (format !== undefined) repaired += hideLiteral(writeSlackDate(format, Number(at) * 1000, reader, now));
    else if (target !== undefined)
      repaired += `<${decode(target).replaceAll('*', '%2A')}${label ? `|${hideLiteral(decode(label))}` : ''}>`;
    else if (code !== undefined) repaired += `\`${hideLiteral(decode(code))}\``;
    else if (marked !== undefined) repaired += `${mark}${repairMarkdown(marked, reader, now)}${mark}`;
    else repaired += match[0];
  }
  return repaired + hideLiteral(decode(text.slice(end)));
}

/** Takes Slack's escapes back; there are only these three. */
function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
