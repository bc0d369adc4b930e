import type { Block, Inline, Reply, Text } from './reply.ts';
import { writeUtc } from './utc.ts';

/** The first line of a reply with words in it, for notifications; times in UTC, since nobody's zone is known there. Nothing where no block begins with words. */
export function firstWords(reply: Reply): string | undefined {
  for (const block of reply.blocks) {
    const line = plainText(block)
      .split('\n')
      .find((each) => each.trim() !== '');
    if (line !== undefined) return line.trim();
  }
  return undefined;
}

function plainText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'form':
      return block.title;
    case 'chart':
      return block.title;
    case 'text':
    case 'note':
      return writePlain(block.text);
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${writePlain(value)}`)[0] ?? '';
    case 'image':
      return block.alt;
    case 'table':
    case 'buttons':
    case 'divider':
      return '';
  }
}

function writePlain(text: Text): string {
  return text.map(writePlainInline).join('');
}

function writePlainInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  return inline.kind === 'time' ? writeUtc(inline.at, inline.show) : inline.text;
}
