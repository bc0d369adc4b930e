import type { Mention } from './envelope.ts';

const AT = /<at(?:\s[^>]*)?>([^<]*)<\/at>/g;
const ENTITY = /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * What a person wrote, from message text as Teams encodes it: mentions of the bot taken out, others as @name, then entities read, so that a
 * mark that somebody typed stays text. Backticks go too: who copies a command out of an answer gets it as code.
 */
export function decodeText(written: string, mentions: readonly Mention[], bot: string | undefined): string {
  let text = written;
  for (const { text: mark, mentioned } of mentions) {
    // By its very text and not by a pattern: names hold any character.
    if (mentioned.id === bot && mark !== '') text = text.replaceAll(mark, () => ' ');
  }
  return text
    .replace(AT, '@$1')
    .replace(ENTITY, decodeEntity)
    .replaceAll('\u00a0', ' ')
    .replaceAll('`', ' ')
    .trim()
    .replace(/^[,:]\s*/, '');
}

function decodeEntity(whole: string, name?: string, decimal?: string, hexadecimal?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}
